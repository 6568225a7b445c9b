-- What a party's rolling reserve was at a past instant: each setting of it, the newest counts. A balance of the past is
-- told with the reserve of its day.
CREATE TABLE partage.party_reserve_change (
  ws         int         NOT NULL,
  party      uuid        NOT NULL,
  n          int         NOT NULL CHECK (n >= 1),       -- 1 is the party's first
  rate       int                  CHECK (rate BETWEEN 1 AND 1000000),  -- parts per million; null: taken away
  days       int                  CHECK (days BETWEEN 1 AND 365),
  changed_by text        NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (ws, party, n),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id),
  CHECK ((rate IS NULL) = (days IS NULL))
);
SELECT partage.keep_to_workspace('partage.party_reserve_change', 'SELECT, INSERT');
SELECT partage.append_only('partage.party_reserve_change');
SELECT partage.open_to_partners('partage.party_reserve_change', 'party = (SELECT partage.own_party())');

-- Those that are set already, from the day they were set.
DO $$
DECLARE tab text;
BEGIN
  FOREACH tab IN ARRAY ARRAY['party_reserve', 'party_reserve_change', 'party'] LOOP
    EXECUTE format('ALTER TABLE partage.%I NO FORCE ROW LEVEL SECURITY', tab);
  END LOOP;
  INSERT INTO partage.party_reserve_change (ws, party, n, rate, days, changed_by, changed_at)
  SELECT ws, party, 1, rate, days, changed_by, changed_at FROM partage.party_reserve;
  FOREACH tab IN ARRAY ARRAY['party_reserve', 'party_reserve_change', 'party'] LOOP
    EXECUTE format('ALTER TABLE partage.%I FORCE ROW LEVEL SECURITY', tab);
  END LOOP;
END $$;
