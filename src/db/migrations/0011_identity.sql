-- Accounts, their passwords, their sessions and one-time tokens: global, in a schema and under a role of their own.
-- The application role sees none of it, and the identity role nothing of any workspace. The tables are those that
-- better-auth's options in src/access/better-auth-options.ts ask for; a test compares the two.

DO $$
BEGIN
  CREATE ROLE partage_identity NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;

DO $$
DECLARE may_enter boolean;
BEGIN
  IF current_setting('server_version_num')::int >= 160000 THEN
    EXECUTE 'SELECT pg_has_role(current_user, ''partage_identity'', ''SET'')' INTO may_enter;
  ELSE
    may_enter := pg_has_role(current_user, 'partage_identity', 'MEMBER');
  END IF;
  IF NOT may_enter THEN
    EXECUTE format('GRANT partage_identity TO %I', current_user);
  END IF;
END $$;

CREATE SCHEMA IF NOT EXISTS identity;
GRANT USAGE ON SCHEMA identity TO partage_identity;

CREATE TABLE identity.person (
  id             text        PRIMARY KEY,
  name           text        NOT NULL,
  email          text        NOT NULL UNIQUE,
  email_verified boolean     NOT NULL,
  image          text,
  created_at     timestamptz NOT NULL DEFAULT now(),
  updated_at     timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE identity.session (
  id         text        PRIMARY KEY,
  expires_at timestamptz NOT NULL,
  token      text        NOT NULL UNIQUE,   -- half of the cookie; the other half is signed with a secret not kept here
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  person     text        NOT NULL REFERENCES identity.person (id) ON DELETE CASCADE
);
CREATE INDEX session_person_idx ON identity.session (person);

CREATE TABLE identity.credential (
  id                       text        PRIMARY KEY,
  account_id               text        NOT NULL,
  provider_id              text        NOT NULL,
  person                   text        NOT NULL REFERENCES identity.person (id) ON DELETE CASCADE,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz,
  refresh_token_expires_at timestamptz,
  scope                    text,
  password                 text,            -- scrypt, salted
  created_at               timestamptz NOT NULL DEFAULT now(),
  updated_at               timestamptz NOT NULL
);
CREATE INDEX credential_person_idx ON identity.credential (person);

CREATE TABLE identity.token (
  id         text        PRIMARY KEY,
  identifier text        NOT NULL,           -- SHA-256 of the token
  value      text        NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX token_identifier_idx ON identity.token (identifier);

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA identity TO partage_identity;
