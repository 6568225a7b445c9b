-- What a person sets for themselves, their second factor, and how often somebody tried: beside better-auth's tables, in
-- the same schema and under the same role.

CREATE TABLE identity.profile (
  person     text PRIMARY KEY REFERENCES identity.person (id) ON DELETE CASCADE,
  language   text,
  time_zone  text,
  date_style text CHECK (date_style IN ('words', 'numbers', 'iso'))
);

-- The secret is sealed with a key that is not in the database. confirmed_at null: shown, not yet proved.
CREATE TABLE identity.second_factor (
  person       text        PRIMARY KEY REFERENCES identity.person (id) ON DELETE CASCADE,
  secret       bytea       NOT NULL,
  confirmed_at timestamptz,
  last_step    bigint      NOT NULL DEFAULT 0,   -- a code counts once
  created_at   timestamptz NOT NULL
);

CREATE TABLE identity.recovery_code (
  person  text        NOT NULL REFERENCES identity.person (id) ON DELETE CASCADE,
  hash    bytea       NOT NULL CHECK (length(hash) = 32),
  used_at timestamptz,
  PRIMARY KEY (person, hash)
);

-- Failed tries by what they were aimed at, in a window that begins with the first.
CREATE TABLE identity.failed_try (
  target text        PRIMARY KEY,
  count  int         NOT NULL,
  since  timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON identity.profile, identity.second_factor, identity.recovery_code,
  identity.failed_try TO partage_identity;
