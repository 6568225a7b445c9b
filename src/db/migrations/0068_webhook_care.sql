-- A secret that is changed goes on signing beside the new one for a while; what was answered is kept with the message;
-- an endpoint that never answers is switched off and says why.

ALTER TABLE partage.webhook_endpoint
  ADD COLUMN old_secret       text,
  ADD COLUMN old_secret_until timestamptz,
  ADD COLUMN stopped_at       timestamptz,
  ADD COLUMN stopped_why      text,
  DROP CONSTRAINT webhook_endpoint_state_check,
  ADD CONSTRAINT webhook_endpoint_state_check CHECK (state IN ('active', 'paused', 'disabled'));

ALTER TABLE partage.webhook_message
  ADD COLUMN last_at     timestamptz,
  ADD COLUMN last_ms     int,
  ADD COLUMN last_answer text;                   -- the first 2,000 characters
