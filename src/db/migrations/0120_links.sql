-- Where links lead, and the links themselves. A link leads to a stored destination of its product and nowhere else.

CREATE TABLE partage.destination (
  ws         int         NOT NULL,
  id         uuid        NOT NULL,
  product    uuid        NOT NULL,
  name       text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  url        text        NOT NULL CHECK (url ~ '^https?://[^/?#]' AND length(url) <= 2000),
  main       boolean     NOT NULL,               -- where a new link leads when nothing else is asked for
  state      text        NOT NULL CHECK (state IN ('active', 'archived')),
  version    int         NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (ws, id),
  UNIQUE (ws, product, id),
  FOREIGN KEY (ws, product) REFERENCES partage.product (ws, id)
);
CREATE UNIQUE INDEX destination_main ON partage.destination (ws, product) WHERE main;
CREATE UNIQUE INDEX destination_url ON partage.destination (ws, product, url) WHERE state = 'active';
SELECT partage.keep_to_workspace('partage.destination', 'SELECT, INSERT, UPDATE');
-- Pages that anybody can open: an affiliate chooses among them.
SELECT partage.open_to_partners('partage.destination', NULL);

-- Without an affiliation it is the producer's own: its clicks count, its sales are direct.
CREATE TABLE partage.affiliate_link (
  ws          int         NOT NULL,
  id          uuid        NOT NULL,
  product     uuid        NOT NULL,
  affiliation uuid,
  party       uuid,                              -- of the affiliation
  destination uuid        NOT NULL,
  code        text        NOT NULL CHECK (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$'),
  campaign    text        CHECK (length(campaign) BETWEEN 1 AND 100),
  sub_id      text        CHECK (length(sub_id) BETWEEN 1 AND 100),
  state       text        NOT NULL CHECK (state IN ('active', 'archived')),
  version     int         NOT NULL DEFAULT 1,
  external_id text,
  created_by  text        NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (ws, id),
  CHECK ((affiliation IS NULL) = (party IS NULL)),
  FOREIGN KEY (ws, product) REFERENCES partage.product (ws, id),
  FOREIGN KEY (ws, affiliation) REFERENCES partage.affiliation (ws, id),
  FOREIGN KEY (ws, product, destination) REFERENCES partage.destination (ws, product, id)
);
CREATE INDEX affiliate_link_made ON partage.affiliate_link (ws, created_at, id);
CREATE INDEX affiliate_link_of_product ON partage.affiliate_link (ws, product, created_at, id);
CREATE INDEX affiliate_link_of_party ON partage.affiliate_link (ws, party, created_at, id);
CREATE UNIQUE INDEX affiliate_link_external ON partage.affiliate_link (ws, external_id) WHERE external_id IS NOT NULL;
SELECT partage.keep_to_workspace('partage.affiliate_link', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.affiliate_link', 'party = (SELECT partage.own_party())');

-- Global: the code of a link, in small letters → its workspace. A code is never given twice: what is printed on paper
-- must not lead to somebody else one day.
CREATE TABLE partage.link_code (
  code text PRIMARY KEY CHECK (code = lower(code) AND length(code) BETWEEN 2 AND 64),
  ws   int  NOT NULL,
  link uuid NOT NULL
);
GRANT SELECT, INSERT ON partage.link_code TO partage_app;

-- Once made, whose link it is and what it promotes never changes.
CREATE FUNCTION partage.guard_affiliate_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.ws, NEW.id, NEW.product, NEW.affiliation, NEW.party, NEW.code) IS DISTINCT FROM
     (OLD.ws, OLD.id, OLD.product, OLD.affiliation, OLD.party, OLD.code) THEN
    RAISE EXCEPTION 'whose link % is never changes', OLD.id USING ERRCODE = 'PT009';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON partage.affiliate_link
  FOR EACH ROW EXECUTE FUNCTION partage.guard_affiliate_link();
