-- Who followed a link, and totals of it by calendar day of the workspace. A visitor is a random number in a cookie: no
-- name, no address. Ids are UUIDv7, so that the key is in order of time: writing is at its end, forgetting at its start.

CREATE TABLE partage.click (
  ws       int         NOT NULL,
  id       uuid        NOT NULL,
  link     uuid        NOT NULL,
  product  uuid        NOT NULL,
  party    uuid,                                 -- null: the producer's own link
  visitor  uuid        NOT NULL,
  at       timestamptz NOT NULL,
  device   bigint,                               -- a keyed digest that changes every day; null where none was made
  sub_id   text,
  referrer text,                                 -- the host of the page that held the link
  PRIMARY KEY (ws, id)
);
CREATE INDEX click_of_visitor ON partage.click (ws, visitor, id);
CREATE INDEX click_of_link ON partage.click (ws, link, id);
SELECT partage.keep_to_workspace('partage.click', 'SELECT, INSERT, DELETE');
SELECT partage.open_to_partners('partage.click', 'party = (SELECT partage.own_party())');

-- visitors: different ones on that day on the link. party_visitors and product_visitors count a visitor on the first
-- link only that led him to the party or the product on that day, so that a sum over links counts nobody twice.
-- untracked: followed by somebody who does not want to be tracked. ignored: bots, prefetches, images.
CREATE TABLE partage.link_day (
  ws               int    NOT NULL,
  link             uuid   NOT NULL,
  day              date   NOT NULL,
  product          uuid   NOT NULL,
  party            uuid,
  clicks           bigint NOT NULL,
  visitors         bigint NOT NULL,
  party_visitors   bigint NOT NULL,
  product_visitors bigint NOT NULL,
  untracked        bigint NOT NULL,
  ignored          bigint NOT NULL,
  PRIMARY KEY (ws, link, day)
) WITH (fillfactor = 70);
CREATE INDEX link_day_when ON partage.link_day (ws, day);
SELECT partage.keep_to_workspace('partage.link_day', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.link_day', 'party = (SELECT partage.own_party())');

-- The same added up over the links of a party on a product; the producer's own links under the nil party.
CREATE TABLE partage.click_day (
  ws               int    NOT NULL,
  product          uuid   NOT NULL,
  party            uuid   NOT NULL,
  day              date   NOT NULL,
  clicks           bigint NOT NULL,
  party_visitors   bigint NOT NULL,
  product_visitors bigint NOT NULL,
  untracked        bigint NOT NULL,
  ignored          bigint NOT NULL,
  PRIMARY KEY (ws, product, party, day)
) WITH (fillfactor = 70);
CREATE INDEX click_day_when ON partage.click_day (ws, day);
SELECT partage.keep_to_workspace('partage.click_day', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.click_day', 'party = (SELECT partage.own_party())');

-- For how long single clicks are kept; the totals by day stay. Null: without end.
ALTER TABLE partage.workspace ADD COLUMN click_days int DEFAULT 730 CHECK (click_days BETWEEN 180 AND 3650);
