-- What came in: every delivery is stored first, answered, then applied; what cannot be applied yet is parked.

CREATE TABLE partage.source (
  ws         int         NOT NULL,
  name       text        NOT NULL,               -- stripe, hotmart
  secret     text        NOT NULL,               -- signing secret or hottok
  settings   jsonb       NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  PRIMARY KEY (ws, name)
);
SELECT partage.keep_to_workspace('partage.source', 'SELECT, INSERT, UPDATE, DELETE');

-- Global: the unguessable part of a webhook's address → its workspace.
CREATE TABLE partage.source_address (
  hash   bytea PRIMARY KEY CHECK (length(hash) = 32),
  ws     int   NOT NULL,
  source text  NOT NULL
);
GRANT SELECT, INSERT, DELETE ON partage.source_address TO partage_app;

CREATE TABLE partage.delivery (
  ws          int         NOT NULL,
  id          uuid        NOT NULL,
  source      text        NOT NULL,
  key         text        NOT NULL,              -- the source's id of the delivery, or the hash of its body
  received_at timestamptz NOT NULL,
  body        text        NOT NULL,
  state       text        NOT NULL CHECK (state IN ('stored', 'applied', 'parked', 'ignored', 'refused')),
  reason      text,                              -- code of why it is parked, ignored or refused
  message     text,
  sale        uuid,
  attempts    int         NOT NULL DEFAULT 0,
  applied_at  timestamptz,
  PRIMARY KEY (ws, id),
  UNIQUE (ws, source, key)
);
CREATE INDEX delivery_waiting ON partage.delivery (ws, state, received_at);
SELECT partage.keep_to_workspace('partage.delivery', 'SELECT, INSERT, UPDATE');

-- What a parked delivery is about, and facts that wait for the sale they belong to.
CREATE TABLE partage.import (
  ws          int         NOT NULL,
  id          uuid        NOT NULL,
  file_name   text        NOT NULL,
  file_hash   bytea       NOT NULL,
  content     bytea       NOT NULL,
  mapping     jsonb       NOT NULL,
  state       text        NOT NULL CHECK (state IN ('draft', 'running', 'done', 'failed', 'stopped')),
  dry_run     boolean     NOT NULL DEFAULT false,
  rows_total  int,
  rows_done   int         NOT NULL DEFAULT 0,    -- rows read so far: a resumed run goes on behind them
  rows_new    int         NOT NULL DEFAULT 0,
  rows_known  int         NOT NULL DEFAULT 0,
  rows_failed int         NOT NULL DEFAULT 0,
  message     text,
  created_by  text        NOT NULL,
  created_at  timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (ws, id)
);
SELECT partage.keep_to_workspace('partage.import', 'SELECT, INSERT, UPDATE');

CREATE TABLE partage.import_problem (
  ws      int   NOT NULL,
  import  uuid  NOT NULL,
  row     int   NOT NULL,
  code    text  NOT NULL,
  message text  NOT NULL,
  field   text,
  record  jsonb NOT NULL,
  PRIMARY KEY (ws, import, row)
);
SELECT partage.keep_to_workspace('partage.import_problem', 'SELECT, INSERT, DELETE');
