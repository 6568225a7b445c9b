-- Invitations into a workspace, the guard of its last owner, and the names of people as the audit trail remembers them.

CREATE TABLE partage.invite (
  ws          int         NOT NULL,
  id          uuid        NOT NULL,
  email       text        NOT NULL,              -- lower case; only an account of this address may accept
  role        text        NOT NULL CHECK (role IN ('owner', 'admin', 'finance', 'support', 'marketing', 'viewer')),
  state       text        NOT NULL CHECK (state IN ('open', 'accepted', 'withdrawn')),
  invited_by  text        NOT NULL,              -- actor
  created_at  timestamptz NOT NULL,
  sent_at     timestamptz NOT NULL,              -- of the newest mail
  expires_at  timestamptz NOT NULL,
  answered_at timestamptz,
  PRIMARY KEY (ws, id)
);
CREATE UNIQUE INDEX invite_open ON partage.invite (ws, email) WHERE state = 'open';
SELECT partage.keep_to_workspace('partage.invite', 'SELECT, INSERT, UPDATE');

-- Global: hash of an invitation's token → its workspace. One an invitation: a new link takes the old one's place.
CREATE TABLE partage.invite_hash (
  hash bytea PRIMARY KEY CHECK (length(hash) = 32),
  ws   int   NOT NULL,
  id   uuid  NOT NULL
);
CREATE UNIQUE INDEX invite_hash_of ON partage.invite_hash (ws, id);
GRANT SELECT, INSERT, DELETE ON partage.invite_hash TO partage_app;

-- A workspace that had an owner keeps one, also when two take each other away at the same instant: each waits for the
-- other's row. PT010 is answered as last_owner.
CREATE FUNCTION partage.keep_an_owner() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE others int;
BEGIN
  SELECT count(*) INTO others FROM (
    SELECT 1 FROM partage.member WHERE ws = OLD.ws AND role = 'owner' AND account <> OLD.account
    ORDER BY account FOR UPDATE) o;
  IF others = 0 THEN
    RAISE EXCEPTION 'workspace % keeps an owner', OLD.ws USING ERRCODE = 'PT010';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER keep_an_owner_on_change BEFORE UPDATE ON partage.member
  FOR EACH ROW WHEN (OLD.role = 'owner' AND NEW.role <> 'owner') EXECUTE FUNCTION partage.keep_an_owner();
CREATE TRIGGER keep_an_owner_on_leave BEFORE DELETE ON partage.member
  FOR EACH ROW WHEN (OLD.role = 'owner') EXECUTE FUNCTION partage.keep_an_owner();

-- Who did something, by name, for the day the account or the key is gone.
CREATE TABLE partage.actor_name (
  ws    int  NOT NULL,
  actor text NOT NULL,                           -- account:account_…
  name  text NOT NULL,
  email text,
  PRIMARY KEY (ws, actor)
);
SELECT partage.keep_to_workspace('partage.actor_name', 'SELECT, INSERT, UPDATE');

-- The audit trail narrowed to one person.
CREATE INDEX event_of_actor ON partage.event (ws, actor, seq);
