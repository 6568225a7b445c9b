-- What an affiliate manager earned on each sale of an affiliate it recruited: a row for each sale, manager and affiliate,
-- followed along the journal like what links sold. taken: what was taken back of it so far.
CREATE TABLE partage.recruit_sale (
  ws        int    NOT NULL,
  sale      uuid   NOT NULL,
  manager   uuid   NOT NULL,
  affiliate uuid   NOT NULL,
  product   uuid   NOT NULL,
  day       date   NOT NULL,
  currency  text   NOT NULL,
  given     bigint NOT NULL,
  taken     bigint NOT NULL,
  PRIMARY KEY (ws, sale, manager, affiliate)
) WITH (fillfactor = 80);
CREATE INDEX recruit_sale_of_manager ON partage.recruit_sale (ws, manager, product, day);
SELECT partage.keep_to_workspace('partage.recruit_sale', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.recruit_sale', 'manager = (SELECT partage.own_party())');

-- Up to which entry of the journal was counted.
CREATE TABLE partage.recruit_sale_place (
  ws  int    PRIMARY KEY,
  seq bigint NOT NULL
);
SELECT partage.keep_to_workspace('partage.recruit_sale_place', 'SELECT, INSERT, UPDATE');
