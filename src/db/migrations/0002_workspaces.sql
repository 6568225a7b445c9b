-- Businesses, who may enter them, their settings, and the parties that can be owed money.
-- ws is the small number that leads every key; id is what people see.

CREATE SEQUENCE partage.workspace_number AS int;
GRANT USAGE ON SEQUENCE partage.workspace_number TO partage_app;

CREATE TABLE partage.workspace (
  ws          int         PRIMARY KEY,
  id          uuid        NOT NULL UNIQUE,
  external_id text,
  name        text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  country     text        NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  currency    text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  time_zone   text        NOT NULL,
  language    text        NOT NULL,
  max_shared  int         NOT NULL DEFAULT 700000 CHECK (max_shared BETWEEN 0 AND 990000),
  holds       jsonb       NOT NULL DEFAULT '{}',   -- payment method → days; "default" for the rest
  demo        boolean     NOT NULL DEFAULT false,
  metadata    jsonb       NOT NULL DEFAULT '{}',
  created_at  timestamptz NOT NULL
);
SELECT partage.keep_to_workspace('partage.workspace', 'SELECT, INSERT, UPDATE');

-- Global: account → its workspaces and roles. The only way from a signed-in person to a workspace.
CREATE TABLE partage.member (
  account    text        NOT NULL,
  workspace  uuid        NOT NULL,
  ws         int         NOT NULL,
  role       text        NOT NULL CHECK (role IN ('owner', 'admin', 'finance', 'support', 'marketing', 'viewer')),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (account, workspace)
);
CREATE INDEX member_of_workspace ON partage.member (ws);
GRANT SELECT, INSERT, UPDATE, DELETE ON partage.member TO partage_app;

-- Global: hash of an API key → its workspace. What the key may do stands in api_key, under the workspace.
CREATE TABLE partage.api_key_hash (
  hash bytea PRIMARY KEY CHECK (length(hash) = 32),
  ws   int   NOT NULL,
  id   uuid  NOT NULL
);
GRANT SELECT, INSERT, DELETE ON partage.api_key_hash TO partage_app;

CREATE TABLE partage.api_key (
  ws           int         NOT NULL,
  id           uuid        NOT NULL,
  name         text        NOT NULL,
  hint         text        NOT NULL,             -- the last four characters, to tell keys apart
  scopes       text[]      NOT NULL,
  created_by   text        NOT NULL,
  created_at   timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  PRIMARY KEY (ws, id)
);
SELECT partage.keep_to_workspace('partage.api_key', 'SELECT, INSERT, UPDATE');

-- An answered POST is kept for a day, so that the same Idempotency-Key gets the same answer.
CREATE TABLE partage.idempotency (
  ws           int         NOT NULL,
  route        text        NOT NULL,
  key          text        NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  request_hash bytea       NOT NULL,
  status       int         NOT NULL,
  answer       jsonb       NOT NULL,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (ws, route, key)
);
CREATE INDEX idempotency_age ON partage.idempotency (ws, created_at);
SELECT partage.keep_to_workspace('partage.idempotency', 'SELECT, INSERT, DELETE');

CREATE TABLE partage.party (
  ws          int         NOT NULL,
  id          uuid        NOT NULL,
  kind        text        NOT NULL
              CHECK (kind IN ('producer', 'partner', 'platform', 'processor', 'tax')),
  name        text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  email       text,
  country     text        CHECK (country ~ '^[A-Z]{2}$'),
  ref         text,                              -- the name a source or an import knows it by: "stripe", "carla"
  external_id text,
  metadata    jsonb       NOT NULL DEFAULT '{}',
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (ws, id)
);
CREATE UNIQUE INDEX party_ref ON partage.party (ws, ref) WHERE ref IS NOT NULL;
CREATE UNIQUE INDEX party_external ON partage.party (ws, external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX party_producer ON partage.party (ws) WHERE kind = 'producer';
SELECT partage.keep_to_workspace('partage.party', 'SELECT, INSERT, UPDATE');
