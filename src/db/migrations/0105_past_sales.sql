-- Sales from before a business moved in, kept as history: they move no money, are split by nobody and count in no clause.
-- A performance shows them, marked. What was told wrong is taken out and told again; nothing is changed in place.
CREATE TABLE partage.past_sale (
  ws           int         NOT NULL,
  id           uuid        NOT NULL,
  source       text        NOT NULL,
  external_id  text        NOT NULL,
  product      uuid        NOT NULL,
  happened_at  timestamptz NOT NULL,
  day          date        NOT NULL,             -- on the calendar of the business
  currency     text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  paid         bigint      NOT NULL CHECK (paid BETWEEN 0 AND 1000000000000000),
  taken        bigint      NOT NULL DEFAULT 0,   -- what the buyer got back of it, as told
  by_affiliate boolean     NOT NULL,
  import       uuid,                             -- the file that it came with
  told_by      text        NOT NULL,
  told_at      timestamptz NOT NULL,
  PRIMARY KEY (ws, id),
  FOREIGN KEY (ws, product) REFERENCES partage.product (ws, id),
  CHECK (taken BETWEEN 0 AND paid)
);
CREATE UNIQUE INDEX past_sale_external ON partage.past_sale (ws, source, external_id);
CREATE INDEX past_sale_of_product ON partage.past_sale (ws, product, day);
CREATE INDEX past_sale_of_import ON partage.past_sale (ws, import) WHERE import IS NOT NULL;
SELECT partage.keep_to_workspace('partage.past_sale', 'SELECT, INSERT, DELETE');

-- What a party was given of it, as told.
CREATE TABLE partage.past_share (
  ws     int    NOT NULL,
  sale   uuid   NOT NULL,
  party  uuid   NOT NULL,
  amount bigint NOT NULL CHECK (amount BETWEEN 0 AND 1000000000000000),
  PRIMARY KEY (ws, sale, party),
  FOREIGN KEY (ws, sale) REFERENCES partage.past_sale (ws, id) ON DELETE CASCADE,
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id)
);
CREATE INDEX past_share_of_party ON partage.past_share (ws, party);
SELECT partage.keep_to_workspace('partage.past_share', 'SELECT, INSERT, DELETE');

-- A partner sees the past sales of which it was given something, and its own part alone.
SELECT partage.open_to_partners('partage.past_share', 'party = (SELECT partage.own_party())');
SELECT partage.open_to_partners('partage.past_sale',
  'EXISTS (SELECT FROM partage.past_share p WHERE p.ws = past_sale.ws AND p.sale = past_sale.id)');
