-- Of the sales of a link or an affiliate, those that a click led to: what may be set against clicks. A coupon, a name and
-- the renewal of an earlier sale are not among them.
ALTER TABLE partage.link_sale_day ADD COLUMN click_sales bigint NOT NULL DEFAULT 0,
  ADD COLUMN first_click_sales bigint NOT NULL DEFAULT 0;
ALTER TABLE partage.party_sale_day ADD COLUMN click_sales bigint NOT NULL DEFAULT 0,
  ADD COLUMN first_click_sales bigint NOT NULL DEFAULT 0;
ALTER TABLE partage.link_sale_month ADD COLUMN click_sales bigint NOT NULL DEFAULT 0;

-- What was counted before. The owner is under row-level security too (FORCE): for these statements alone it is not.
DO $$
DECLARE tab text;
DECLARE read text[] := ARRAY['link_sale', 'sale', 'workspace', 'link_sale_day', 'party_sale_day', 'link_sale_month'];
BEGIN
  FOREACH tab IN ARRAY read LOOP
    EXECUTE format('ALTER TABLE partage.%I NO FORCE ROW LEVEL SECURITY', tab);
  END LOOP;
  UPDATE partage.link_sale_day d SET click_sales = c.sales, first_click_sales = c.firsts
    FROM (SELECT l.ws, s.product, l.party, l.link, (s.happened_at AT TIME ZONE w.time_zone)::date AS day, s.currency,
                 count(*) AS sales, count(*) FILTER (WHERE l.first) AS firsts
            FROM partage.link_sale l
            JOIN partage.sale s ON s.ws = l.ws AND s.id = l.sale
            JOIN partage.workspace w ON w.ws = l.ws
           WHERE l.click IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6) c
   WHERE (d.ws, d.product, d.party, d.link, d.day, d.currency) = (c.ws, c.product, c.party, c.link, c.day, c.currency);
  UPDATE partage.party_sale_day d SET click_sales = c.sales, first_click_sales = c.firsts
    FROM (SELECT ws, product, party, day, currency, sum(click_sales) AS sales, sum(first_click_sales) AS firsts
            FROM partage.link_sale_day WHERE click_sales > 0 GROUP BY 1, 2, 3, 4, 5) c
   WHERE (d.ws, d.product, d.party, d.day, d.currency) = (c.ws, c.product, c.party, c.day, c.currency);
  UPDATE partage.link_sale_month d SET click_sales = c.sales
    FROM (SELECT ws, link, date_trunc('month', day)::date AS month, product, party, currency, sum(click_sales) AS sales
            FROM partage.link_sale_day WHERE click_sales > 0 GROUP BY 1, 2, 3, 4, 5, 6) c
   WHERE (d.ws, d.link, d.month, d.product, d.party, d.currency)
       = (c.ws, c.link, c.month, c.product, c.party, c.currency);
  FOREACH tab IN ARRAY read LOOP
    EXECUTE format('ALTER TABLE partage.%I FORCE ROW LEVEL SECURITY', tab);
  END LOOP;
END $$;
