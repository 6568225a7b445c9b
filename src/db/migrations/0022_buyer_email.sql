-- An index on lower(email) is of no use under row-level security: lower() might tell of rows that are not one's own, so
-- PostgreSQL asks the policy first and then every row. A column of its own, found by plain equality, is of use.
DROP INDEX partage.buyer_email;
ALTER TABLE partage.buyer ADD COLUMN email_key text GENERATED ALWAYS AS (lower(email)) STORED;
CREATE INDEX buyer_email ON partage.buyer (ws, email_key) WHERE email_key IS NOT NULL;
