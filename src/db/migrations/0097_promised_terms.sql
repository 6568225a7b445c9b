-- A change of a product's fees and affiliate rules that touches what active contracts promise: one proposal to each
-- partner it touches, all with the same `change`. It takes effect when the last of them has accepted.

ALTER TABLE partage.proposal DROP CONSTRAINT proposal_kind_check;
ALTER TABLE partage.proposal ADD CONSTRAINT proposal_kind_check CHECK (kind IN ('invite', 'amend', 'end', 'fees'));
ALTER TABLE partage.proposal DROP CONSTRAINT proposal_check2;
ALTER TABLE partage.proposal ADD COLUMN change uuid, ADD COLUMN product_terms jsonb;
ALTER TABLE partage.proposal ADD CONSTRAINT proposal_terms_check CHECK ((kind IN ('end', 'fees')) = (terms IS NULL));
ALTER TABLE partage.proposal ADD CONSTRAINT proposal_fees_check
  CHECK ((kind = 'fees') = (change IS NOT NULL) AND (kind = 'fees') = (product_terms IS NOT NULL));
CREATE INDEX proposal_of_change ON partage.proposal (ws, change) WHERE change IS NOT NULL;

CREATE FUNCTION partage.guard_proposed_fees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.change, NEW.product_terms) IS DISTINCT FROM (OLD.change, OLD.product_terms) THEN
    RAISE EXCEPTION 'what proposal % asks never changes', OLD.id USING ERRCODE = 'PT009';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_fees BEFORE UPDATE ON partage.proposal FOR EACH ROW EXECUTE FUNCTION partage.guard_proposed_fees();

-- A partner reads the fees of what it shares or is asked to share: they define what its share is a share of. The program
-- leaves out what only the producer bears.
SELECT partage.open_to_partners('partage.product_terms',
  'EXISTS (SELECT FROM partage.contract c WHERE c.ws = product_terms.ws AND c.product = product_terms.product)
   OR EXISTS (SELECT FROM partage.proposal p WHERE p.ws = product_terms.ws AND p.product = product_terms.product)');
