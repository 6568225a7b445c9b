-- What the files of a run are written from, as it stood when the run was approved: the business and its accounts, and what the
-- parties were called. Whatever is renamed or changed later, the same run gives the same bytes.
CREATE TABLE partage.payout_run_paper (
  ws       int   NOT NULL,
  run      uuid  NOT NULL,
  business text  NOT NULL,
  currency text  NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  parties  jsonb NOT NULL,                               -- by id: what it was called, and whether it is a business
  PRIMARY KEY (ws, run),
  FOREIGN KEY (ws, run) REFERENCES partage.payout_run (ws, id)
);
SELECT partage.keep_to_workspace('partage.payout_run_paper', 'SELECT, INSERT');
SELECT partage.append_only('partage.payout_run_paper');

CREATE TABLE partage.payout_run_payer (
  ws     int   NOT NULL,
  run    uuid  NOT NULL,
  rail   text  NOT NULL,
  hint   text  NOT NULL,
  sealed bytea NOT NULL,                                 -- a copy of the account's own
  PRIMARY KEY (ws, run, rail),
  FOREIGN KEY (ws, run) REFERENCES partage.payout_run (ws, id)
);
SELECT partage.keep_to_workspace('partage.payout_run_payer', 'SELECT, INSERT');
SELECT partage.append_only('partage.payout_run_payer');
