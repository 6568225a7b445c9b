-- What one side offers and the other has not answered yet, who may answer for a party, what was agreed.
-- A proposal decides no split: only accepting it writes a contract version, in the same transaction.

CREATE TABLE partage.proposal (
  ws           int         NOT NULL,
  id           uuid        NOT NULL,
  kind         text        NOT NULL CHECK (kind IN ('invite', 'amend', 'end')),
  contract     uuid        NOT NULL,             -- of an invite: the id that the contract will have
  based_on     int         NOT NULL,             -- the contract's newest version when it was proposed; 0 of an invite
  product      uuid        NOT NULL,
  party        uuid        NOT NULL,
  side         text        NOT NULL CHECK (side IN ('producer', 'party')),
  email        text,                             -- where an invitation goes
  language     text        NOT NULL,
  terms        jsonb,                            -- null of an end
  starts       timestamptz,                      -- null: with the acceptance
  ends         timestamptz,
  message      text        NOT NULL DEFAULT '' CHECK (length(message) <= 4000),
  terms_of_use int         NOT NULL,             -- the version that the proposer accepted
  state        text        NOT NULL DEFAULT 'open'
                           CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn', 'lapsed')),
  created_by   text        NOT NULL,
  created_name text        NOT NULL,             -- how the person or key was called then
  created_at   timestamptz NOT NULL,
  lapses_at    timestamptz NOT NULL CHECK (lapses_at > created_at),
  answered_by  text,
  answered_name text,
  answered_at  timestamptz,
  answer       text        NOT NULL DEFAULT '' CHECK (length(answer) <= 4000),
  metadata     jsonb       NOT NULL DEFAULT '{}',
  PRIMARY KEY (ws, id),
  FOREIGN KEY (ws, product) REFERENCES partage.product (ws, id),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id),
  CHECK ((state = 'open') = (answered_at IS NULL)),
  CHECK ((kind = 'end') = (terms IS NULL)),
  CHECK (kind <> 'invite' OR (side = 'producer' AND email IS NOT NULL)),
  -- Nobody agrees with himself.
  CHECK (state <> 'accepted' OR answered_by <> created_by)
);
-- One open question a contract: whoever wants something else answers it first.
CREATE UNIQUE INDEX proposal_open ON partage.proposal (ws, contract) WHERE state = 'open';
CREATE INDEX proposal_of_product ON partage.proposal (ws, product, created_at);
CREATE INDEX proposal_of_party ON partage.proposal (ws, party, created_at);
CREATE INDEX proposal_lapsing ON partage.proposal (ws, lapses_at) WHERE state = 'open';
SELECT partage.keep_to_workspace('partage.proposal', 'SELECT, INSERT, UPDATE');

-- What was asked never changes; the answer is written once.
CREATE FUNCTION partage.guard_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open' THEN
    RAISE EXCEPTION 'proposal % is answered: %', OLD.id, OLD.state USING ERRCODE = 'PT009';
  END IF;
  IF (NEW.ws, NEW.id, NEW.kind, NEW.contract, NEW.based_on, NEW.product, NEW.party, NEW.side, NEW.email, NEW.terms,
      NEW.starts, NEW.ends, NEW.message, NEW.terms_of_use, NEW.created_by, NEW.created_name, NEW.created_at,
      NEW.lapses_at)
     IS DISTINCT FROM
     (OLD.ws, OLD.id, OLD.kind, OLD.contract, OLD.based_on, OLD.product, OLD.party, OLD.side, OLD.email, OLD.terms,
      OLD.starts, OLD.ends, OLD.message, OLD.terms_of_use, OLD.created_by, OLD.created_name, OLD.created_at,
      OLD.lapses_at) THEN
    RAISE EXCEPTION 'what proposal % asks never changes', OLD.id USING ERRCODE = 'PT009';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON partage.proposal FOR EACH ROW EXECUTE FUNCTION partage.guard_proposal();

-- Global: hash of an invitation's token → its proposal. The newest of a proposal counts; the older are deleted.
CREATE TABLE partage.invitation_token (
  hash     bytea PRIMARY KEY CHECK (length(hash) = 32),
  ws       int   NOT NULL,
  proposal uuid  NOT NULL
);
CREATE UNIQUE INDEX invitation_token_of_proposal ON partage.invitation_token (ws, proposal);
GRANT SELECT, INSERT, DELETE ON partage.invitation_token TO partage_app;

-- Global: account → the parties it speaks for. The only way from a signed-in person to a partner's portal.
CREATE TABLE partage.party_account (
  account    text        NOT NULL,
  workspace  uuid        NOT NULL,
  ws         int         NOT NULL,
  party      uuid        NOT NULL,
  may_accept boolean     NOT NULL,               -- a business may have accounts that only look
  created_at timestamptz NOT NULL,
  PRIMARY KEY (account, workspace, party)
);
CREATE INDEX party_account_of_party ON partage.party_account (ws, party);
GRANT SELECT, INSERT, UPDATE, DELETE ON partage.party_account TO partage_app;

-- The frozen, readable agreement of a contract version: the document both sides were shown, and its files.
CREATE TABLE partage.agreement (
  ws         int         NOT NULL,
  contract   uuid        NOT NULL,
  version    int         NOT NULL,
  proposal   uuid        NOT NULL,
  sha256     bytea       NOT NULL CHECK (length(sha256) = 32),
  document   text        NOT NULL,               -- canonical JSON: what the hash is of
  created_at timestamptz NOT NULL,
  PRIMARY KEY (ws, contract, version),
  FOREIGN KEY (ws, contract, version) REFERENCES partage.contract_version (ws, contract, version)
);
SELECT partage.keep_to_workspace('partage.agreement', 'SELECT, INSERT');
SELECT partage.append_only('partage.agreement');

-- Its files, written at the first download and the same bytes for ever.
CREATE TABLE partage.agreement_file (
  ws       int   NOT NULL,
  contract uuid  NOT NULL,
  version  int   NOT NULL,
  language text  NOT NULL,
  sha256   bytea NOT NULL CHECK (length(sha256) = 32),
  pdf      bytea NOT NULL,
  PRIMARY KEY (ws, contract, version, language),
  FOREIGN KEY (ws, contract, version) REFERENCES partage.agreement (ws, contract, version)
);
SELECT partage.keep_to_workspace('partage.agreement_file', 'SELECT, INSERT');
SELECT partage.append_only('partage.agreement_file');
