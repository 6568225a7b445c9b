-- One table that is outbox, audit trail and live feed: append-only, gapless per workspace. A posting flight writes
-- one row for its whole batch (type ledger.posted, payload from/to seq): the journal itself says what happened.

CREATE TABLE partage.event_head (
  ws  int    PRIMARY KEY,
  seq bigint NOT NULL
);
SELECT partage.keep_to_workspace('partage.event_head', 'SELECT, INSERT, UPDATE');

CREATE TABLE partage.event (
  ws          int         NOT NULL,
  seq         bigint      NOT NULL,
  type        text        NOT NULL,
  version     int         NOT NULL DEFAULT 1,
  subject     text        NOT NULL,              -- public id of what it is about
  actor       text        NOT NULL,              -- account:…, key:…, source:…, system
  payload     jsonb       NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (ws, seq)
);
SELECT partage.keep_to_workspace('partage.event', 'SELECT, INSERT');
SELECT partage.append_only('partage.event');

-- Takes the next number and writes the event; the head's row lock keeps the numbers gapless.
CREATE FUNCTION partage.add_event(
  this_ws int, event_type text, event_subject text, event_actor text, event_payload jsonb, at timestamptz
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE given bigint;
BEGIN
  INSERT INTO partage.event_head AS h (ws, seq) VALUES (this_ws, 1)
  ON CONFLICT (ws) DO UPDATE SET seq = h.seq + 1 RETURNING seq INTO given;
  INSERT INTO partage.event (ws, seq, type, subject, actor, payload, recorded_at)
  VALUES (this_ws, given, event_type, event_subject, event_actor, event_payload, at);
  RETURN given;
END $$;

CREATE TABLE partage.webhook_endpoint (
  ws         int         NOT NULL,
  id         uuid        NOT NULL,
  url        text        NOT NULL,
  secret     text        NOT NULL,
  types      text[]      NOT NULL,               -- empty: all
  state      text        NOT NULL CHECK (state IN ('active', 'paused')),
  from_seq   bigint      NOT NULL,               -- events up to here are not sent
  metadata   jsonb       NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  PRIMARY KEY (ws, id)
);
SELECT partage.keep_to_workspace('partage.webhook_endpoint', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE partage.webhook_message (
  ws           int         NOT NULL,
  endpoint     uuid        NOT NULL,
  id           uuid        NOT NULL,
  type         text        NOT NULL,
  body         jsonb       NOT NULL,
  state        text        NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  attempts     int         NOT NULL DEFAULT 0,
  next_at      timestamptz,
  last_status  int,
  last_message text,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (ws, endpoint, id)
);
CREATE INDEX webhook_message_due ON partage.webhook_message (ws, state, next_at);
SELECT partage.keep_to_workspace('partage.webhook_message', 'SELECT, INSERT, UPDATE');
