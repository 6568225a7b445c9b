-- Sources as people run them: connected before the secret is known, two secrets while one is replaced, paused, an API key
-- where one is given; and deliveries as people read them: what they are about, what they wait for, set aside with a reason.

ALTER TABLE partage.source
  ALTER COLUMN secret DROP NOT NULL,             -- null: the address is made, the secret is still to come
  ADD COLUMN state            text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused')),
  ADD COLUMN old_secret       text,              -- still good until then
  ADD COLUMN old_secret_until timestamptz,
  ADD COLUMN address          bytea,             -- sealed, so that it can be shown again; null: nobody can
  ADD COLUMN api_key          bytea,             -- sealed
  ADD COLUMN api_key_hint     text,
  ADD COLUMN api_key_problem  text,              -- what the platform last said against it
  ADD COLUMN turned_away      int  NOT NULL DEFAULT 0,   -- at the right address with a wrong signature, since the last good one
  ADD COLUMN turned_away_at   timestamptz,
  ADD COLUMN turned_away_code text;

ALTER TABLE partage.delivery
  ADD COLUMN type         text,                  -- as the platform calls it: charge.succeeded, PURCHASE_APPROVED
  ADD COLUMN headers      jsonb,                 -- as they came, without those that hold a secret
  ADD COLUMN dismissed_at timestamptz,
  ADD COLUMN dismissed_by text,
  ADD COLUMN dismissed_why text,
  DROP CONSTRAINT delivery_state_check,
  ADD CONSTRAINT delivery_state_check
    CHECK (state IN ('stored', 'applied', 'parked', 'ignored', 'refused', 'dismissed'));
CREATE INDEX delivery_of_source ON partage.delivery (ws, source, received_at DESC, id DESC);
CREATE INDEX delivery_by_time ON partage.delivery (ws, received_at DESC, id DESC);

-- The products that a parked delivery waits for, in the source's own words; kept afterwards, to say what came of them.
CREATE TABLE partage.delivery_product (
  ws        int  NOT NULL,
  delivery  uuid NOT NULL,
  ref       text NOT NULL,
  source    text NOT NULL,
  offer_ref text,
  name      text,
  amount    bigint NOT NULL,
  currency  text NOT NULL,
  PRIMARY KEY (ws, delivery, ref),
  FOREIGN KEY (ws, delivery) REFERENCES partage.delivery (ws, id)
);
CREATE INDEX delivery_product_of ON partage.delivery_product (ws, source, ref);
SELECT partage.keep_to_workspace('partage.delivery_product', 'SELECT, INSERT, DELETE');
