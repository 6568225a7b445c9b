-- Each time somebody had the books re-derived: who, when, how far it is, and what did not agree.
CREATE TABLE partage.verification (
  ws            int         NOT NULL,
  id            uuid        NOT NULL,
  state         text        NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  started_by    text        NOT NULL,
  started_at    timestamptz NOT NULL,
  moved_at      timestamptz NOT NULL,            -- when it last said how far it is
  finished_at   timestamptz,
  entries_total bigint      NOT NULL,
  entries_done  bigint      NOT NULL DEFAULT 0,
  sales         bigint,
  plans         int,
  head_batch    bigint,
  head_hash     bytea,
  found         int,                             -- how many disagree; the first of them are kept
  disagreements jsonb       NOT NULL DEFAULT '[]',
  message       text,
  PRIMARY KEY (ws, id)
);
SELECT partage.keep_to_workspace('partage.verification', 'SELECT, INSERT, UPDATE');
