-- What decides a split: products, offers, their terms over time, contracts, affiliations, plans, counters.
-- Every change to these raises the workspace's terms_epoch in its own transaction, by trigger, so that no
-- sale is ever split by superseded terms: a posting flight locks and checks the epoch it planned under.

CREATE TABLE partage.terms_epoch (
  ws    int    PRIMARY KEY,
  epoch bigint NOT NULL
);
SELECT partage.keep_to_workspace('partage.terms_epoch', 'SELECT, INSERT, UPDATE');

CREATE FUNCTION partage.raise_terms_epoch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO partage.terms_epoch AS t (ws, epoch) VALUES (NEW.ws, 1)
  ON CONFLICT (ws) DO UPDATE SET epoch = t.epoch + 1;
  RETURN NEW;
END $$;

CREATE FUNCTION partage.decides_splits(tab regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER raise_epoch AFTER INSERT OR UPDATE ON %s
                  FOR EACH ROW EXECUTE FUNCTION partage.raise_terms_epoch()', tab);
END $$;

SELECT partage.decides_splits('partage.workspace');

CREATE TABLE partage.product (
  ws               int         NOT NULL,
  id               uuid        NOT NULL,
  name             text        NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
  category         text,
  status           text        NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive')),
  responsibilities jsonb       NOT NULL DEFAULT '{}',   -- delivery, support, marketing, tax → party id
  external_id      text,
  metadata         jsonb       NOT NULL DEFAULT '{}',
  created_at       timestamptz NOT NULL,
  PRIMARY KEY (ws, id)
);
CREATE UNIQUE INDEX product_external ON partage.product (ws, external_id) WHERE external_id IS NOT NULL;
SELECT partage.keep_to_workspace('partage.product', 'SELECT, INSERT, UPDATE');
SELECT partage.decides_splits('partage.product');

CREATE TABLE partage.offer (
  ws             int         NOT NULL,
  id             uuid        NOT NULL,
  product        uuid        NOT NULL,
  name           text        NOT NULL,
  currency       text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  price          bigint      NOT NULL CHECK (price BETWEEN 0 AND 1000000000000000),
  kind           text        NOT NULL CHECK (kind IN ('one_time', 'subscription', 'instalments')),
  guarantee_days int         NOT NULL DEFAULT 0 CHECK (guarantee_days BETWEEN 0 AND 3650),
  order_bump     boolean     NOT NULL DEFAULT false,
  status         text        NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive')),
  external_id    text,
  metadata       jsonb       NOT NULL DEFAULT '{}',
  created_at     timestamptz NOT NULL,
  PRIMARY KEY (ws, id),
  FOREIGN KEY (ws, product) REFERENCES partage.product (ws, id)
);
CREATE INDEX offer_of_product ON partage.offer (ws, product);
SELECT partage.keep_to_workspace('partage.offer', 'SELECT, INSERT, UPDATE');
SELECT partage.decides_splits('partage.offer');

-- By which name a source knows a product or an offer of ours.
CREATE TABLE partage.product_ref (
  ws      int  NOT NULL,
  source  text NOT NULL,
  ref     text NOT NULL,
  product uuid NOT NULL,
  offer   uuid,
  PRIMARY KEY (ws, source, ref),
  FOREIGN KEY (ws, product) REFERENCES partage.product (ws, id)
);
SELECT partage.keep_to_workspace('partage.product_ref', 'SELECT, INSERT, UPDATE, DELETE');

-- Fees and affiliate rules of a product from an instant on; the latest one not after the sale counts.
-- body: platformFee, processorFee, affiliate, unreturnedFees, as in the plan format.
CREATE TABLE partage.product_terms (
  ws         int         NOT NULL,
  product    uuid        NOT NULL,
  version    int         NOT NULL,
  starts     timestamptz NOT NULL,
  body       jsonb       NOT NULL,
  created_by text        NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (ws, product, version),
  FOREIGN KEY (ws, product) REFERENCES partage.product (ws, id)
);
SELECT partage.keep_to_workspace('partage.product_terms', 'SELECT, INSERT');
SELECT partage.append_only('partage.product_terms');
SELECT partage.decides_splits('partage.product_terms');

CREATE TABLE partage.contract (
  ws          int         NOT NULL,
  id          uuid        NOT NULL,
  product     uuid        NOT NULL,
  party       uuid        NOT NULL,
  state       text        NOT NULL CHECK (state IN ('active', 'ended')),
  accepted_at timestamptz NOT NULL,
  position    int         NOT NULL,              -- order of acceptance on the product
  external_id text,
  metadata    jsonb       NOT NULL DEFAULT '{}',
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (ws, id),
  UNIQUE (ws, product, position),
  FOREIGN KEY (ws, product) REFERENCES partage.product (ws, id),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id)
);
CREATE UNIQUE INDEX contract_external ON partage.contract (ws, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX contract_of_party ON partage.contract (ws, party);
SELECT partage.keep_to_workspace('partage.contract', 'SELECT, INSERT, UPDATE');
SELECT partage.decides_splits('partage.contract');

-- The terms from `starts` (inclusive) until `ends` (exclusive, null = open) or the next version.
CREATE TABLE partage.contract_version (
  ws         int         NOT NULL,
  contract   uuid        NOT NULL,
  version    int         NOT NULL,
  starts     timestamptz NOT NULL,
  ends       timestamptz CHECK (ends > starts),
  terms      jsonb       NOT NULL,               -- share, base, scope, mayBeAffiliate, clauses, renewals, tail …
  evidence   text        NOT NULL,               -- where the agreement can be found
  created_by text        NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (ws, contract, version),
  FOREIGN KEY (ws, contract) REFERENCES partage.contract (ws, id)
);
SELECT partage.keep_to_workspace('partage.contract_version', 'SELECT, INSERT');
SELECT partage.append_only('partage.contract_version');
SELECT partage.decides_splits('partage.contract_version');

CREATE TABLE partage.affiliation (
  ws           int         NOT NULL,
  id           uuid        NOT NULL,
  product      uuid        NOT NULL,
  party        uuid        NOT NULL,
  code         text        NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
  rate         int         NOT NULL CHECK (rate BETWEEN 0 AND 1000000),
  recruited_by uuid,
  state        text        NOT NULL CHECK (state IN ('approved', 'suspended', 'ended')),
  external_id  text,
  metadata     jsonb       NOT NULL DEFAULT '{}',
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (ws, id),
  UNIQUE (ws, product, party),
  UNIQUE (ws, product, code),
  FOREIGN KEY (ws, product) REFERENCES partage.product (ws, id),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id)
);
SELECT partage.keep_to_workspace('partage.affiliation', 'SELECT, INSERT, UPDATE');
SELECT partage.decides_splits('partage.affiliation');

-- Everything that decided a split, immutable, named by the hash of its content; no is the short name in the journal.
CREATE TABLE partage.plan (
  ws         int         NOT NULL,
  no         int         NOT NULL,
  hash       bytea       NOT NULL CHECK (length(hash) = 32),
  body       jsonb       NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (ws, no),
  UNIQUE (ws, hash)
);
SELECT partage.keep_to_workspace('partage.plan', 'SELECT, INSERT');
SELECT partage.append_only('partage.plan');

-- What tiers and caps have counted; moves only in the flight that moves the ledger's head.
-- name as the engine spells it: measure:period:currency:contract, "volume:2026-03:USD:contract_…".
CREATE TABLE partage.contract_counter (
  ws    int    NOT NULL,
  name  text   NOT NULL,
  value bigint NOT NULL CHECK (value >= 0),
  PRIMARY KEY (ws, name)
);
SELECT partage.keep_to_workspace('partage.contract_counter', 'SELECT, INSERT, UPDATE');
