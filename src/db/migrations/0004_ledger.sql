-- The ledger: an entry a row, its postings as three arrays of one length; one writer a workspace, serialised by a
-- compare-and-swap of ledger_head; a hash chain over batches; balances as a cache that verify rebuilds.
-- Amounts are minor units of the entry's currency, |x| <= 10^15; owed to an owner is positive.

-- True when every posting is whole and the entry sums to zero. Immutable, so a CHECK may use it; a loop, because the
-- same as one SQL expression over unnest costs twice as much a row.
CREATE FUNCTION partage.entry_balances(accounts int[], amounts bigint[], available_on date[]) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  sum bigint := 0;
  amount bigint;
BEGIN
  IF cardinality(accounts) < 2 OR cardinality(accounts) <> cardinality(amounts)
     OR cardinality(accounts) <> cardinality(available_on)
     OR array_position(accounts, NULL) IS NOT NULL OR array_position(available_on, NULL) IS NOT NULL THEN
    RETURN false;
  END IF;
  FOREACH amount IN ARRAY amounts LOOP
    IF amount IS NULL OR abs(amount) > 1000000000000000 THEN
      RETURN false;
    END IF;
    sum := sum + amount;
  END LOOP;
  RETURN sum = 0;
END $$;

CREATE TABLE partage.ledger_head (
  ws       int    PRIMARY KEY,
  seq      bigint NOT NULL,
  batch    bigint NOT NULL,
  accounts int    NOT NULL,                      -- highest account number given
  hash     bytea  NOT NULL CHECK (length(hash) = 32)
);
SELECT partage.keep_to_workspace('partage.ledger_head', 'SELECT, INSERT, UPDATE');

CREATE TABLE partage.ledger_account (
  ws       int  NOT NULL,
  account  int  NOT NULL,
  kind     text NOT NULL CHECK (kind IN ('payable', 'reserved', 'in_transit', 'processor', 'tax',
                                         'platform_fees', 'processor_fees', 'bank', 'fx', 'write_off')),
  owner    uuid,                                 -- the party, where the kind has one
  source   text,                                 -- for kind processor: who holds the money
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  PRIMARY KEY (ws, account),
  CHECK ((owner IS NOT NULL) = (kind IN ('payable', 'reserved', 'in_transit', 'tax', 'platform_fees', 'processor_fees'))),
  CHECK ((source IS NOT NULL) = (kind = 'processor'))
);
CREATE UNIQUE INDEX ledger_account_name
  ON partage.ledger_account (ws, kind, currency, coalesce(owner::text, source, ''));
SELECT partage.keep_to_workspace('partage.ledger_account', 'SELECT, INSERT');
SELECT partage.append_only('partage.ledger_account');

CREATE TABLE partage.journal (
  ws           int         NOT NULL,
  seq          bigint      NOT NULL,
  batch        bigint      NOT NULL,
  kind         text        NOT NULL,             -- sale, refund, dispute_opened, dispute_won, dispute_lost, fee …
  source       text        NOT NULL,
  key          text        NOT NULL,             -- the source's own id
  subject      uuid        NOT NULL,             -- the sale it is about
  body_hash    bytea       NOT NULL CHECK (length(body_hash) = 32),
  currency     text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  plan         int,                              -- the plan it was split by
  happened_at  timestamptz NOT NULL,
  accounts     int[]       NOT NULL,
  amounts      bigint[]    NOT NULL,
  available_on date[]      NOT NULL,
  PRIMARY KEY (ws, seq),
  CONSTRAINT journal_balances CHECK (partage.entry_balances(accounts, amounts, available_on))
);
-- The one unique index for ids from outside: a second delivery of the same fact stops here, for ever.
CREATE UNIQUE INDEX journal_key ON partage.journal (ws, kind, source, key);
SELECT partage.keep_to_workspace('partage.journal', 'SELECT, INSERT');
SELECT partage.append_only('partage.journal');

CREATE VIEW partage.posting WITH (security_invoker = true) AS
  SELECT j.ws, j.seq, p.line::int AS line, p.account, p.amount, j.currency, p.available_on,
         j.kind, j.subject, j.happened_at, j.batch
    FROM partage.journal j,
         unnest(j.accounts, j.amounts, j.available_on) WITH ORDINALITY AS p (account, amount, available_on, line);
GRANT SELECT ON partage.posting TO partage_app;

CREATE TABLE partage.journal_batch (
  ws          int         NOT NULL,
  batch       bigint      NOT NULL,
  from_seq    bigint      NOT NULL,
  to_seq      bigint      NOT NULL CHECK (to_seq >= from_seq),
  recorded_at timestamptz NOT NULL,
  prev_hash   bytea       NOT NULL,
  hash        bytea       NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (ws, batch)
);
SELECT partage.keep_to_workspace('partage.journal_batch', 'SELECT, INSERT');
SELECT partage.append_only('partage.journal_batch');

-- Which entries of a batch touched an account: a page of an account reads these, newest first.
CREATE TABLE partage.account_batch (
  ws           int      NOT NULL,
  account      int      NOT NULL,
  batch        bigint   NOT NULL,
  available_on date     NOT NULL,
  delta        bigint   NOT NULL,
  entries      int[]    NOT NULL,                -- seq - from_seq of the batch, ascending
  PRIMARY KEY (ws, account, batch, available_on)
);
CREATE INDEX account_batch_of_batch ON partage.account_batch (ws, batch);
SELECT partage.keep_to_workspace('partage.account_batch', 'SELECT, INSERT');
SELECT partage.append_only('partage.account_batch');

CREATE TABLE partage.balance (
  ws           int    NOT NULL,
  account      int    NOT NULL,
  available_on date   NOT NULL,
  amount       bigint NOT NULL,
  PRIMARY KEY (ws, account, available_on),
  CONSTRAINT balance_within_exact CHECK (abs(amount) <= 9007199254740991)
) WITH (fillfactor = 70);
SELECT partage.keep_to_workspace('partage.balance', 'SELECT, INSERT, UPDATE');

-- Moves the head or fails the flight. PT001: another process posted first, reload and try again.
-- PT002: the terms changed since the batch was planned.
CREATE FUNCTION partage.move_head(
  this_ws int, from_batch bigint, from_hash bytea, to_seq bigint, to_batch bigint, to_accounts int, to_hash bytea,
  planned_epoch bigint
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE partage.ledger_head SET seq = to_seq, batch = to_batch, accounts = to_accounts, hash = to_hash
   WHERE ws = this_ws AND batch = from_batch AND hash = from_hash;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the ledger head of workspace % is not at batch % any more', this_ws, from_batch
      USING ERRCODE = 'PT001';
  END IF;
  PERFORM 1 FROM partage.terms_epoch WHERE ws = this_ws AND epoch = planned_epoch FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the terms of workspace % are not those of epoch % any more', this_ws, planned_epoch
      USING ERRCODE = 'PT002';
  END IF;
END $$;

-- Fails the flight unless exactly this many rows were written. PT003: a guard refused a row.
CREATE FUNCTION partage.expect_rows(got bigint, expected bigint, what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF got IS DISTINCT FROM expected THEN
    RAISE EXCEPTION '% of % rows of %', got, expected, what USING ERRCODE = 'PT003';
  END IF;
END $$;
