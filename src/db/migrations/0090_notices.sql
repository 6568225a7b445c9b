-- What a person is told of what happened, in every business they have to do with: the inbox, and what of it goes out as a
-- mail. Written from the events of the workspace, once each; read and marked read by the person alone.

CREATE TABLE partage.notice (
  ws         int         NOT NULL,
  id         uuid        NOT NULL,
  account    text        NOT NULL,               -- whom it is for
  party      uuid,                               -- the party they are told it as; null: as a member of the team
  kind       text        NOT NULL,
  leads_to   text,                               -- public id of what it is about
  facts      jsonb       NOT NULL,               -- names and figures of that moment
  created_at timestamptz NOT NULL,
  read_at    timestamptz,
  mail       text        NOT NULL CHECK (mail IN ('none', 'waiting', 'sent')),
  mailed_at  timestamptz,
  PRIMARY KEY (ws, id),
  CHECK ((mail = 'sent') = (mailed_at IS NOT NULL))
);
CREATE INDEX notice_inbox ON partage.notice (ws, account, created_at, id);
CREATE INDEX notice_unread ON partage.notice (ws, account) WHERE read_at IS NULL;
SELECT partage.keep_to_workspace('partage.notice', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.notice', 'party = (SELECT partage.own_party())');

-- Up to which event notices were written, and up to which entry of the journal sales were told of day by day.
CREATE TABLE partage.notice_head (
  ws      int    PRIMARY KEY,
  seq     bigint NOT NULL,
  day_seq bigint NOT NULL
);
SELECT partage.keep_to_workspace('partage.notice_head', 'SELECT, INSERT, UPDATE');

-- What is told once and never again: "ending contract_… 2 30", "first contract_… 1".
CREATE TABLE partage.notice_mark (
  ws   int         NOT NULL,
  name text        NOT NULL,
  at   timestamptz NOT NULL,
  PRIMARY KEY (ws, name)
);
SELECT partage.keep_to_workspace('partage.notice_mark', 'SELECT, INSERT');

-- How a person wants to hear of the sales of a party they speak for; without a row: daily.
CREATE TABLE partage.sale_notice_choice (
  ws      int  NOT NULL,
  account text NOT NULL,
  party   uuid NOT NULL,
  how     text NOT NULL CHECK (how IN ('each', 'daily', 'none')),
  PRIMARY KEY (ws, account, party),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id)
);
SELECT partage.keep_to_workspace('partage.sale_notice_choice', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.sale_notice_choice', 'party = (SELECT partage.own_party())');

-- Global: account → the groups of notices it wants no mail of. What the law or the contract needs is always mailed.
CREATE TABLE partage.mail_choice (
  account    text        PRIMARY KEY,
  quiet      text[]      NOT NULL,
  changed_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON partage.mail_choice TO partage_app;

-- A job in a queue waits for the one before it: a mail server that answers nothing holds up mails and nothing else.
CREATE FUNCTION partage.add_queued_job(
  task text, payload jsonb, run_at timestamptz, job_key text, max_attempts int, queue text
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM jobs.add_job(identifier => task, payload => payload::json, run_at => run_at, job_key => job_key,
                       max_attempts => max_attempts, queue_name => queue);
END $$;
REVOKE ALL ON FUNCTION partage.add_queued_job FROM PUBLIC;
GRANT EXECUTE ON FUNCTION partage.add_queued_job TO partage_app;

-- What happened before there were notices is not told. The owner is under row-level security too (FORCE): for these
-- statements alone it is not.
DO $$
DECLARE tab text;
DECLARE read text[] := ARRAY['workspace', 'event_head', 'ledger_head', 'contract', 'contract_version', 'notice_head',
                             'notice_mark'];
BEGIN
  FOREACH tab IN ARRAY read LOOP
    EXECUTE format('ALTER TABLE partage.%I NO FORCE ROW LEVEL SECURITY', tab);
  END LOOP;
  INSERT INTO partage.notice_head (ws, seq, day_seq)
    SELECT w.ws, coalesce(e.seq, 0), coalesce(l.seq, 0) FROM partage.workspace w
      LEFT JOIN partage.event_head e ON e.ws = w.ws LEFT JOIN partage.ledger_head l ON l.ws = w.ws;
  INSERT INTO partage.notice_mark (ws, name, at)
    SELECT v.ws, 'first ' || v.contract || ' ' || v.version, now() FROM partage.contract_version v;
  FOREACH tab IN ARRAY read LOOP
    EXECUTE format('ALTER TABLE partage.%I FORCE ROW LEVEL SECURITY', tab);
  END LOOP;
END $$;
