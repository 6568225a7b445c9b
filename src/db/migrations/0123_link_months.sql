-- Coarser totals, written beside the finer ones: by affiliate for its own figures and a product's, by month for comparing
-- links over a year.

CREATE TABLE partage.party_sale_day (
  ws               int    NOT NULL,
  product          uuid   NOT NULL,
  party            uuid   NOT NULL,
  day              date   NOT NULL,
  currency         text   NOT NULL,
  sales            bigint NOT NULL,
  paid             bigint NOT NULL,
  take_backs       bigint NOT NULL,
  taken            bigint NOT NULL,
  first_sales      bigint NOT NULL,
  first_paid       bigint NOT NULL,
  first_take_backs bigint NOT NULL,
  first_taken      bigint NOT NULL,
  PRIMARY KEY (ws, product, party, day, currency)
) WITH (fillfactor = 70);
CREATE INDEX party_sale_day_when ON partage.party_sale_day (ws, day);
SELECT partage.keep_to_workspace('partage.party_sale_day', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.party_sale_day', 'party = (SELECT partage.own_party())');

-- month: its first day.
CREATE TABLE partage.link_month (
  ws        int    NOT NULL,
  link      uuid   NOT NULL,
  month     date   NOT NULL,
  product   uuid   NOT NULL,
  party     uuid,
  clicks    bigint NOT NULL,
  visitors  bigint NOT NULL,
  untracked bigint NOT NULL,
  ignored   bigint NOT NULL,
  PRIMARY KEY (ws, link, month)
) WITH (fillfactor = 70);
CREATE INDEX link_month_when ON partage.link_month (ws, month);
SELECT partage.keep_to_workspace('partage.link_month', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.link_month', 'party = (SELECT partage.own_party())');

CREATE TABLE partage.link_sale_month (
  ws         int    NOT NULL,
  link       uuid   NOT NULL,
  month      date   NOT NULL,
  product    uuid   NOT NULL,
  party      uuid   NOT NULL,
  currency   text   NOT NULL,
  sales      bigint NOT NULL,
  paid       bigint NOT NULL,
  take_backs bigint NOT NULL,
  taken      bigint NOT NULL,
  PRIMARY KEY (ws, link, month, product, party, currency)
) WITH (fillfactor = 70);
CREATE INDEX link_sale_month_when ON partage.link_sale_month (ws, month);
SELECT partage.keep_to_workspace('partage.link_sale_month', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.link_sale_month', 'party = (SELECT partage.own_party())');

CREATE INDEX link_sale_day_of_link ON partage.link_sale_day (ws, link, day);

-- What was counted before. The owner is under row-level security too (FORCE): for these statements alone it is not.
DO $$
DECLARE tab text;
DECLARE read text[] := ARRAY['link_day', 'link_sale_day', 'party_sale_day', 'link_month', 'link_sale_month'];
BEGIN
  FOREACH tab IN ARRAY read LOOP
    EXECUTE format('ALTER TABLE partage.%I NO FORCE ROW LEVEL SECURITY', tab);
  END LOOP;
  INSERT INTO partage.party_sale_day SELECT ws, product, party, day, currency, sum(sales), sum(paid), sum(take_backs),
      sum(taken), sum(first_sales), sum(first_paid), sum(first_take_backs), sum(first_taken)
    FROM partage.link_sale_day GROUP BY 1, 2, 3, 4, 5;
  INSERT INTO partage.link_month SELECT ws, link, date_trunc('month', day)::date, product, party, sum(clicks),
      sum(visitors), sum(untracked), sum(ignored) FROM partage.link_day GROUP BY 1, 2, 3, 4, 5;
  INSERT INTO partage.link_sale_month SELECT ws, link, date_trunc('month', day)::date, product, party, currency,
      sum(sales), sum(paid), sum(take_backs), sum(taken) FROM partage.link_sale_day GROUP BY 1, 2, 3, 4, 5, 6;
  FOREACH tab IN ARRAY read LOOP
    EXECUTE format('ALTER TABLE partage.%I FORCE ROW LEVEL SECURITY', tab);
  END LOOP;
END $$;
