-- What an entry put into the reserve for a held commission, or took out of it, beyond what open disputes of the sale
-- reserve: a part that both want is there once. The sum of a finding's rows is what stands there for its sake.
CREATE TABLE partage.finding_reserve (
  ws      int    NOT NULL,
  finding uuid   NOT NULL,
  seq     bigint NOT NULL,                     -- the entry that moved it
  amount  bigint NOT NULL CHECK (amount <> 0), -- into the reserve; out of it below zero
  PRIMARY KEY (ws, finding, seq),
  FOREIGN KEY (ws, finding) REFERENCES partage.finding (ws, id)
);
SELECT partage.keep_to_workspace('partage.finding_reserve', 'SELECT, INSERT');
SELECT partage.open_to_partners('partage.finding_reserve',
  'finding IN (SELECT f.id FROM partage.finding f WHERE f.party = (SELECT partage.own_party()))');
SELECT partage.append_only('partage.finding_reserve');

ALTER TABLE partage.finding NO FORCE ROW LEVEL SECURITY;
ALTER TABLE partage.finding_reserve NO FORCE ROW LEVEL SECURITY;
INSERT INTO partage.finding_reserve (ws, finding, seq, amount)
  SELECT ws, id, seq, amount FROM partage.finding
  UNION ALL SELECT ws, id, decided_seq, -amount FROM partage.finding WHERE decided_seq IS NOT NULL;
ALTER TABLE partage.finding FORCE ROW LEVEL SECURITY;
ALTER TABLE partage.finding_reserve FORCE ROW LEVEL SECURITY;

-- What was released can be held again, by a person; what waits or was taken back cannot.
DROP INDEX partage.finding_of_sale;
CREATE UNIQUE INDEX finding_that_stands ON partage.finding (ws, sale, party) WHERE state <> 'released';
CREATE INDEX finding_of_sale ON partage.finding (ws, sale, party);

-- What is found later of a commission that is held joins its evidence; what stands there stays.
CREATE OR REPLACE FUNCTION partage.guard_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'held' THEN
    RAISE EXCEPTION 'finding % is decided', OLD.id USING ERRCODE = 'PT009';
  END IF;
  IF (NEW.ws, NEW.id, NEW.sale, NEW.party, NEW.product, NEW.currency, NEW.amount, NEW.seq, NEW.found_at,
      NEW.rules[1:cardinality(OLD.rules)],
      (SELECT jsonb_agg(one ORDER BY n) FROM jsonb_array_elements(NEW.evidence) WITH ORDINALITY AS e (one, n)
        WHERE n <= jsonb_array_length(OLD.evidence)))
     IS DISTINCT FROM
     (OLD.ws, OLD.id, OLD.sale, OLD.party, OLD.product, OLD.currency, OLD.amount, OLD.seq, OLD.found_at,
      OLD.rules, OLD.evidence) THEN
    RAISE EXCEPTION 'what finding % says never changes', OLD.id USING ERRCODE = 'PT009';
  END IF;
  RETURN NEW;
END $$;
