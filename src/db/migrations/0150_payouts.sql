-- Money out: where a party is paid to, how and when; runs that propose, are approved by a second person and are carried out;
-- every payout with one reference for ever. What moves money is an entry of the journal; its numbers stand on the payout.

-- How the business pays: one row a workspace, made when it first differs from the defaults.
CREATE TABLE partage.payout_policy (
  ws         int         PRIMARY KEY,
  four_eyes  boolean,                            -- NULL: on as soon as two people may approve
  schedule   text        NOT NULL DEFAULT 'on_demand' CHECK (schedule IN ('on_demand', 'weekly', 'monthly')),
  minimum    bigint      NOT NULL DEFAULT 1000 CHECK (minimum BETWEEN 0 AND 1000000000000),
  changed_by text        NOT NULL,
  changed_at timestamptz NOT NULL
);
SELECT partage.keep_to_workspace('partage.payout_policy', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.payout_policy', NULL);

-- From where the business pays over a rail: its account number, its key. Sealed; the hint is what people see.
CREATE TABLE partage.paying_account (
  ws         int         NOT NULL,
  rail       text        NOT NULL CHECK (rail IN ('csv', 'sepa', 'ach', 'wise', 'pix', 'paypal', 'stripe')),
  sealed     bytea       NOT NULL,
  hint       text        NOT NULL CHECK (length(hint) <= 200),
  changed_by text        NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (ws, rail)
);
SELECT partage.keep_to_workspace('partage.paying_account', 'SELECT, INSERT, UPDATE, DELETE');

-- Where a party is paid to. Never changed: a new one replaces it, and counts from `usable_at` on.
CREATE TABLE partage.payout_method (
  ws          int         NOT NULL,
  id          uuid        NOT NULL,
  party       uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('iban', 'us_bank', 'paypal', 'pix', 'stripe', 'wise')),
  sealed      bytea       NOT NULL,
  hint        text        NOT NULL CHECK (length(hint) BETWEEN 1 AND 200),
  set_by      text        NOT NULL,
  set_name    text        NOT NULL,
  set_side    text        NOT NULL CHECK (set_side IN ('producer', 'party')),
  set_at      timestamptz NOT NULL,
  usable_at   timestamptz NOT NULL,
  replaced_at timestamptz,
  PRIMARY KEY (ws, id),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id),
  CHECK (usable_at >= set_at)
);
CREATE UNIQUE INDEX payout_method_current ON partage.payout_method (ws, party) WHERE replaced_at IS NULL;
SELECT partage.keep_to_workspace('partage.payout_method', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.payout_method', 'party = (SELECT partage.own_party())');

CREATE FUNCTION partage.guard_payout_method() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.ws, NEW.id, NEW.party, NEW.kind, NEW.sealed, NEW.hint, NEW.set_by, NEW.set_name, NEW.set_side, NEW.set_at, NEW.usable_at)
     IS DISTINCT FROM
     (OLD.ws, OLD.id, OLD.party, OLD.kind, OLD.sealed, OLD.hint, OLD.set_by, OLD.set_name, OLD.set_side, OLD.set_at, OLD.usable_at)
     OR (OLD.replaced_at IS NOT NULL AND NEW IS DISTINCT FROM OLD) THEN
    RAISE EXCEPTION 'payout method % never changes', OLD.id USING ERRCODE = 'PT009';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON partage.payout_method FOR EACH ROW EXECUTE FUNCTION partage.guard_payout_method();

-- How a party is paid; left out is what the business does with everybody.
CREATE TABLE partage.payout_settings (
  ws         int         NOT NULL,
  party      uuid        NOT NULL,
  rail       text        CHECK (rail IN ('csv', 'sepa', 'ach', 'wise', 'pix', 'paypal', 'stripe')),
  currency   text        CHECK (currency ~ '^[A-Z]{3}$'),
  minimum    bigint      CHECK (minimum BETWEEN 0 AND 1000000000000),
  schedule   text        CHECK (schedule IN ('on_demand', 'weekly', 'monthly')),
  held       boolean     NOT NULL DEFAULT false,
  held_why   text        NOT NULL DEFAULT '' CHECK (length(held_why) <= 500),
  changed_by text        NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (ws, party),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id)
);
SELECT partage.keep_to_workspace('partage.payout_settings', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.payout_settings', 'party = (SELECT partage.own_party())');

-- What a party asked to be paid; answered by the run that takes it up.
CREATE TABLE partage.payout_request (
  ws       int         NOT NULL,
  id       uuid        NOT NULL,
  party    uuid        NOT NULL,
  currency text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  asked_by text        NOT NULL,
  asked_at timestamptz NOT NULL,
  state    text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'taken', 'withdrawn')),
  run      uuid,
  PRIMARY KEY (ws, id),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id),
  CHECK ((state = 'taken') = (run IS NOT NULL))
);
CREATE UNIQUE INDEX payout_request_open ON partage.payout_request (ws, party, currency) WHERE state = 'open';
SELECT partage.keep_to_workspace('partage.payout_request', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.payout_request', 'party = (SELECT partage.own_party())');

CREATE TABLE partage.payout_run (
  ws            int         NOT NULL,
  id            uuid        NOT NULL,
  no            int         NOT NULL CHECK (no > 0),
  state         text        NOT NULL CHECK (state IN ('proposed', 'approved', 'paying', 'done', 'withdrawn')),
  scheduled     boolean     NOT NULL DEFAULT false,
  executes_on   date        NOT NULL,
  rates         jsonb       NOT NULL DEFAULT '[]',   -- [{ from, to, rate, source, at }]
  four_eyes     boolean     NOT NULL,                -- as it stood when it was proposed
  made_by       text        NOT NULL,
  made_name     text        NOT NULL,
  made_at       timestamptz NOT NULL,
  approved_by   text,
  approved_name text,
  approved_at   timestamptz,
  ended_at      timestamptz,
  PRIMARY KEY (ws, id),
  UNIQUE (ws, no),
  CHECK ((approved_at IS NOT NULL) = (state IN ('approved', 'paying', 'done'))),
  -- Nobody approves what he proposed himself, where two must look.
  CHECK (NOT four_eyes OR approved_by IS NULL OR approved_by <> made_by)
);
SELECT partage.keep_to_workspace('partage.payout_run', 'SELECT, INSERT, UPDATE');

CREATE TABLE partage.payout (
  ws            int         NOT NULL,
  id            uuid        NOT NULL,
  run           uuid        NOT NULL,
  party         uuid        NOT NULL,
  rail          text        NOT NULL CHECK (rail IN ('csv', 'sepa', 'ach', 'wise', 'pix', 'paypal', 'stripe')),
  method        uuid        NOT NULL,
  reference     text        NOT NULL CHECK (reference ~ '^[A-Z0-9]{15}$'),
  currency      text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),      -- what arrives
  amount        bigint      NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000000),
  owed_currency text        NOT NULL CHECK (owed_currency ~ '^[A-Z]{3}$'), -- what it was earned in
  owed_amount   bigint      NOT NULL CHECK (owed_amount BETWEEN 1 AND 1000000000000000),
  rate          text,                                                      -- one owed unit in the other currency
  rate_source   text,
  rate_at       timestamptz,
  state         text        NOT NULL DEFAULT 'proposed' CHECK (state IN
                ('proposed', 'in_transit', 'unknown', 'settled', 'failed', 'returned', 'refused', 'withdrawn')),
  reason        text        NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
  external_id   text        CHECK (length(external_id) <= 255),
  begun_at      timestamptz,
  sent_at       timestamptz,
  settled_at    timestamptz,
  back_at       timestamptz,
  seq           bigint,                              -- its entry payable → in transit
  settled_seq   bigint,                              -- in transit → bank
  back_seq      bigint,                              -- back to payable
  PRIMARY KEY (ws, id),
  FOREIGN KEY (ws, run) REFERENCES partage.payout_run (ws, id),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id),
  FOREIGN KEY (ws, method) REFERENCES partage.payout_method (ws, id),
  CHECK ((currency = owed_currency) = (rate IS NULL)),
  CHECK (rate IS NOT NULL OR amount = owed_amount),
  CHECK ((rate IS NULL) = (rate_source IS NULL) AND (rate IS NULL) = (rate_at IS NULL)),
  CHECK ((seq IS NOT NULL) = (state NOT IN ('proposed', 'refused', 'withdrawn'))),
  CHECK (state <> 'settled' OR (settled_seq IS NOT NULL AND back_seq IS NULL)),
  CHECK (state <> 'failed' OR (settled_seq IS NULL AND back_seq IS NOT NULL)),
  CHECK (state <> 'returned' OR (settled_seq IS NOT NULL AND back_seq IS NOT NULL))
);
CREATE UNIQUE INDEX payout_reference ON partage.payout (ws, reference);
CREATE INDEX payout_of_run ON partage.payout (ws, run, state);
CREATE INDEX payout_of_party ON partage.payout (ws, party, id);
-- One open proposal a party and currency: two runs never offer the same money.
CREATE UNIQUE INDEX payout_proposed ON partage.payout (ws, party, owed_currency) WHERE state = 'proposed';
SELECT partage.keep_to_workspace('partage.payout', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.payout', 'party = (SELECT partage.own_party()) AND state NOT IN (''proposed'', ''refused'', ''withdrawn'')');

-- Who gets how much never changes, and the way only goes forward.
CREATE FUNCTION partage.guard_payout() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.ws, NEW.id, NEW.run, NEW.party, NEW.rail, NEW.method, NEW.reference, NEW.currency, NEW.amount, NEW.owed_currency,
      NEW.owed_amount, NEW.rate, NEW.rate_source, NEW.rate_at)
     IS DISTINCT FROM
     (OLD.ws, OLD.id, OLD.run, OLD.party, OLD.rail, OLD.method, OLD.reference, OLD.currency, OLD.amount, OLD.owed_currency,
      OLD.owed_amount, OLD.rate, OLD.rate_source, OLD.rate_at)
     OR (OLD.seq IS NOT NULL AND NEW.seq IS DISTINCT FROM OLD.seq)
     OR (OLD.settled_seq IS NOT NULL AND NEW.settled_seq IS DISTINCT FROM OLD.settled_seq)
     OR (OLD.back_seq IS NOT NULL AND NEW.back_seq IS DISTINCT FROM OLD.back_seq) THEN
    RAISE EXCEPTION 'what payout % says never changes', OLD.id USING ERRCODE = 'PT009';
  END IF;
  IF NEW.state <> OLD.state AND NOT (CASE OLD.state
       WHEN 'proposed' THEN NEW.state IN ('in_transit', 'refused', 'withdrawn')
       WHEN 'in_transit' THEN NEW.state IN ('unknown', 'settled', 'failed')
       WHEN 'unknown' THEN NEW.state IN ('in_transit', 'settled', 'failed')
       WHEN 'settled' THEN NEW.state = 'returned'
       ELSE false END) THEN
    RAISE EXCEPTION 'payout % is %, it cannot become %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'PT003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON partage.payout FOR EACH ROW EXECUTE FUNCTION partage.guard_payout();

-- Who was left out of a run, and why: as it stood then.
CREATE TABLE partage.payout_left_out (
  ws       int    NOT NULL,
  run      uuid   NOT NULL,
  party    uuid   NOT NULL,
  currency text   NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  amount   bigint NOT NULL,                        -- available then
  reason   text   NOT NULL,
  facts    jsonb  NOT NULL DEFAULT '{}',
  PRIMARY KEY (ws, run, party, currency),
  FOREIGN KEY (ws, run) REFERENCES partage.payout_run (ws, id)
);
SELECT partage.keep_to_workspace('partage.payout_left_out', 'SELECT, INSERT');
SELECT partage.append_only('partage.payout_left_out');

-- What became of a payout, step by step.
CREATE TABLE partage.payout_step (
  ws     int         NOT NULL,
  payout uuid        NOT NULL,
  n      int         NOT NULL CHECK (n > 0),
  step   text        NOT NULL,
  at     timestamptz NOT NULL,
  actor  text        NOT NULL,
  note   text        NOT NULL DEFAULT '' CHECK (length(note) <= 500),
  PRIMARY KEY (ws, payout, n),
  FOREIGN KEY (ws, payout) REFERENCES partage.payout (ws, id)
);
SELECT partage.keep_to_workspace('partage.payout_step', 'SELECT, INSERT');
SELECT partage.append_only('partage.payout_step');
SELECT partage.open_to_partners('partage.payout_step',
  'EXISTS (SELECT FROM partage.payout p WHERE p.ws = payout_step.ws AND p.id = payout_step.payout)');

-- The files of a run: which bytes were handed out first, so that the same run gives the same.
CREATE TABLE partage.payout_file (
  ws         int         NOT NULL,
  run        uuid        NOT NULL,
  name       text        NOT NULL,
  sha256     bytea       NOT NULL CHECK (length(sha256) = 32),
  first_by   text        NOT NULL,
  first_at   timestamptz NOT NULL,
  PRIMARY KEY (ws, run, name),
  FOREIGN KEY (ws, run) REFERENCES partage.payout_run (ws, id)
);
SELECT partage.keep_to_workspace('partage.payout_file', 'SELECT, INSERT');
SELECT partage.append_only('partage.payout_file');

-- What banks and services answered, once by its bytes, and what of it did not fit.
CREATE TABLE partage.bank_answer (
  ws          int         NOT NULL,
  id          uuid        NOT NULL,
  sha256      bytea       NOT NULL CHECK (length(sha256) = 32),
  kind        text        NOT NULL,
  said        int         NOT NULL,
  applied     int         NOT NULL,
  known       int         NOT NULL,
  differences jsonb       NOT NULL,
  told_by     text        NOT NULL,
  told_name   text        NOT NULL,
  told_at     timestamptz NOT NULL,
  PRIMARY KEY (ws, id)
);
CREATE UNIQUE INDEX bank_answer_bytes ON partage.bank_answer (ws, sha256);
SELECT partage.keep_to_workspace('partage.bank_answer', 'SELECT, INSERT');
SELECT partage.append_only('partage.bank_answer');
