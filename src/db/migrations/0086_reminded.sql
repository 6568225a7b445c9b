-- When an open proposal was last mailed once more: so that nobody is mailed again and again.
ALTER TABLE partage.proposal ADD COLUMN reminded_at timestamptz;
