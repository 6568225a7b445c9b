-- Who knows a key's secret: whoever made it, and whoever gave it a new one. What is proposed by a key is theirs too, so that none
-- of them approves it where two must look.
ALTER TABLE partage.api_key ADD COLUMN known_to text[] NOT NULL DEFAULT '{}';

-- Of a key that was given a new secret before, everybody who ever did that here may know it.
DO $$
DECLARE
  tab text;
BEGIN
  FOREACH tab IN ARRAY ARRAY['api_key', 'event'] LOOP
    EXECUTE format('ALTER TABLE partage.%I NO FORCE ROW LEVEL SECURITY', tab);
  END LOOP;
  UPDATE partage.api_key k SET known_to = ARRAY(
    SELECT k.created_by UNION
    SELECT e.actor FROM partage.event e WHERE e.ws = k.ws AND e.type = 'api_key.rotated' AND k.old_until IS NOT NULL);
  FOREACH tab IN ARRAY ARRAY['api_key', 'event'] LOOP
    EXECUTE format('ALTER TABLE partage.%I FORCE ROW LEVEL SECURITY', tab);
  END LOOP;
END $$;

ALTER TABLE partage.payout_run ADD COLUMN made_behind text[] NOT NULL DEFAULT '{}';
ALTER TABLE partage.payout_run ADD CONSTRAINT payout_run_another
  CHECK (NOT four_eyes OR approved_by IS NULL OR NOT approved_by = ANY (made_behind));

ALTER TABLE partage.adjustment ADD COLUMN created_behind text[] NOT NULL DEFAULT '{}';
ALTER TABLE partage.adjustment ADD CONSTRAINT adjustment_another
  CHECK (NOT four_eyes OR state <> 'posted' OR NOT answered_by = ANY (created_behind));

-- What was proposed never changes; the answer is written once.
CREATE OR REPLACE FUNCTION partage.guard_adjustment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'proposed' THEN
    RAISE EXCEPTION 'adjustment % is answered: %', OLD.id, OLD.state USING ERRCODE = 'PT003';
  END IF;
  IF (NEW.ws, NEW.id, NEW.party, NEW.kind, NEW.currency, NEW.amount, NEW.reason, NEW.four_eyes, NEW.created_by,
      NEW.created_name, NEW.created_behind, NEW.created_at) IS DISTINCT FROM
     (OLD.ws, OLD.id, OLD.party, OLD.kind, OLD.currency, OLD.amount, OLD.reason, OLD.four_eyes, OLD.created_by,
      OLD.created_name, OLD.created_behind, OLD.created_at) THEN
    RAISE EXCEPTION 'what adjustment % says never changes', OLD.id USING ERRCODE = 'PT009';
  END IF;
  RETURN NEW;
END $$;
