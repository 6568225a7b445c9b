-- What a party was told of a period in one currency, frozen when it is issued. A statement covers the entries of its party
-- that happened before the period's end and were recorded by then (`head_seq`), and that no earlier one covers: so what is
-- recorded late stands on the next, and each closing is the next opening. The lines are those of the journal, which never
-- changes; names, terms and totals are kept here.
CREATE TABLE partage.statement_counter (
  ws   int PRIMARY KEY,
  last int NOT NULL CHECK (last >= 0)
);
SELECT partage.keep_to_workspace('partage.statement_counter', 'SELECT, INSERT, UPDATE');

CREATE TABLE partage.statement (
  ws           int         NOT NULL,
  id           uuid        NOT NULL,
  number       int         NOT NULL CHECK (number >= 1),   -- without gaps in a workspace
  party        uuid        NOT NULL,
  currency     text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  place        int         NOT NULL CHECK (place >= 1),    -- 1 is the party's first in the currency
  from_day     date        NOT NULL,
  until_day    date        NOT NULL CHECK (until_day >= from_day),
  before       timestamptz NOT NULL,                       -- the first instant after the period
  head_seq     bigint      NOT NULL,
  head_batch   bigint      NOT NULL,
  head_hash    bytea       NOT NULL CHECK (length(head_hash) = 32),
  since        timestamptz,                                -- `before` and `head_seq` of the one before
  since_seq    bigint      NOT NULL,
  first_seq    bigint      NOT NULL,                       -- no entry before it is covered here
  open_seq     bigint      NOT NULL,                       -- no entry before it is left for the next
  opening      bigint      NOT NULL,
  sales        bigint      NOT NULL,
  refunds      bigint      NOT NULL,
  chargebacks  bigint      NOT NULL,
  fees         bigint      NOT NULL,
  guarantees   bigint      NOT NULL,
  adjustments  bigint      NOT NULL,
  at_source    bigint      NOT NULL,
  payouts      bigint      NOT NULL,
  closing      bigint      NOT NULL,
  reserved     bigint      NOT NULL,                       -- of the closing, held for disputes
  lines        int         NOT NULL CHECK (lines >= 0),
  late         int         NOT NULL CHECK (late >= 0),     -- of them, those that happened before from_day
  document     jsonb       NOT NULL,
  run          uuid,
  issued_by    text        NOT NULL,
  issued_name  text        NOT NULL,
  issued_at    timestamptz NOT NULL,
  PRIMARY KEY (ws, id),
  UNIQUE (ws, number),
  UNIQUE (ws, party, currency, place),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id),
  CONSTRAINT statement_adds_up CHECK (closing = opening + sales + refunds + chargebacks + fees + guarantees + adjustments
                                      + at_source + payouts),
  CHECK ((place = 1) = (since IS NULL)),
  CHECK (since_seq <= head_seq AND abs(closing) <= 9007199254740991)
);
CREATE INDEX statement_until ON partage.statement (ws, until_day, number);
SELECT partage.keep_to_workspace('partage.statement', 'SELECT, INSERT');
SELECT partage.append_only('partage.statement');
SELECT partage.open_to_partners('partage.statement', 'party = (SELECT partage.own_party())');

-- The second guard of what the program keeps: numbers in a row, each opening the closing before it, periods that meet.
CREATE FUNCTION partage.guard_statement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last partage.statement;
BEGIN
  IF NEW.number <> 1 AND NOT EXISTS (SELECT FROM partage.statement s WHERE s.ws = NEW.ws AND s.number = NEW.number - 1) THEN
    RAISE EXCEPTION 'statement % has no number before it', NEW.number USING ERRCODE = 'PT003';
  END IF;
  SELECT * INTO last FROM partage.statement s
   WHERE s.ws = NEW.ws AND s.party = NEW.party AND s.currency = NEW.currency ORDER BY s.place DESC LIMIT 1;
  IF NEW.place <> coalesce(last.place, 0) + 1 OR NEW.opening <> coalesce(last.closing, 0)
     OR NEW.since IS DISTINCT FROM last.before OR NEW.since_seq <> coalesce(last.head_seq, 0)
     OR NEW.from_day <> coalesce(last.until_day + 1, NEW.from_day) THEN
    RAISE EXCEPTION 'statement % does not go on where the one before ended', NEW.number USING ERRCODE = 'PT003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON partage.statement FOR EACH ROW EXECUTE FUNCTION partage.guard_statement();

-- As a PDF, kept at the first download, so that both sides get the same bytes for ever.
CREATE TABLE partage.statement_file (
  ws        int   NOT NULL,
  statement uuid  NOT NULL,
  language  text  NOT NULL CHECK (language IN ('en', 'pt-BR')),
  pdf       bytea NOT NULL,
  sha256    text  NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (ws, statement, language),
  FOREIGN KEY (ws, statement) REFERENCES partage.statement (ws, id)
);
SELECT partage.keep_to_workspace('partage.statement_file', 'SELECT, INSERT');
SELECT partage.append_only('partage.statement_file');

-- All parties of a period at once, as a job: how far it is, and what came of it.
CREATE TABLE partage.statement_run (
  ws           int         NOT NULL,
  id           uuid        NOT NULL,
  until_day    date        NOT NULL,
  state        text        NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  total        int,                                        -- null until it has looked
  head_seq     bigint,                                     -- where the ledger stood then
  head_batch   bigint,
  head_hash    bytea,
  done         int         NOT NULL DEFAULT 0,
  issued       int         NOT NULL DEFAULT 0,
  message      text,
  started_by   text        NOT NULL,
  started_name text        NOT NULL,
  started_at   timestamptz NOT NULL,
  moved_at     timestamptz NOT NULL,
  finished_at  timestamptz,
  PRIMARY KEY (ws, id)
);
CREATE UNIQUE INDEX statement_run_one ON partage.statement_run (ws) WHERE state = 'running';
SELECT partage.keep_to_workspace('partage.statement_run', 'SELECT, INSERT, UPDATE');

-- What a run has added up and not yet issued; nothing of it outlives the run.
CREATE TABLE partage.statement_waiting (
  ws       int    NOT NULL,
  run      uuid   NOT NULL,
  n        int    NOT NULL,
  party    uuid   NOT NULL,
  currency text   NOT NULL,
  sums     jsonb  NOT NULL,
  PRIMARY KEY (ws, run, n)
);
SELECT partage.keep_to_workspace('partage.statement_waiting', 'SELECT, INSERT, DELETE');
