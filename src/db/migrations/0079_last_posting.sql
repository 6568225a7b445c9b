-- The last posting of an entry has none after it: it is no payment at the source, and counts as given or taken. (The
-- comparison with nothing was neither true nor false, so that such a posting counted nowhere.)
CREATE OR REPLACE VIEW partage.derived_line_day WITH (security_invoker = true) AS
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
           p.account_kind = 'payable' AND p.next_kind IS NOT DISTINCT FROM 'processor' AND p.line > 1 AND NOT coalesce(p.is_dispute_fee, false)
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

-- What was totalled from the view before.
DO $$
DECLARE tab text;
DECLARE read text[] := ARRAY['workspace', 'journal', 'sale', 'ledger_account', 'refund', 'dispute', 'contract',
                             'contract_version', 'line_day'];
BEGIN
  FOREACH tab IN ARRAY read LOOP
    EXECUTE format('ALTER TABLE partage.%I NO FORCE ROW LEVEL SECURITY', tab);
  END LOOP;
  CREATE TEMP TABLE derived ON COMMIT DROP AS SELECT * FROM partage.derived_line_day;
  CREATE TEMP TABLE wrong ON COMMIT DROP AS
    SELECT ws, currency, day, product, party
      FROM (SELECT ws, currency, day, product, party, sum(given) AS given, sum(taken) AS taken, sum(at_source) AS at_source
              FROM derived GROUP BY 1, 2, 3, 4, 5) d
      FULL JOIN (SELECT ws, currency, day, product, party, sum(given) AS given, sum(taken) AS taken,
                        sum(at_source) AS at_source
                   FROM partage.line_day GROUP BY 1, 2, 3, 4, 5) t USING (ws, currency, day, product, party)
     WHERE (coalesce(d.given, 0), coalesce(d.taken, 0), coalesce(d.at_source, 0))
        <> (coalesce(t.given, 0), coalesce(t.taken, 0), coalesce(t.at_source, 0));
  DELETE FROM partage.line_day t USING wrong w
   WHERE (t.ws, t.currency, t.day, t.product, t.party) = (w.ws, w.currency, w.day, w.product, w.party);
  INSERT INTO partage.line_day SELECT d.* FROM derived d JOIN wrong USING (ws, currency, day, product, party);
  FOREACH tab IN ARRAY read LOOP
    EXECUTE format('ALTER TABLE partage.%I FORCE ROW LEVEL SECURITY', tab);
  END LOOP;
END $$;
