-- Without a programme a cut of one affiliate's rate is a rule too, so that it begins after its notice. A rule belongs to the
-- product; one for everybody or for an offer is made only where there is a programme.
ALTER TABLE partage.commission_rule DROP CONSTRAINT commission_rule_ws_product_fkey;
ALTER TABLE partage.commission_rule ADD FOREIGN KEY (ws, product) REFERENCES partage.product (ws, id);
