-- An affiliate programme of a product: who may join, what touches of links and coupons count for, which charges of a
-- subscription earn, at which rate, and the terms of use that affiliates accept. What decides credit and money only grows:
-- a late sale is judged by what held at its own instant. A product without a programme is as it was.

CREATE TABLE partage.affiliate_program (
  ws         int         NOT NULL,
  product    uuid        NOT NULL,
  version    int         NOT NULL DEFAULT 1,     -- counts edits, so that the second of two people is told
  state      text        NOT NULL CHECK (state IN ('open', 'closed')),      -- closed: takes nobody new, all else goes on
  access     text        NOT NULL CHECK (access IN ('open', 'request', 'invitation')),
  slug       text        NOT NULL CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{1,58}[a-z0-9])$'),
  about      text        NOT NULL DEFAULT '' CHECK (length(about) <= 4000),
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (ws, product),
  FOREIGN KEY (ws, product) REFERENCES partage.product (ws, id)
);
SELECT partage.keep_to_workspace('partage.affiliate_program', 'SELECT, INSERT, UPDATE');
SELECT partage.decides_splits('partage.affiliate_program');
SELECT partage.open_to_partners('partage.affiliate_program', NULL);

-- How credit is given from an instant on; the newest that has begun holds.
CREATE TABLE partage.program_rules (
  ws              int         NOT NULL,
  product         uuid        NOT NULL,
  version         int         NOT NULL,
  starts          timestamptz NOT NULL,
  window_days     int         CHECK (window_days IN (30, 60, 90, 180)),     -- null: without end
  model           text        NOT NULL CHECK (model IN ('last', 'first', 'first_and_last', 'linear')),
  renewals        text        NOT NULL CHECK (renewals IN ('first', 'all', 'charges', 'months')),
  renewals_count  int         CHECK (renewals_count BETWEEN 1 AND 600),
  may_buy_own     boolean     NOT NULL,
  coproducers_may boolean     NOT NULL,          -- may a party with a contract on the product be its affiliate?
  coupons_credit  boolean     NOT NULL,          -- true: a coupon beats every link; false: coupons credit nobody
  created_by      text        NOT NULL,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (ws, product, version),
  FOREIGN KEY (ws, product) REFERENCES partage.affiliate_program (ws, product),
  CHECK ((renewals IN ('charges', 'months')) = (renewals_count IS NOT NULL))
);
SELECT partage.keep_to_workspace('partage.program_rules', 'SELECT, INSERT');
SELECT partage.append_only('partage.program_rules');
SELECT partage.decides_splits('partage.program_rules');
SELECT partage.open_to_partners('partage.program_rules', NULL);

-- What affiliates accept before they promote.
CREATE TABLE partage.program_terms (
  ws         int         NOT NULL,
  product    uuid        NOT NULL,
  version    int         NOT NULL,
  text       text        NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
  created_by text        NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (ws, product, version),
  FOREIGN KEY (ws, product) REFERENCES partage.affiliate_program (ws, product)
);
SELECT partage.keep_to_workspace('partage.program_terms', 'SELECT, INSERT');
SELECT partage.append_only('partage.program_terms');
SELECT partage.open_to_partners('partage.program_terms', NULL);

-- Rates with their days: for everybody, for one offer, for one affiliate, for one affiliate on one offer.
CREATE TABLE partage.commission_rule (
  ws         int         NOT NULL,
  id         uuid        NOT NULL,
  product    uuid        NOT NULL,
  party      uuid,
  offer      uuid,
  rate       int         NOT NULL CHECK (rate BETWEEN 0 AND 1000000),
  starts     timestamptz NOT NULL,
  ends       timestamptz CHECK (ends >= starts), -- ends = starts: withdrawn before it began
  created_by text        NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (ws, id),
  FOREIGN KEY (ws, product) REFERENCES partage.affiliate_program (ws, product),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id),
  FOREIGN KEY (ws, offer) REFERENCES partage.offer (ws, id)
);
CREATE INDEX commission_rule_of_product ON partage.commission_rule (ws, product, starts, id);
SELECT partage.keep_to_workspace('partage.commission_rule', 'SELECT, INSERT, UPDATE');
SELECT partage.decides_splits('partage.commission_rule');

-- Of a rule nothing changes but its end.
CREATE FUNCTION partage.guard_commission_rule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'ends' IS DISTINCT FROM to_jsonb(OLD) - 'ends' THEN
    RAISE EXCEPTION 'of commission rule % only the end may change', OLD.id USING ERRCODE = 'PT009';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON partage.commission_rule
  FOR EACH ROW EXECUTE FUNCTION partage.guard_commission_rule();

-- The address of a programme's public page leads to its workspace, before anybody has said who they are.
CREATE TABLE partage.program_slug (
  slug    text PRIMARY KEY,
  ws      int  NOT NULL,
  product uuid NOT NULL,
  UNIQUE (ws, product)
);
GRANT SELECT, INSERT, UPDATE ON partage.program_slug TO partage_app;

ALTER TABLE partage.affiliation DROP CONSTRAINT affiliation_state_check;
ALTER TABLE partage.affiliation ADD CONSTRAINT affiliation_state_check
  CHECK (state IN ('requested', 'approved', 'refused', 'blocked', 'suspended', 'ended'));
ALTER TABLE partage.affiliation
  ADD COLUMN reason text CHECK (length(reason) <= 1000),            -- of the state it is in, told to the affiliate
  ADD COLUMN note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),   -- what the applicant wrote
  ADD COLUMN accepted_terms int,
  ADD COLUMN accepted_at timestamptz,
  ADD CHECK ((accepted_terms IS NULL) = (accepted_at IS NULL));

-- How an affiliation came to be as it is: who it was recruited by and what it might do, since when, by whose decision.
CREATE TABLE partage.affiliation_step (
  ws           int         NOT NULL,
  affiliation  uuid        NOT NULL,
  no           int         NOT NULL CHECK (no >= 1),
  at           timestamptz NOT NULL,
  state        text        NOT NULL
               CHECK (state IN ('requested', 'approved', 'refused', 'blocked', 'suspended', 'ended')),
  recruited_by uuid,
  reason       text,
  by           text        NOT NULL,
  PRIMARY KEY (ws, affiliation, no),
  FOREIGN KEY (ws, affiliation) REFERENCES partage.affiliation (ws, id)
);
SELECT partage.keep_to_workspace('partage.affiliation_step', 'SELECT, INSERT');
SELECT partage.append_only('partage.affiliation_step');

-- A manager sees the affiliates that he recruited, and they see who that is.
CREATE INDEX affiliation_of_recruiter ON partage.affiliation (ws, recruited_by) WHERE recruited_by IS NOT NULL;
SELECT partage.open_to_partners('partage.affiliation',
  'party = (SELECT partage.own_party()) OR recruited_by = (SELECT partage.own_party())');
SELECT partage.open_to_partners('partage.affiliation_step',
  'EXISTS (SELECT FROM partage.affiliation a WHERE a.ws = affiliation_step.ws AND a.id = affiliation_step.affiliation)');
SELECT partage.open_to_partners('partage.commission_rule',
  'party IS NULL OR EXISTS (SELECT FROM partage.affiliation a WHERE a.ws = commission_rule.ws
     AND a.product = commission_rule.product AND a.party = commission_rule.party)');
SELECT partage.open_to_partners('partage.party',
  'kind <> ''partner'' OR id = (SELECT partage.own_party())
   OR EXISTS (SELECT FROM partage.affiliation a WHERE a.ws = party.ws
        AND (a.party = party.id AND a.recruited_by = (SELECT partage.own_party())
          OR a.recruited_by = party.id AND a.party = (SELECT partage.own_party())))');

-- A manager's own address of the public page: whoever applies through it was recruited by him.
CREATE TABLE partage.recruiting_link (
  ws         int         NOT NULL,
  product    uuid        NOT NULL,
  party      uuid        NOT NULL,
  code       text        NOT NULL CHECK (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (ws, product, party),
  FOREIGN KEY (ws, product) REFERENCES partage.affiliate_program (ws, product),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id)
);
CREATE UNIQUE INDEX recruiting_link_code ON partage.recruiting_link (ws, product, lower(code));
SELECT partage.keep_to_workspace('partage.recruiting_link', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.recruiting_link', 'party = (SELECT partage.own_party())');

-- An invitation by e-mail; only the hash of its link is kept.
CREATE TABLE partage.affiliate_invitation (
  ws           int         NOT NULL,
  id           uuid        NOT NULL,
  product      uuid        NOT NULL,
  email        text        NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
  name         text        CHECK (length(name) BETWEEN 1 AND 200),
  message      text        NOT NULL DEFAULT '' CHECK (length(message) <= 2000),
  language     text        NOT NULL,
  recruited_by uuid,                              -- the manager who invites; null: the producer
  rate         int         CHECK (rate BETWEEN 0 AND 1000000),              -- of one's own; null: the programme's
  state        text        NOT NULL CHECK (state IN ('open', 'accepted', 'withdrawn')),
  token_hash   bytea       CHECK (length(token_hash) = 32),
  affiliation  uuid,
  created_by   text        NOT NULL,
  created_at   timestamptz NOT NULL,
  lapses_at    timestamptz NOT NULL,
  PRIMARY KEY (ws, id),
  FOREIGN KEY (ws, product) REFERENCES partage.affiliate_program (ws, product),
  FOREIGN KEY (ws, affiliation) REFERENCES partage.affiliation (ws, id)
);
CREATE INDEX affiliate_invitation_of_product ON partage.affiliate_invitation (ws, product, created_at);
CREATE INDEX affiliate_invitation_by_hash ON partage.affiliate_invitation (ws, token_hash);
SELECT partage.keep_to_workspace('partage.affiliate_invitation', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.affiliate_invitation', 'recruited_by = (SELECT partage.own_party())');

-- Texts and addresses for affiliates to promote with: the producer's for all, a manager's for those he recruited.
CREATE TABLE partage.affiliate_material (
  ws         int         NOT NULL,
  id         uuid        NOT NULL,
  product    uuid        NOT NULL,
  party      uuid,                                -- the manager; null: the producer
  title      text        NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  text       text        NOT NULL DEFAULT '' CHECK (length(text) <= 8000),
  url        text        CHECK (url ~ '^https?://' AND length(url) <= 2000),
  created_by text        NOT NULL,
  created_at timestamptz NOT NULL,
  removed_at timestamptz,
  PRIMARY KEY (ws, id),
  FOREIGN KEY (ws, product) REFERENCES partage.affiliate_program (ws, product),
  CHECK (text <> '' OR url IS NOT NULL)
);
CREATE INDEX affiliate_material_of_product ON partage.affiliate_material (ws, product, created_at);
SELECT partage.keep_to_workspace('partage.affiliate_material', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.affiliate_material',
  'party = (SELECT partage.own_party()) OR EXISTS (SELECT FROM partage.affiliation a WHERE a.ws = affiliate_material.ws
     AND a.product = affiliate_material.product AND a.party = (SELECT partage.own_party())
     AND (affiliate_material.party IS NULL OR a.recruited_by = affiliate_material.party))
   OR affiliate_material.party IS NULL AND EXISTS (SELECT FROM partage.contract c WHERE c.ws = affiliate_material.ws
     AND c.product = affiliate_material.product)');

-- What was written to several affiliates at once, by the producer or by their manager.
CREATE TABLE partage.affiliate_message (
  ws         int         NOT NULL,
  id         uuid        NOT NULL,
  product    uuid        NOT NULL,
  party      uuid,                                -- the manager; null: the producer
  subject    text        NOT NULL CHECK (length(subject) BETWEEN 1 AND 200),
  text       text        NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  recipients uuid[]      NOT NULL CHECK (cardinality(recipients) >= 1),
  by_name    text        NOT NULL,
  created_by text        NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (ws, id),
  FOREIGN KEY (ws, product) REFERENCES partage.affiliate_program (ws, product)
);
CREATE INDEX affiliate_message_of_product ON partage.affiliate_message (ws, product, created_at);
SELECT partage.keep_to_workspace('partage.affiliate_message', 'SELECT, INSERT');
SELECT partage.append_only('partage.affiliate_message');
SELECT partage.open_to_partners('partage.affiliate_message',
  'party = (SELECT partage.own_party()) OR (SELECT partage.own_party()) = ANY (recipients)');
