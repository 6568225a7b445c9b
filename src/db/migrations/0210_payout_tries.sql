-- When a payout was first handed to a service, and from which account: written before the call, so that whoever comes
-- after a crash knows that the service may have it. Files need none of it: they are made once.
ALTER TABLE partage.payout
  ADD tried_at   timestamptz,
  ADD tried_from text CHECK (length(tried_from) <= 64);

-- What was begun before this column may have been handed over.
UPDATE partage.payout SET tried_at = coalesce(sent_at, begun_at)
 WHERE rail IN ('paypal', 'stripe') AND begun_at IS NOT NULL;
