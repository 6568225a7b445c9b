-- The part of the totals by day that affiliates sold: what is left of sale_day was direct. Written by the same flight, and
-- only where an affiliate is on a sale.
CREATE TABLE partage.affiliate_day (
  ws       int    NOT NULL,
  currency text   NOT NULL,
  day      date   NOT NULL,
  product  uuid   NOT NULL,
  sales    bigint NOT NULL,
  paid     bigint NOT NULL,
  taken    bigint NOT NULL,
  PRIMARY KEY (ws, currency, day, product)
) WITH (fillfactor = 70);
SELECT partage.keep_to_workspace('partage.affiliate_day', 'SELECT, INSERT, UPDATE');

CREATE VIEW partage.derived_affiliate_day WITH (security_invoker = true) AS
  SELECT j.ws, j.currency, (j.happened_at AT TIME ZONE w.time_zone)::date AS day, s.product,
         sum(CASE WHEN j.kind = 'sale' THEN 1 ELSE 0 END)::bigint AS sales,
         sum(CASE WHEN j.kind = 'sale' THEN s.paid ELSE 0 END)::bigint AS paid,
         sum(coalesce(r.amount, CASE WHEN j.kind = 'dispute_lost' THEN d.remaining END, 0))::bigint AS taken
    FROM partage.journal j
    JOIN partage.workspace w ON w.ws = j.ws
    JOIN partage.sale s ON s.ws = j.ws AND s.id = j.subject
    LEFT JOIN partage.refund r ON r.ws = j.ws AND r.seq = j.seq AND j.kind = 'refund'
    LEFT JOIN partage.dispute d ON d.ws = j.ws AND d.sale = j.subject AND d.closed_seq = j.seq
   WHERE j.kind IN ('sale', 'refund', 'dispute_lost') AND s.affiliate IS NOT NULL
   GROUP BY 1, 2, 3, 4;
GRANT SELECT ON partage.derived_affiliate_day TO partage_app;

-- What was posted before. The owner is under row-level security too (FORCE): for these statements alone it is not.
DO $$
DECLARE tab text;
DECLARE read text[] := ARRAY['workspace', 'journal', 'sale', 'refund', 'dispute', 'affiliate_day'];
BEGIN
  FOREACH tab IN ARRAY read LOOP
    EXECUTE format('ALTER TABLE partage.%I NO FORCE ROW LEVEL SECURITY', tab);
  END LOOP;
  INSERT INTO partage.affiliate_day SELECT * FROM partage.derived_affiliate_day;
  FOREACH tab IN ARRAY read LOOP
    EXECUTE format('ALTER TABLE partage.%I FORCE ROW LEVEL SECURITY', tab);
  END LOOP;
END $$;

-- A co-producer sees every sale of its products, and so what they sold in all; until when, the program says.
SELECT partage.open_to_partners(t::regclass, format(
  'EXISTS (SELECT FROM partage.contract c WHERE c.ws = %I.ws AND c.product = %I.product)', name, name))
  FROM (VALUES ('partage.sale_day', 'sale_day'), ('partage.affiliate_day', 'affiliate_day')) AS v (t, name);
