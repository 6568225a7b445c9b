-- How a sale came to its affiliates: coupons bound to them, the touches that were judged, and leads that tie a person to
-- touches before anything is bought. What was judged is kept with the sale and never changes.

-- Several affiliates of one sale lie in facts; the first of them stands in sale.affiliate as the one of most sales does.
CREATE INDEX sale_several ON partage.sale USING gin ((facts -> 'affiliates') jsonb_path_ops)
  WHERE facts ? 'affiliates';

CREATE TABLE partage.coupon (
  ws          int         NOT NULL,
  id          uuid        NOT NULL,
  version     int         NOT NULL DEFAULT 1,
  product     uuid        NOT NULL,
  affiliation uuid        NOT NULL,
  party       uuid        NOT NULL,             -- of the affiliation, who never changes
  code        text        NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
  discount    text        NOT NULL CHECK (discount IN ('none', 'percent', 'fixed')),
  rate        int         CHECK (rate BETWEEN 1 AND 1000000),
  amount      bigint      CHECK (amount > 0),
  currency    text,
  most_uses   int         CHECK (most_uses > 0),
  starts_at   timestamptz,
  ends_at     timestamptz CHECK (ends_at > starts_at),
  stacks      boolean     NOT NULL DEFAULT true,
  state       text        NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'ended')),
  external_id text,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (ws, id),
  FOREIGN KEY (ws, product) REFERENCES partage.product (ws, id),
  FOREIGN KEY (ws, affiliation) REFERENCES partage.affiliation (ws, id),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id),
  CHECK ((discount = 'percent') = (rate IS NOT NULL)),
  CHECK ((discount = 'fixed') = (amount IS NOT NULL AND currency IS NOT NULL))
);
CREATE UNIQUE INDEX coupon_code ON partage.coupon (ws, product, lower(code)) WHERE state <> 'ended';
CREATE UNIQUE INDEX coupon_external ON partage.coupon (ws, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX coupon_newest ON partage.coupon (ws, created_at, id);
CREATE INDEX coupon_of_party ON partage.coupon (ws, party, product);
SELECT partage.keep_to_workspace('partage.coupon', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.coupon', 'party = (SELECT partage.own_party())');
-- What a code leads to is kept in memory under the epoch.
CREATE TRIGGER raise_epoch AFTER INSERT OR UPDATE ON partage.coupon
  FOR EACH ROW EXECUTE FUNCTION partage.raise_terms_epoch();

-- Whose a coupon is never changes: who earned by it would change with it.
CREATE FUNCTION partage.guard_coupon() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.ws, NEW.id, NEW.product, NEW.affiliation, NEW.party, NEW.code, NEW.created_at) IS DISTINCT FROM
     (OLD.ws, OLD.id, OLD.product, OLD.affiliation, OLD.party, OLD.code, OLD.created_at)
     OR (OLD.state = 'ended' AND NEW.state <> 'ended') THEN
    RAISE EXCEPTION 'whose coupon % is never changes', OLD.code USING ERRCODE = 'PT009';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON partage.coupon FOR EACH ROW EXECUTE FUNCTION partage.guard_coupon();

CREATE TABLE partage.coupon_use (
  ws      int         NOT NULL,
  coupon  uuid        NOT NULL,
  sale    uuid        NOT NULL,
  party   uuid        NOT NULL,
  at      timestamptz NOT NULL,
  clicked boolean     NOT NULL,                  -- the buyer had followed a link of the same affiliate
  counted boolean     NOT NULL,                  -- it earned the affiliate the sale
  PRIMARY KEY (ws, coupon, sale)
);
CREATE INDEX coupon_use_of_party ON partage.coupon_use (ws, party, at);
SELECT partage.keep_to_workspace('partage.coupon_use', 'SELECT, INSERT');
SELECT partage.open_to_partners('partage.coupon_use', 'party = (SELECT partage.own_party())');
SELECT partage.append_only('partage.coupon_use');

-- The judged touches of a sale that any were told of, with the rules they were judged by.
CREATE TABLE partage.sale_journey (
  ws      int         NOT NULL,
  sale    uuid        NOT NULL,
  seq     bigint      NOT NULL,
  product uuid        NOT NULL,
  at      timestamptz NOT NULL,
  journey jsonb       NOT NULL,
  PRIMARY KEY (ws, sale)
);
CREATE INDEX sale_journey_order ON partage.sale_journey (ws, seq);
SELECT partage.keep_to_workspace('partage.sale_journey', 'SELECT, INSERT');
SELECT partage.append_only('partage.sale_journey');
-- Told only through a sale that the party may see; the program leaves other partners' names out.
SELECT partage.open_to_partners('partage.sale_journey', NULL);

-- Somebody who left an address after a click, before buying: the sale may name the lead instead of the click.
CREATE TABLE partage.lead (
  ws          int         NOT NULL,
  id          uuid        NOT NULL,
  product     uuid        NOT NULL,
  external_id text        NOT NULL,
  email_key   text,                              -- SHA-256 of the address in its plain form: never the address
  clicks      text[]      NOT NULL,
  visitor     text,
  at          timestamptz NOT NULL,
  PRIMARY KEY (ws, id),
  FOREIGN KEY (ws, product) REFERENCES partage.product (ws, id)
);
CREATE UNIQUE INDEX lead_external ON partage.lead (ws, product, external_id);
CREATE INDEX lead_newest ON partage.lead (ws, at, id);
SELECT partage.keep_to_workspace('partage.lead', 'SELECT, INSERT');

-- What a shop or a payment provider calls the means of payment; forgotten with the buyer.
ALTER TABLE partage.buyer ADD COLUMN fingerprint text;
CREATE INDEX buyer_fingerprint ON partage.buyer (ws, fingerprint) WHERE fingerprint IS NOT NULL;
