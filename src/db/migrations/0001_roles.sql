-- The application role: neither owner nor superuser, entered with SET LOCAL ROLE at the start of every transaction,
-- and the two rules that every table of a workspace gets. Row-level security reads the workspace from app.ws,
-- which is set per transaction; an unset or empty one matches nothing.

-- A role belongs to the whole server, so another database's migration may be creating it right now.
DO $$
BEGIN
  CREATE ROLE partage_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;

DO $$
DECLARE may_enter boolean;
BEGIN
  IF current_setting('server_version_num')::int >= 160000 THEN
    EXECUTE 'SELECT pg_has_role(current_user, ''partage_app'', ''SET'')' INTO may_enter;
  ELSE
    may_enter := pg_has_role(current_user, 'partage_app', 'MEMBER');
  END IF;
  IF NOT may_enter THEN
    EXECUTE format('GRANT partage_app TO %I', current_user);
  END IF;
END $$;

GRANT USAGE ON SCHEMA partage TO partage_app;

-- Puts a table under its workspace: row-level security forced, one policy, and the rights named.
CREATE FUNCTION partage.keep_to_workspace(tab regclass, rights text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tab);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tab);
  EXECUTE format(
    'CREATE POLICY of_workspace ON %s USING (ws = (SELECT nullif(current_setting(''app.ws'', true), '''')::int))
     WITH CHECK (ws = (SELECT nullif(current_setting(''app.ws'', true), '''')::int))', tab);
  EXECUTE format('GRANT %s ON %s TO partage_app', rights, tab);
END $$;

-- Raises on any change: for tables that only grow. Also against the owner.
CREATE FUNCTION partage.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'PT009';
END $$;

CREATE FUNCTION partage.append_only(tab regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON %s
                  FOR EACH STATEMENT EXECUTE FUNCTION partage.refuse_change()', tab);
  EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER no_change', tab);
END $$;
