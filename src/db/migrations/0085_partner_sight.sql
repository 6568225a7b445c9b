-- What a partner's transaction may read: beside app.ws it sets app.party, and then a second, restrictive policy holds on
-- every table of a workspace. A table is closed to partners unless it is named here; a new one is closed by birth.
-- Who works for the workspace leaves app.party unset and is not touched by any of this.

CREATE FUNCTION partage.close_to_partners(tab regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE POLICY of_party ON %s AS RESTRICTIVE FOR SELECT
    USING ((SELECT nullif(current_setting(''app.party'', true), '''')) IS NULL)', tab);
END $$;

-- Instead of closed: `rows` says which are the party's; NULL is all of them.
CREATE FUNCTION partage.open_to_partners(tab regclass, rows text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DROP POLICY IF EXISTS of_party ON %s', tab);
  IF rows IS NOT NULL THEN
    EXECUTE format('CREATE POLICY of_party ON %s AS RESTRICTIVE FOR SELECT
      USING ((SELECT nullif(current_setting(''app.party'', true), '''')) IS NULL OR (%s))', tab, rows);
  END IF;
END $$;

CREATE FUNCTION partage.own_party() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('app.party', true), '')::uuid $$;

DO $$
DECLARE tab regclass;
BEGIN
  FOR tab IN SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = 'partage' AND c.relkind IN ('r', 'p') AND c.relforcerowsecurity LOOP
    PERFORM partage.close_to_partners(tab);
  END LOOP;
END $$;

-- Tables to come are closed when they are made.
CREATE OR REPLACE FUNCTION partage.keep_to_workspace(tab regclass, rights text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tab);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tab);
  EXECUTE format(
    'CREATE POLICY of_workspace ON %s USING (ws = (SELECT nullif(current_setting(''app.ws'', true), '''')::int))
     WITH CHECK (ws = (SELECT nullif(current_setting(''app.ws'', true), '''')::int))', tab);
  PERFORM partage.close_to_partners(tab);
  EXECUTE format('GRANT %s ON %s TO partage_app', rights, tab);
END $$;

-- What says nothing of another partner, or is told only through a sale that the party may see. The split of a sale is
-- recomputed from its plan: there the program leaves out what is not the party's (src/access/partner-sight.ts).
SELECT partage.open_to_partners(t::regclass, NULL) FROM unnest(ARRAY[
  'partage.workspace', 'partage.product', 'partage.offer', 'partage.plan', 'partage.terms_epoch',
  'partage.journal', 'partage.journal_batch', 'partage.account_batch', 'partage.balance',
  'partage.sale', 'partage.sale_remaining', 'partage.refund', 'partage.dispute']) AS t;

-- What is one party's. A balance has no owner of its own: it is reached through its account.
SELECT partage.open_to_partners('partage.party', 'kind <> ''partner'' OR id = (SELECT partage.own_party())');
SELECT partage.open_to_partners('partage.ledger_account', 'owner = (SELECT partage.own_party())');
SELECT partage.open_to_partners('partage.line_day', 'party = (SELECT partage.own_party())');
SELECT partage.open_to_partners('partage.contract', 'party = (SELECT partage.own_party())');
SELECT partage.open_to_partners('partage.affiliation', 'party = (SELECT partage.own_party())');
SELECT partage.open_to_partners('partage.proposal', 'party = (SELECT partage.own_party())');
SELECT partage.open_to_partners('partage.contract_version',
  'EXISTS (SELECT FROM partage.contract c WHERE c.ws = contract_version.ws AND c.id = contract_version.contract)');
SELECT partage.open_to_partners('partage.agreement',
  'EXISTS (SELECT FROM partage.contract c WHERE c.ws = agreement.ws AND c.id = agreement.contract)');
SELECT partage.open_to_partners('partage.agreement_file',
  'EXISTS (SELECT FROM partage.contract c WHERE c.ws = agreement_file.ws AND c.id = agreement_file.contract)');
