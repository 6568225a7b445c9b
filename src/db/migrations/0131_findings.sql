-- What looked like fraud: the commission is held in the reserve by an entry, a person decides. Nothing of it is deleted,
-- a decision is final, and the evidence stays as it was when it was found.

CREATE TABLE partage.finding (
  ws           int         NOT NULL,
  id           uuid        NOT NULL,
  sale         uuid        NOT NULL,
  party        uuid        NOT NULL,
  product      uuid        NOT NULL,
  rules        text[]      NOT NULL CHECK (cardinality(rules) > 0),
  evidence     jsonb       NOT NULL,
  state        text        NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'released', 'taken_back')),
  currency     text        NOT NULL,
  amount       bigint      NOT NULL CHECK (amount > 0),       -- put into the reserve
  taken        bigint      CHECK (taken BETWEEN 0 AND amount), -- of it, for good
  seq          bigint      NOT NULL,                          -- the entry that holds
  decided_seq  bigint,                                        -- the entry that released or took back
  found_at     timestamptz NOT NULL,
  decided_at   timestamptz,
  decided_by   text,
  decided_name text,
  reason       text        CHECK (length(reason) BETWEEN 1 AND 2000),
  PRIMARY KEY (ws, id),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id),
  FOREIGN KEY (ws, product) REFERENCES partage.product (ws, id),
  CHECK ((state = 'held') = (decided_seq IS NULL) AND (state = 'held') = (decided_at IS NULL)
     AND (state = 'held') = (decided_by IS NULL) AND (state = 'held') = (reason IS NULL)),
  CHECK ((state = 'taken_back') = (taken IS NOT NULL))
);
CREATE UNIQUE INDEX finding_of_sale ON partage.finding (ws, sale, party);
CREATE INDEX finding_newest ON partage.finding (ws, found_at, id);
CREATE INDEX finding_waiting ON partage.finding (ws, found_at, id) WHERE state = 'held';
CREATE INDEX finding_of_party ON partage.finding (ws, party, found_at);
SELECT partage.keep_to_workspace('partage.finding', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.finding', 'party = (SELECT partage.own_party())');

CREATE FUNCTION partage.guard_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'held' THEN
    RAISE EXCEPTION 'finding % is decided', OLD.id USING ERRCODE = 'PT009';
  END IF;
  IF (NEW.ws, NEW.id, NEW.sale, NEW.party, NEW.product, NEW.rules, NEW.evidence, NEW.currency, NEW.amount, NEW.seq,
      NEW.found_at)
     IS DISTINCT FROM
     (OLD.ws, OLD.id, OLD.sale, OLD.party, OLD.product, OLD.rules, OLD.evidence, OLD.currency, OLD.amount, OLD.seq,
      OLD.found_at) THEN
    RAISE EXCEPTION 'what finding % says never changes', OLD.id USING ERRCODE = 'PT009';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON partage.finding
  FOR EACH ROW EXECUTE FUNCTION partage.guard_finding();
ALTER TABLE partage.finding ENABLE ALWAYS TRIGGER guard;

-- Thresholds of a workspace; what is left out is the default.
CREATE TABLE partage.fraud_settings (
  ws         int         NOT NULL PRIMARY KEY,
  version    int         NOT NULL,
  settings   jsonb       NOT NULL,
  changed_at timestamptz NOT NULL
);
SELECT partage.keep_to_workspace('partage.fraud_settings', 'SELECT, INSERT, UPDATE');

-- Up to which entry the sales of a workspace were looked at.
CREATE TABLE partage.fraud_watch (
  ws  int    NOT NULL PRIMARY KEY,
  seq bigint NOT NULL
);
SELECT partage.keep_to_workspace('partage.fraud_watch', 'SELECT, INSERT, UPDATE');
