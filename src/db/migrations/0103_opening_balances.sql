-- What a party was owed when a business moved in: told by the producer's side, confirmed or objected to by the party. Only a
-- confirmed one is posted, once, as an entry of kind `opening`; its number stands here from then on.
CREATE TABLE partage.opening_balance (
  ws            int         NOT NULL,
  id            uuid        NOT NULL,
  party         uuid        NOT NULL,
  currency      text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  amount        bigint      NOT NULL CHECK (amount <> 0 AND abs(amount) <= 1000000000000000),
  as_of         date        NOT NULL,            -- the last day that it counts
  note          text        NOT NULL CHECK (length(note) BETWEEN 1 AND 2000),
  state         text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'confirmed', 'objected', 'withdrawn')),
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
  CHECK ((state = 'open') = (answered_at IS NULL)),
  CHECK ((state = 'confirmed') = (seq IS NOT NULL)),
  -- Nobody confirms what he says himself.
  CHECK (state <> 'confirmed' OR answered_by <> created_by)
);
-- One a party and currency: told again only after an objection or a withdrawal.
CREATE UNIQUE INDEX opening_balance_one ON partage.opening_balance (ws, party, currency)
  WHERE state IN ('open', 'confirmed');
CREATE UNIQUE INDEX opening_balance_entry ON partage.opening_balance (ws, seq) WHERE seq IS NOT NULL;
SELECT partage.keep_to_workspace('partage.opening_balance', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.opening_balance', 'party = (SELECT partage.own_party())');

-- What was told never changes; the answer is written once.
CREATE FUNCTION partage.guard_opening_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open' THEN
    RAISE EXCEPTION 'opening balance % is answered: %', OLD.id, OLD.state USING ERRCODE = 'PT003';
  END IF;
  IF (NEW.ws, NEW.id, NEW.party, NEW.currency, NEW.amount, NEW.as_of, NEW.note, NEW.created_by, NEW.created_name,
      NEW.created_at) IS DISTINCT FROM
     (OLD.ws, OLD.id, OLD.party, OLD.currency, OLD.amount, OLD.as_of, OLD.note, OLD.created_by, OLD.created_name,
      OLD.created_at) THEN
    RAISE EXCEPTION 'what opening balance % says never changes', OLD.id USING ERRCODE = 'PT009';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON partage.opening_balance
  FOR EACH ROW EXECUTE FUNCTION partage.guard_opening_balance();
