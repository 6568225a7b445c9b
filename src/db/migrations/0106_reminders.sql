-- When the other side was reminded of an open proposal, and whether by itself: [{ "at": …, "after": 3 | 10 | null }].
ALTER TABLE partage.proposal ADD COLUMN reminders jsonb NOT NULL DEFAULT '[]'
  CHECK (jsonb_typeof(reminders) = 'array');
