-- A buyer is found by the beginning of the address, of the name and of the surname. Stored keys in byte order, so that a
-- beginning is a range of an index, and compared by what row-level security lets through to one.

ALTER TABLE partage.buyer ALTER COLUMN email_key TYPE text COLLATE "C";
ALTER TABLE partage.buyer
  ADD COLUMN name_key    text COLLATE "C" GENERATED ALWAYS AS (lower(name)) STORED,
  ADD COLUMN surname_key text COLLATE "C" GENERATED ALWAYS AS (lower(substring(name FROM '\s(\S+)\s*$'))) STORED;
CREATE INDEX buyer_name ON partage.buyer (ws, name_key) WHERE name_key IS NOT NULL;
CREATE INDEX buyer_surname ON partage.buyer (ws, surname_key) WHERE surname_key IS NOT NULL;
