-- A remark on what was applied (a source that paid other commissions than our contracts give) is looked at by a person once.
ALTER TABLE partage.delivery
  ADD COLUMN reviewed_at timestamptz,
  ADD COLUMN reviewed_by text;
CREATE INDEX delivery_remark ON partage.delivery (ws, received_at)
  WHERE state = 'applied' AND reason = 'commissions_differ' AND reviewed_at IS NULL;
