-- How a closing balance stands on the period's last day: what of it is pending then, what a rolling reserve holds then; the
-- rest, less what disputes hold, is available. Null: issued before this was told.
ALTER TABLE partage.statement
  ADD COLUMN pending bigint,
  ADD COLUMN rolling bigint CHECK (rolling >= 0),
  ADD CONSTRAINT statement_ends_told CHECK ((pending IS NULL) = (rolling IS NULL));

-- A statement of many movements is several files, each kept as it was first written.
ALTER TABLE partage.statement_file ADD COLUMN part int NOT NULL DEFAULT 1 CHECK (part >= 1);
ALTER TABLE partage.statement_file DROP CONSTRAINT statement_file_pkey;
ALTER TABLE partage.statement_file ADD PRIMARY KEY (ws, statement, language, part);
