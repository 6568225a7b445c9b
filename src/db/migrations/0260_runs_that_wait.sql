-- A run that nobody approves: when those who may were last reminded of it, and which run took its place.
ALTER TABLE partage.payout_run
  ADD COLUMN reminded_at timestamptz,
  ADD COLUMN replaced_by uuid CHECK (replaced_by IS NULL OR state = 'withdrawn'),
  ADD FOREIGN KEY (ws, replaced_by) REFERENCES partage.payout_run (ws, id);
