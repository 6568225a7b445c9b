-- What was sold through links and affiliates, by calendar day: totals beside those of clicks. A round follows the journal and
-- moves the place up to which was counted in the same commit, so that nothing is counted twice.

-- The link that was credited with a sale, for each of its affiliates; the nil link where a coupon or a name decided it.
CREATE TABLE partage.link_sale (
  ws    int    NOT NULL,
  sale  uuid   NOT NULL,
  party uuid   NOT NULL,
  link  uuid   NOT NULL,
  click uuid,
  first boolean NOT NULL,                        -- of several affiliates the first: a sum over these counts a sale once
  PRIMARY KEY (ws, sale, party)
);
CREATE INDEX link_sale_of_link ON partage.link_sale (ws, link, sale);
SELECT partage.keep_to_workspace('partage.link_sale', 'SELECT, INSERT');
SELECT partage.open_to_partners('partage.link_sale', 'party = (SELECT partage.own_party())');

-- sales and paid on the day of the sale, take_backs and taken (refunds, lost disputes) on their own. A sale of several
-- affiliates stands whole with each of them; first_… only with its first.
CREATE TABLE partage.link_sale_day (
  ws               int    NOT NULL,
  product          uuid   NOT NULL,
  party            uuid   NOT NULL,
  link             uuid   NOT NULL,
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
  PRIMARY KEY (ws, product, party, link, day, currency)
) WITH (fillfactor = 70);
CREATE INDEX link_sale_day_when ON partage.link_sale_day (ws, day);
SELECT partage.keep_to_workspace('partage.link_sale_day', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.link_sale_day', 'party = (SELECT partage.own_party())');

-- Up to which entry of the journal was counted.
CREATE TABLE partage.link_sale_place (
  ws  int    PRIMARY KEY,
  seq bigint NOT NULL
);
SELECT partage.keep_to_workspace('partage.link_sale_place', 'SELECT, INSERT, UPDATE');
