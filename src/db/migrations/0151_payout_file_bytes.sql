-- The bytes themselves, sealed: the same run gives the same file for ever, whatever changes about the business meanwhile.
ALTER TABLE partage.payout_file ADD COLUMN sealed bytea NOT NULL, ADD COLUMN payouts int NOT NULL CHECK (payouts > 0);
