-- A commission that was taken back counts in the totals by day: taken of the affiliate, back with the producer.
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
  ), lines AS (
    SELECT t.ws, t.currency, t.day, t.product, t.party, coalesce(t.role, r.role, 'producer') AS role,
           CASE WHEN t.kind IN ('sale', 'fee') AND NOT t.is_at_source THEN t.amount ELSE 0 END AS given,
           CASE WHEN t.kind IN ('refund', 'dispute_lost') AND NOT t.is_at_source THEN -t.amount ELSE 0 END AS taken,
           CASE WHEN t.is_at_source THEN -t.amount ELSE 0 END AS at_source
      FROM told t LEFT JOIN roles r ON r.ws = t.ws AND r.sale = t.sale AND r.party = t.party
    UNION ALL
    SELECT j.ws, j.currency, (j.happened_at AT TIME ZONE w.time_zone)::date, c.product, a.owner,
           coalesce(s.roles[p.line], 'producer'), p.amount, 0, 0
      FROM partage.journal j
      JOIN partage.workspace w ON w.ws = j.ws
      JOIN partage.contract c ON c.ws = j.ws AND c.id = j.subject
      LEFT JOIN partage.contract_settlement s ON s.ws = j.ws AND s.seq = j.seq
     CROSS JOIN LATERAL unnest(j.accounts, j.amounts) WITH ORDINALITY AS p (account, amount, line)
      JOIN partage.ledger_account a ON a.ws = j.ws AND a.account = p.account
     WHERE j.kind = 'settlement'
    UNION ALL
    SELECT j.ws, j.currency, (j.happened_at AT TIME ZONE w.time_zone)::date, f.product, a.owner,
           CASE WHEN a.owner = f.party THEN 'affiliate' ELSE 'producer' END, 0, -p.amount, 0
      FROM partage.journal j
      JOIN partage.workspace w ON w.ws = j.ws
      JOIN partage.finding f ON f.ws = j.ws AND f.decided_seq = j.seq
     CROSS JOIN LATERAL unnest(j.accounts, j.amounts) AS p (account, amount)
      JOIN partage.ledger_account a ON a.ws = j.ws AND a.account = p.account
     WHERE j.kind = 'commission_taken_back'
  )
  SELECT ws, currency, day, product, party, role,
         sum(given)::bigint AS given, sum(taken)::bigint AS taken, sum(at_source)::bigint AS at_source
    FROM lines GROUP BY 1, 2, 3, 4, 5, 6;
