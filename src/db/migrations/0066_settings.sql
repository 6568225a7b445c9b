-- What a business says of itself beyond its name, the terms that its next product begins with, how far its first run is.

ALTER TABLE partage.workspace
  ADD COLUMN legal_name text,
  ADD COLUMN tax_id     text,
  ADD COLUMN address    text,
  ADD COLUMN fees       jsonb NOT NULL DEFAULT '{}',   -- platformFee, processorFee, unreturnedFees: for new products
  ADD COLUMN guarantee_days int NOT NULL DEFAULT 0 CHECK (guarantee_days BETWEEN 0 AND 3650),  -- of new offers
  ADD COLUMN first_run  jsonb NOT NULL DEFAULT '{}';   -- skipped steps, the test sale

-- A change of an address decides no split: the epoch is raised only where one can depend on it.
DROP TRIGGER raise_epoch ON partage.workspace;
CREATE TRIGGER raise_epoch AFTER INSERT ON partage.workspace
  FOR EACH ROW EXECUTE FUNCTION partage.raise_terms_epoch();
CREATE TRIGGER raise_epoch_on_change AFTER UPDATE ON partage.workspace
  FOR EACH ROW WHEN ((OLD.time_zone, OLD.max_shared, OLD.holds, OLD.currency)
    IS DISTINCT FROM (NEW.time_zone, NEW.max_shared, NEW.holds, NEW.currency))
  EXECUTE FUNCTION partage.raise_terms_epoch();

-- Global: which workspaces there are and which are suspended; nothing of their business.
CREATE TABLE partage.workspace_list (
  id             uuid        PRIMARY KEY,
  ws             int         NOT NULL UNIQUE,
  created_at     timestamptz NOT NULL,
  suspended_at   timestamptz,
  suspended_by   text,
  suspended_why  text,
  CHECK ((suspended_at IS NULL) = (suspended_why IS NULL))
);
GRANT SELECT, INSERT, UPDATE ON partage.workspace_list TO partage_app;

CREATE FUNCTION partage.list_workspace() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO partage.workspace_list (ws, id, created_at) VALUES (NEW.ws, NEW.id, NEW.created_at);
  RETURN NEW;
END $$;
CREATE TRIGGER list_workspace AFTER INSERT ON partage.workspace
  FOR EACH ROW EXECUTE FUNCTION partage.list_workspace();

-- Row-level security hides the workspaces even from the owner, so each number that was given is looked up.
DO $$
DECLARE last int; was text := current_setting('app.ws', true);
BEGIN
  SELECT CASE WHEN is_called THEN last_value ELSE 0 END INTO last FROM partage.workspace_number;
  FOR n IN 1..last LOOP
    PERFORM set_config('app.ws', n::text, true);
    INSERT INTO partage.workspace_list (ws, id, created_at)
      SELECT ws, id, created_at FROM partage.workspace WHERE ws = n;
  END LOOP;
  PERFORM set_config('app.ws', coalesce(was, ''), true);
END $$;

-- Global: accounts that run the installation.
CREATE TABLE partage.operator (
  account    text        PRIMARY KEY,
  created_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON partage.operator TO partage_app;

-- Global: what every new workspace begins with. One row.
CREATE TABLE partage.installation (
  one        boolean     PRIMARY KEY DEFAULT true CHECK (one),
  fees       jsonb       NOT NULL,
  changed_by text        NOT NULL,
  changed_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON partage.installation TO partage_app;

-- Leave of an owner for one operator to read this workspace for a time. Without a given and unexpired one an operator
-- is a stranger here.
CREATE TABLE partage.support_grant (
  ws         int         NOT NULL,
  id         uuid        NOT NULL,
  account    text        NOT NULL,               -- the operator's
  reason     text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
  hours      int         NOT NULL CHECK (hours BETWEEN 1 AND 168),
  state      text        NOT NULL CHECK (state IN ('asked', 'given', 'refused', 'revoked')),
  asked_at   timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  expires_at timestamptz,
  PRIMARY KEY (ws, id),
  CHECK ((state = 'asked') = (decided_at IS NULL)),
  CHECK (state <> 'given' OR expires_at IS NOT NULL)
);
CREATE UNIQUE INDEX support_grant_asked ON partage.support_grant (ws, account) WHERE state = 'asked';
CREATE INDEX support_grant_of ON partage.support_grant (ws, account, state);
SELECT partage.keep_to_workspace('partage.support_grant', 'SELECT, INSERT, UPDATE');
