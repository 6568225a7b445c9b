-- What a source really sent to the bank: one settlement each, with its lines as it told them, what of the books each stands
-- for, and what became of a difference. The money is one entry of kind `source_settlement`: processor → bank, less what the
-- source withheld; a difference that is booked is an entry of its own.

CREATE TABLE partage.source_settlement (
  ws            int         NOT NULL,
  id            uuid        NOT NULL,
  source        text        NOT NULL CHECK (source ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  external_id   text        NOT NULL CHECK (length(external_id) BETWEEN 1 AND 255),
  currency      text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  arrived_on    date        NOT NULL,
  gross         bigint      NOT NULL CHECK (abs(gross) <= 1000000000000000),
  fee           bigint      NOT NULL CHECK (abs(fee) <= 1000000000000000),
  net           bigint      NOT NULL CHECK (net = gross - fee),  -- what arrived; below 0, what the source took from the bank
  lines         int         NOT NULL CHECK (lines > 0),
  fee_parties   uuid[]      NOT NULL,            -- who withheld, as it was posted
  fee_amounts   bigint[]    NOT NULL,
  first_at      timestamptz,                     -- of its lines, where they say when
  last_at       timestamptz,
  facts_hash    bytea       NOT NULL CHECK (length(facts_hash) = 32),
  seq           bigint      NOT NULL,
  recorded_by   text        NOT NULL,
  recorded_name text        NOT NULL,
  recorded_at   timestamptz NOT NULL,
  PRIMARY KEY (ws, id),
  CHECK (cardinality(fee_parties) = cardinality(fee_amounts))
);
CREATE UNIQUE INDEX source_settlement_once ON partage.source_settlement (ws, source, external_id);
CREATE UNIQUE INDEX source_settlement_entry ON partage.source_settlement (ws, seq);
SELECT partage.keep_to_workspace('partage.source_settlement', 'SELECT, INSERT');
SELECT partage.append_only('partage.source_settlement');

CREATE TABLE partage.source_settlement_line (
  ws             int         NOT NULL,
  settlement     uuid        NOT NULL,
  n              int         NOT NULL CHECK (n > 0),
  kind           text        NOT NULL CHECK (kind IN ('sale', 'refund', 'dispute', 'other')),
  ref            text        NOT NULL CHECK (length(ref) <= 255),
  refs           text[]      NOT NULL DEFAULT '{}',      -- other ids it may be known by: the charge of a refund
  at             timestamptz,
  gross          bigint      NOT NULL CHECK (abs(gross) <= 1000000000000000),
  fee            bigint      NOT NULL CHECK (abs(fee) <= 1000000000000000),
  note           text        NOT NULL DEFAULT '' CHECK (length(note) <= 500),
  -- What the books say it should be; changes only until it agrees or is answered.
  sale           uuid,
  expected_gross bigint      NOT NULL,
  expected_fee   bigint      NOT NULL,
  fee_party      uuid,
  state          text        NOT NULL CHECK (state IN ('agrees', 'open', 'booked', 'explained')),
  difference     text        CHECK (difference IN
                 ('unknown_sale', 'unknown_refund', 'amount_differs', 'fee_differs', 'settled_twice', 'dispute_open',
                  'other_currency', 'not_a_sale')),
  answered_by    text,
  answered_name  text,
  answered_at    timestamptz,
  answer         text        NOT NULL DEFAULT '' CHECK (length(answer) <= 500),
  seq            bigint,                                 -- the entry that booked its difference
  PRIMARY KEY (ws, settlement, n),
  FOREIGN KEY (ws, settlement) REFERENCES partage.source_settlement (ws, id),
  CHECK ((state = 'agrees') = (difference IS NULL)),
  CHECK ((state = 'booked') = (seq IS NOT NULL)),
  CHECK ((state IN ('booked', 'explained')) = (answered_at IS NOT NULL))
);
CREATE INDEX source_settlement_open ON partage.source_settlement_line (ws, settlement, n) WHERE state = 'open';
CREATE UNIQUE INDEX source_settlement_booked ON partage.source_settlement_line (ws, seq) WHERE seq IS NOT NULL;
SELECT partage.keep_to_workspace('partage.source_settlement_line', 'SELECT, INSERT, UPDATE');

-- What the source told never changes; an answered line stays as it is.
CREATE FUNCTION partage.guard_settlement_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open' THEN
    RAISE EXCEPTION 'line % of settlement % is %', OLD.n, OLD.settlement, OLD.state USING ERRCODE = 'PT003';
  END IF;
  IF (NEW.ws, NEW.settlement, NEW.n, NEW.kind, NEW.ref, NEW.refs, NEW.at, NEW.gross, NEW.fee, NEW.note) IS DISTINCT FROM
     (OLD.ws, OLD.settlement, OLD.n, OLD.kind, OLD.ref, OLD.refs, OLD.at, OLD.gross, OLD.fee, OLD.note) THEN
    RAISE EXCEPTION 'what line % of settlement % says never changes', OLD.n, OLD.settlement USING ERRCODE = 'PT009';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON partage.source_settlement_line
  FOR EACH ROW EXECUTE FUNCTION partage.guard_settlement_line();

-- Which entries of the books a settlement has brought home: each once.
CREATE TABLE partage.settled_entry (
  ws         int    NOT NULL,
  seq        bigint NOT NULL,
  settlement uuid   NOT NULL,
  n          int    NOT NULL,
  PRIMARY KEY (ws, seq),
  FOREIGN KEY (ws, settlement, n) REFERENCES partage.source_settlement_line (ws, settlement, n)
);
CREATE INDEX settled_entry_of ON partage.settled_entry (ws, settlement, n);
SELECT partage.keep_to_workspace('partage.settled_entry', 'SELECT, INSERT');
SELECT partage.append_only('partage.settled_entry');
