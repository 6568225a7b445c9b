-- A key that is given a new secret goes on answering to the old one for a while.
ALTER TABLE partage.api_key_hash ADD COLUMN until timestamptz;
CREATE INDEX api_key_hash_of ON partage.api_key_hash (ws, id);
GRANT UPDATE ON partage.api_key_hash TO partage_app;
ALTER TABLE partage.api_key ADD COLUMN old_until timestamptz;
