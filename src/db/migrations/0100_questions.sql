-- What a party asks about a sale or a contract of its own, and everything that was said about it since. What was said is
-- never changed or removed; only a person's data that somebody wrote into it can be taken out again.

CREATE TABLE partage.question (
  ws         int         NOT NULL,
  id         uuid        NOT NULL,
  party      uuid        NOT NULL,
  about      text        NOT NULL CHECK (about IN ('sale', 'contract')),
  subject    uuid        NOT NULL,               -- the sale or the contract
  product    uuid        NOT NULL,
  state      text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'closed')),
  decision   text        CHECK (decision IN ('explained', 'will_be_corrected', 'not_agreed')),
  steps      int         NOT NULL DEFAULT 0,     -- how many were said; the next is this plus one
  asked_at   timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (ws, id),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id),
  FOREIGN KEY (ws, product) REFERENCES partage.product (ws, id)
);
-- One unsettled question a party and thing: what else there is to say goes there.
CREATE UNIQUE INDEX question_unsettled ON partage.question (ws, party, about, subject) WHERE state <> 'closed';
CREATE INDEX question_changed ON partage.question (ws, changed_at, id);
CREATE INDEX question_of_party ON partage.question (ws, party, changed_at);
CREATE INDEX question_of_subject ON partage.question (ws, subject);
SELECT partage.keep_to_workspace('partage.question', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.question', 'party = (SELECT partage.own_party())');

CREATE TABLE partage.question_step (
  ws       int         NOT NULL,
  question uuid        NOT NULL,
  no       int         NOT NULL CHECK (no >= 1),
  kind     text        NOT NULL CHECK (kind IN ('asked', 'answered', 'decided', 'replied', 'closed')),
  side     text        NOT NULL CHECK (side IN ('producer', 'party')),
  text     text        NOT NULL CHECK (length(text) <= 4000),
  decision text        CHECK (decision IN ('explained', 'will_be_corrected', 'not_agreed')),
  by       text        NOT NULL,
  by_name  text        NOT NULL,                 -- how the person was called then
  at       timestamptz NOT NULL,
  PRIMARY KEY (ws, question, no),
  FOREIGN KEY (ws, question) REFERENCES partage.question (ws, id),
  CHECK ((kind = 'decided') = (decision IS NOT NULL)),
  CHECK ((side = 'producer') = (kind IN ('answered', 'decided')))
);
CREATE INDEX question_step_of_party_day ON partage.question_step (ws, by, at);
SELECT partage.keep_to_workspace('partage.question_step', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.question_step',
  'EXISTS (SELECT FROM partage.question q WHERE q.ws = question_step.ws AND q.id = question_step.question)');

-- Of a step nothing changes but that a person's data is taken out of its text.
CREATE FUNCTION partage.guard_question_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' OR current_setting('app.erasing', true) IS DISTINCT FROM 'yes'
     OR to_jsonb(NEW) - 'text' IS DISTINCT FROM to_jsonb(OLD) - 'text' THEN
    RAISE EXCEPTION 'what was said about question % never changes', OLD.question USING ERRCODE = 'PT009';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON partage.question_step
  FOR EACH ROW EXECUTE FUNCTION partage.guard_question_step();
ALTER TABLE partage.question_step ENABLE ALWAYS TRIGGER guard;

-- What was asked about never changes, a closed question stays closed.
CREATE FUNCTION partage.guard_question() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'closed' THEN
    RAISE EXCEPTION 'question % is closed', OLD.id USING ERRCODE = 'PT009';
  END IF;
  IF (NEW.ws, NEW.id, NEW.party, NEW.about, NEW.subject, NEW.product, NEW.asked_at) IS DISTINCT FROM
     (OLD.ws, OLD.id, OLD.party, OLD.about, OLD.subject, OLD.product, OLD.asked_at) THEN
    RAISE EXCEPTION 'what question % is about never changes', OLD.id USING ERRCODE = 'PT009';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON partage.question FOR EACH ROW EXECUTE FUNCTION partage.guard_question();
