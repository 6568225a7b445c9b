-- Names that lead to a product, an offer, a party or an affiliation decide who gets a sale's money as much as the terms
-- do: what resolved them is kept under the terms_epoch, so a name that comes to mean another raises it.

CREATE UNIQUE INDEX offer_external ON partage.offer (ws, external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX affiliation_external ON partage.affiliation (ws, external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX affiliation_code ON partage.affiliation (ws, product, lower(code));

SELECT partage.decides_splits('partage.product_ref');

CREATE FUNCTION partage.raise_terms_epoch_of_old() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE partage.terms_epoch SET epoch = epoch + 1 WHERE ws = OLD.ws;
  RETURN OLD;
END $$;

CREATE TRIGGER raise_epoch_of_old AFTER DELETE ON partage.product_ref
  FOR EACH ROW EXECUTE FUNCTION partage.raise_terms_epoch_of_old();

-- A new party takes no name from another; one that is renamed may.
CREATE TRIGGER raise_epoch AFTER UPDATE OF ref, external_id ON partage.party
  FOR EACH ROW WHEN (OLD.ref IS DISTINCT FROM NEW.ref OR OLD.external_id IS DISTINCT FROM NEW.external_id)
  EXECUTE FUNCTION partage.raise_terms_epoch();
