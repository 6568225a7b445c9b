-- What was begun over a service before tries were written down may have been handed over: it is looked up before it is sent.
-- 0210 meant to say so, and row-level security hid every row from it.
ALTER TABLE partage.payout NO FORCE ROW LEVEL SECURITY;
UPDATE partage.payout SET tried_at = coalesce(sent_at, begun_at)
 WHERE rail IN ('paypal', 'stripe') AND begun_at IS NOT NULL AND tried_at IS NULL;
ALTER TABLE partage.payout FORCE ROW LEVEL SECURITY;
