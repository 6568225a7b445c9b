-- Terms that a workspace keeps under a name, to begin an invitation with. Nothing is agreed by one.

CREATE TABLE partage.terms_template (
  ws         int         NOT NULL,
  id         uuid        NOT NULL,
  name       text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  terms      jsonb       NOT NULL,
  is_default boolean     NOT NULL DEFAULT false,
  created_by text        NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (ws, id)
);
CREATE UNIQUE INDEX terms_template_name ON partage.terms_template (ws, lower(name));
CREATE UNIQUE INDEX terms_template_default ON partage.terms_template (ws) WHERE is_default;
SELECT partage.keep_to_workspace('partage.terms_template', 'SELECT, INSERT, UPDATE, DELETE');
