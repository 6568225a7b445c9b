-- A run that issues statements may be stopped: what was issued stays, the rest is issued by a later run.
ALTER TABLE partage.statement_run DROP CONSTRAINT statement_run_state_check;
ALTER TABLE partage.statement_run ADD CONSTRAINT statement_run_state_check
  CHECK (state IN ('running', 'done', 'failed', 'stopped'));
