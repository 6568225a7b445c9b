-- What is put right by hand: an amount for or against a party with a reason, proposed by one person and approved by another;
-- and what a party will never pay back, written off. Only an approved one is posted, once; its number stands here then.
CREATE TABLE partage.adjustment (
  ws            int         NOT NULL,
  id            uuid        NOT NULL,
  party         uuid        NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('adjustment', 'write_off')),
  currency      text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  amount        bigint      NOT NULL CHECK (amount <> 0 AND abs(amount) <= 1000000000000000),
  reason        text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  four_eyes     boolean     NOT NULL,            -- as it stood when it was proposed
  state         text        NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'posted', 'declined', 'withdrawn')),
  created_by    text        NOT NULL,
  created_name  text        NOT NULL,
  created_at    timestamptz NOT NULL,
  answered_by   text,
  answered_name text,
  answered_at   timestamptz,
  answer        text        NOT NULL DEFAULT '' CHECK (length(answer) <= 2000),
  seq           bigint,                          -- its entry in the journal
  PRIMARY KEY (ws, id),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id),
  CHECK ((state = 'proposed') = (answered_at IS NULL)),
  CHECK ((state = 'posted') = (seq IS NOT NULL)),
  CHECK (kind <> 'write_off' OR amount > 0),
  -- Nobody approves what he proposed himself, where two must look.
  CHECK (NOT four_eyes OR state <> 'posted' OR answered_by <> created_by)
);
CREATE UNIQUE INDEX adjustment_entry ON partage.adjustment (ws, seq) WHERE seq IS NOT NULL;
CREATE UNIQUE INDEX adjustment_write_off ON partage.adjustment (ws, party, currency)
  WHERE kind = 'write_off' AND state = 'proposed';
SELECT partage.keep_to_workspace('partage.adjustment', 'SELECT, INSERT, UPDATE');
-- The party reads what moved its money, not what was only considered.
SELECT partage.open_to_partners('partage.adjustment', 'party = (SELECT partage.own_party()) AND state = ''posted''');

-- What was proposed never changes; the answer is written once.
CREATE FUNCTION partage.guard_adjustment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'proposed' THEN
    RAISE EXCEPTION 'adjustment % is answered: %', OLD.id, OLD.state USING ERRCODE = 'PT003';
  END IF;
  IF (NEW.ws, NEW.id, NEW.party, NEW.kind, NEW.currency, NEW.amount, NEW.reason, NEW.four_eyes, NEW.created_by,
      NEW.created_name, NEW.created_at) IS DISTINCT FROM
     (OLD.ws, OLD.id, OLD.party, OLD.kind, OLD.currency, OLD.amount, OLD.reason, OLD.four_eyes, OLD.created_by,
      OLD.created_name, OLD.created_at) THEN
    RAISE EXCEPTION 'what adjustment % says never changes', OLD.id USING ERRCODE = 'PT009';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON partage.adjustment
  FOR EACH ROW EXECUTE FUNCTION partage.guard_adjustment();

-- Balances that are below zero, since when, and whether the party was told; one that rose again is taken out.
CREATE TABLE partage.negative_balance (
  ws       int         NOT NULL,
  party    uuid        NOT NULL,
  currency text        NOT NULL,
  since    timestamptz NOT NULL,
  PRIMARY KEY (ws, party, currency),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id)
);
SELECT partage.keep_to_workspace('partage.negative_balance', 'SELECT, INSERT, DELETE');

-- After so many days below zero a write-off is proposed; null: never.
ALTER TABLE partage.workspace ADD COLUMN write_off_days int DEFAULT 180 CHECK (write_off_days BETWEEN 1 AND 3650);
