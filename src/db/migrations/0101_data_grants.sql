-- What a producer lets a co-producer see beyond its own: buyers' data, for a purpose, until a day; and, where it is
-- said, what the others share. It ends by itself, or at once when the producer withdraws it. Never renewed: a new one is
-- given instead.
CREATE TABLE partage.data_grant (
  ws             int         NOT NULL,
  id             uuid        NOT NULL,
  party          uuid        NOT NULL,
  product        uuid        NOT NULL,
  fields         text[]      NOT NULL CHECK (fields <@ ARRAY['name', 'email', 'reference', 'country']),
  sees_others    boolean     NOT NULL,
  purpose        text        NOT NULL CHECK (length(purpose) BETWEEN 1 AND 1000),
  until          date        NOT NULL,           -- the last day, on the calendar of the business
  given_by       text        NOT NULL,
  given_name     text        NOT NULL,
  given_at       timestamptz NOT NULL,
  withdrawn_by   text,
  withdrawn_name text,
  withdrawn_at   timestamptz,
  looks          int         NOT NULL DEFAULT 0,
  looked_at      timestamptz,
  PRIMARY KEY (ws, id),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id),
  FOREIGN KEY (ws, product) REFERENCES partage.product (ws, id),
  CHECK (sees_others OR cardinality(fields) > 0),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
CREATE INDEX data_grant_of_party ON partage.data_grant (ws, party, product);
SELECT partage.keep_to_workspace('partage.data_grant', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.data_grant', 'party = (SELECT partage.own_party())');

-- What was given never grows, and what was withdrawn stays so.
CREATE FUNCTION partage.guard_data_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.ws, NEW.id, NEW.party, NEW.product, NEW.fields, NEW.sees_others, NEW.purpose, NEW.until, NEW.given_by,
      NEW.given_name, NEW.given_at)
     IS DISTINCT FROM
     (OLD.ws, OLD.id, OLD.party, OLD.product, OLD.fields, OLD.sees_others, OLD.purpose, OLD.until, OLD.given_by,
      OLD.given_name, OLD.given_at)
     OR (OLD.withdrawn_at IS NOT NULL AND NEW IS DISTINCT FROM OLD) THEN
    RAISE EXCEPTION 'data grant % never changes', OLD.id USING ERRCODE = 'PT009';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON partage.data_grant FOR EACH ROW EXECUTE FUNCTION partage.guard_data_grant();
