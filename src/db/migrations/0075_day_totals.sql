-- What was sold, taken back and earned, by calendar day of the workspace: totals that reports read instead of a million
-- sales. The flight that posts an entry adds to them, so that they are never behind; the views derive the same from the
-- journal, for `verify` and for what was posted before these tables were there. Currencies are never added together.

-- paid and sales: on the day of the sale. taken, take_backs: refunds and lost disputes, on their own day.
CREATE TABLE partage.sale_day (
  ws           int    NOT NULL,
  currency     text   NOT NULL,
  day          date   NOT NULL,
  product      uuid   NOT NULL,
  source       text   NOT NULL,
  sales        bigint NOT NULL,
  paid         bigint NOT NULL,
  take_backs   bigint NOT NULL,
  taken        bigint NOT NULL,
  dispute_fees bigint NOT NULL,
  PRIMARY KEY (ws, currency, day, product, source)
) WITH (fillfactor = 70);
SELECT partage.keep_to_workspace('partage.sale_day', 'SELECT, INSERT, UPDATE');

-- given − taken is what a party keeps of it; at_source of that the source pays out itself. Over all parties,
-- given − taken is paid − taken − dispute_fees of the same days.
CREATE TABLE partage.line_day (
  ws        int    NOT NULL,
  currency  text   NOT NULL,
  day       date   NOT NULL,
  product   uuid   NOT NULL,
  party     uuid   NOT NULL,
  role      text   NOT NULL,
  given     bigint NOT NULL,
  taken     bigint NOT NULL,
  at_source bigint NOT NULL,
  PRIMARY KEY (ws, currency, day, product, party, role)
) WITH (fillfactor = 70);
CREATE INDEX line_day_party ON partage.line_day (ws, party, currency, day);
SELECT partage.keep_to_workspace('partage.line_day', 'SELECT, INSERT, UPDATE');

-- Each posting of an entry that moves a sale's money, with its account, the account after it, and its sale. What a source
-- pays out itself is a payable posting right before one of the source's own (domain §7).
CREATE VIEW partage.sale_posting WITH (security_invoker = true) AS
  SELECT j.ws, j.seq, j.kind, j.subject AS sale, s.product, s.affiliate, j.currency,
         (j.happened_at AT TIME ZONE w.time_zone)::date AS day, p.line, cardinality(j.accounts) AS of_lines,
         a.kind AS account_kind, a.owner AS party, n.kind AS next_kind, p.amount
    FROM partage.journal j
    JOIN partage.workspace w ON w.ws = j.ws
    JOIN partage.sale s ON s.ws = j.ws AND s.id = j.subject
   CROSS JOIN LATERAL unnest(j.accounts, j.amounts) WITH ORDINALITY AS p (account, amount, line)
    JOIN partage.ledger_account a ON a.ws = j.ws AND a.account = p.account
    LEFT JOIN partage.ledger_account n ON n.ws = j.ws AND n.account = j.accounts[p.line + 1]
   WHERE j.kind IN ('sale', 'refund', 'dispute_lost', 'fee') AND a.owner IS NOT NULL;
GRANT SELECT ON partage.sale_posting TO partage_app;

-- The first line is the producer's, the last payable one the affiliate's where there is one, those between the contracts'.
CREATE VIEW partage.derived_line_day WITH (security_invoker = true) AS
  WITH posted AS (
    SELECT p.*, d.fee > 0 AND p.kind = 'dispute_lost' AND p.line = p.of_lines - 1 AS is_dispute_fee
      FROM partage.sale_posting p
      LEFT JOIN partage.dispute d ON d.ws = p.ws AND d.sale = p.sale AND d.closed_seq = p.seq
  ), told AS (
    SELECT p.*, CASE
             WHEN p.account_kind = 'platform_fees' THEN 'platform_fee'
             WHEN p.account_kind = 'processor_fees' THEN 'processor_fee'
             WHEN p.account_kind = 'tax' THEN 'tax'
             WHEN p.kind <> 'sale' THEN NULL
             WHEN p.line = 2 THEN 'producer'
             WHEN p.party = p.affiliate AND p.next_kind IS DISTINCT FROM 'payable' THEN 'affiliate'
             WHEN EXISTS (SELECT FROM partage.contract c
                            JOIN partage.contract_version v ON v.ws = c.ws AND v.contract = c.id
                           WHERE c.ws = p.ws AND c.product = p.product AND c.party = p.party
                             AND v.terms ->> 'scope' = 'recruited') THEN 'manager'
             ELSE 'coproducer' END AS role,
           p.account_kind = 'payable' AND p.next_kind = 'processor' AND p.line > 1 AND NOT coalesce(p.is_dispute_fee, false)
             AND (p.kind <> 'sale' OR p.line > 2) AS is_at_source
      FROM posted p
  ), roles AS (
    SELECT DISTINCT ON (ws, sale, party) ws, sale, party, role FROM told
     WHERE kind = 'sale' AND account_kind = 'payable' AND NOT is_at_source ORDER BY ws, sale, party, line
  )
  SELECT t.ws, t.currency, t.day, t.product, t.party, coalesce(t.role, r.role, 'producer') AS role,
         sum(CASE WHEN t.kind IN ('sale', 'fee') AND NOT t.is_at_source THEN t.amount ELSE 0 END)::bigint AS given,
         sum(CASE WHEN t.kind IN ('refund', 'dispute_lost') AND NOT t.is_at_source THEN -t.amount ELSE 0 END)::bigint AS taken,
         sum(CASE WHEN t.is_at_source THEN -t.amount ELSE 0 END)::bigint AS at_source
    FROM told t LEFT JOIN roles r ON r.ws = t.ws AND r.sale = t.sale AND r.party = t.party
   GROUP BY 1, 2, 3, 4, 5, 6;
GRANT SELECT ON partage.derived_line_day TO partage_app;

CREATE VIEW partage.derived_sale_day WITH (security_invoker = true) AS
  WITH facts AS (
    SELECT j.ws, j.currency, (j.happened_at AT TIME ZONE w.time_zone)::date AS day, s.product, o.source,
           CASE WHEN j.kind = 'sale' THEN 1 ELSE 0 END AS sales, CASE WHEN j.kind = 'sale' THEN s.paid ELSE 0 END AS paid,
           CASE WHEN j.kind = 'sale' THEN 0 ELSE 1 END AS take_backs,
           coalesce(r.amount, CASE WHEN j.kind = 'dispute_lost' THEN d.remaining END, 0) AS taken,
           CASE WHEN j.kind = 'dispute_lost' THEN coalesce(d.fee, 0) ELSE 0 END AS dispute_fees
      FROM partage.journal j
      JOIN partage.workspace w ON w.ws = j.ws
      JOIN partage.sale s ON s.ws = j.ws AND s.id = j.subject
      JOIN partage.journal o ON o.ws = s.ws AND o.seq = s.seq
      LEFT JOIN partage.refund r ON r.ws = j.ws AND r.seq = j.seq AND j.kind = 'refund'
      LEFT JOIN partage.dispute d ON d.ws = j.ws AND d.sale = j.subject AND d.closed_seq = j.seq
     WHERE j.kind IN ('sale', 'refund', 'dispute_lost')
  )
  SELECT ws, currency, day, product, source, sum(sales)::bigint AS sales, sum(paid)::bigint AS paid,
         sum(take_backs)::bigint AS take_backs, sum(taken)::bigint AS taken, sum(dispute_fees)::bigint AS dispute_fees
    FROM facts GROUP BY 1, 2, 3, 4, 5;
GRANT SELECT ON partage.derived_sale_day TO partage_app;

-- What was posted before. The owner is under row-level security too (FORCE): for these statements alone it is not.
DO $$
DECLARE tab text;
DECLARE read text[] := ARRAY['workspace', 'journal', 'sale', 'ledger_account', 'refund', 'dispute', 'contract',
                             'contract_version', 'sale_day', 'line_day'];
BEGIN
  FOREACH tab IN ARRAY read LOOP
    EXECUTE format('ALTER TABLE partage.%I NO FORCE ROW LEVEL SECURITY', tab);
  END LOOP;
  INSERT INTO partage.sale_day SELECT * FROM partage.derived_sale_day;
  INSERT INTO partage.line_day SELECT * FROM partage.derived_line_day;
  FOREACH tab IN ARRAY read LOOP
    EXECUTE format('ALTER TABLE partage.%I FORCE ROW LEVEL SECURITY', tab);
  END LOOP;
END $$;
