-- What a party asked for, taken up by a run that came to nothing, was lost before: it may be asked for again.
DO $$
DECLARE
  tab text;
BEGIN
  FOREACH tab IN ARRAY ARRAY['payout_request', 'payout'] LOOP
    EXECUTE format('ALTER TABLE partage.%I NO FORCE ROW LEVEL SECURITY', tab);
  END LOOP;
  UPDATE partage.payout_request r SET state = 'withdrawn', run = NULL
   WHERE r.state = 'taken' AND EXISTS (
     SELECT FROM partage.payout p WHERE p.ws = r.ws AND p.run = r.run AND p.party = r.party
        AND p.owed_currency = r.currency AND p.state IN ('refused', 'withdrawn'));
  FOREACH tab IN ARRAY ARRAY['payout_request', 'payout'] LOOP
    EXECUTE format('ALTER TABLE partage.%I FORCE ROW LEVEL SECURITY', tab);
  END LOOP;
END $$;
