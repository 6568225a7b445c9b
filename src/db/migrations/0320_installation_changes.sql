-- Global: each change of what every new workspace begins with, and who made it. Never changed, never removed.
CREATE TABLE partage.installation_change (
  seq          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  before       jsonb       NOT NULL,   -- { platformFee }
  after        jsonb       NOT NULL,
  changed_by   text        NOT NULL,
  changed_name text        NOT NULL,   -- as called then
  changed_at   timestamptz NOT NULL
);
GRANT SELECT, INSERT ON partage.installation_change TO partage_app;
SELECT partage.append_only('partage.installation_change');
