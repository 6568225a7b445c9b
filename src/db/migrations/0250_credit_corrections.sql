-- Who is credited with a sale put right after it: a record beside the frozen journey. Its amounts, worked out by the engine, are
-- adjustments that are approved or declined together with it. One that is posted decides who earns on later charges of the same
-- subscription.
CREATE TABLE partage.credit_correction (
  ws            int         NOT NULL,
  id            uuid        NOT NULL,
  sale          uuid        NOT NULL,              -- the one it was made for
  product       uuid        NOT NULL,
  source        text        NOT NULL,              -- of the sale
  subscription  text,                              -- the source's own, where the sale is a charge of one
  question      uuid,
  credited      jsonb       NOT NULL,              -- [{ party, weight }]: none is a direct sale
  lines         jsonb       NOT NULL,              -- [{ sale, party, currency, amount }]: by how much each differs
  sales         uuid[]      NOT NULL,              -- the sale, and later charges of its subscription
  parties       uuid[]      NOT NULL,              -- whom it concerns
  reason        text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  four_eyes     boolean     NOT NULL,
  state         text        NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'posted', 'declined', 'withdrawn')),
  created_by    text        NOT NULL,
  created_behind text[]     NOT NULL,
  created_name  text        NOT NULL,
  created_at    timestamptz NOT NULL,
  answered_by   text,
  answered_name text,
  answered_at   timestamptz,
  answer        text        NOT NULL DEFAULT '' CHECK (length(answer) <= 2000),
  PRIMARY KEY (ws, id),
  FOREIGN KEY (ws, product) REFERENCES partage.product (ws, id),
  FOREIGN KEY (ws, question) REFERENCES partage.question (ws, id),
  CHECK ((state = 'proposed') = (answered_at IS NULL)),
  CHECK (NOT four_eyes OR state <> 'posted' OR (answered_by <> created_by AND NOT answered_by = ANY (created_behind)))
);
-- One that waits a sale: what the second would be worked out on the first may change.
CREATE UNIQUE INDEX credit_correction_waiting ON partage.credit_correction (ws, sale) WHERE state = 'proposed';
CREATE INDEX credit_correction_sales ON partage.credit_correction USING gin (sales);
CREATE INDEX credit_correction_question ON partage.credit_correction (ws, question) WHERE question IS NOT NULL;
CREATE INDEX credit_correction_subscription ON partage.credit_correction (ws, subscription, answered_at)
  WHERE state = 'posted' AND subscription IS NOT NULL;
SELECT partage.keep_to_workspace('partage.credit_correction', 'SELECT, INSERT, UPDATE');
-- Whom it concerns reads that it was put right; the program leaves other partners' names and amounts out.
SELECT partage.open_to_partners('partage.credit_correction',
  'state = ''posted'' AND (SELECT partage.own_party()) = ANY (parties)');

CREATE FUNCTION partage.guard_credit_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'proposed' THEN
    RAISE EXCEPTION 'correction % is answered: %', OLD.id, OLD.state USING ERRCODE = 'PT003';
  END IF;
  IF (to_jsonb(NEW) - ARRAY['state', 'answered_by', 'answered_name', 'answered_at', 'answer'])
     IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['state', 'answered_by', 'answered_name', 'answered_at', 'answer']) THEN
    RAISE EXCEPTION 'what correction % says never changes', OLD.id USING ERRCODE = 'PT009';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON partage.credit_correction
  FOR EACH ROW EXECUTE FUNCTION partage.guard_credit_correction();

-- What an adjustment belongs to: a correction with which it is answered, a question that it puts right; and the first day on
-- which it may be paid out, where the sale's own has not come yet.
ALTER TABLE partage.adjustment ADD COLUMN correction uuid;
ALTER TABLE partage.adjustment ADD COLUMN question uuid;
ALTER TABLE partage.adjustment ADD COLUMN available_on date;
ALTER TABLE partage.adjustment ADD FOREIGN KEY (ws, correction) REFERENCES partage.credit_correction (ws, id);
ALTER TABLE partage.adjustment ADD FOREIGN KEY (ws, question) REFERENCES partage.question (ws, id);
CREATE INDEX adjustment_correction ON partage.adjustment (ws, correction) WHERE correction IS NOT NULL;
CREATE INDEX adjustment_question ON partage.adjustment (ws, question) WHERE question IS NOT NULL;

CREATE OR REPLACE FUNCTION partage.guard_adjustment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'proposed' THEN
    RAISE EXCEPTION 'adjustment % is answered: %', OLD.id, OLD.state USING ERRCODE = 'PT003';
  END IF;
  IF (NEW.ws, NEW.id, NEW.party, NEW.kind, NEW.currency, NEW.amount, NEW.reason, NEW.four_eyes, NEW.created_by,
      NEW.created_name, NEW.created_behind, NEW.created_at, NEW.correction, NEW.question, NEW.available_on)
     IS DISTINCT FROM
     (OLD.ws, OLD.id, OLD.party, OLD.kind, OLD.currency, OLD.amount, OLD.reason, OLD.four_eyes, OLD.created_by,
      OLD.created_name, OLD.created_behind, OLD.created_at, OLD.correction, OLD.question, OLD.available_on) THEN
    RAISE EXCEPTION 'what adjustment % says never changes', OLD.id USING ERRCODE = 'PT009';
  END IF;
  RETURN NEW;
END $$;
