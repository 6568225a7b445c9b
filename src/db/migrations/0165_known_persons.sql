-- By which digests of an e-mail address a person is known: an affiliate by the addresses of every account that speaks for
-- it, a buyer by an address that was left with a lead. Never an address.

-- SHA-256 of `email:` and the plain form of the account's address (src/base/person-key.ts), as a lead keeps it.
ALTER TABLE partage.party_account ADD COLUMN email_key text;

UPDATE partage.party_account l SET email_key = encode(sha256(convert_to('email:' || plain.text, 'UTF8')), 'hex')
  FROM identity.person p
 CROSS JOIN LATERAL (SELECT lower(trim(p.email)) AS whole) w
 CROSS JOIN LATERAL (SELECT regexp_replace(split_part(w.whole, '@', 1), '(.)[+].*$', '\1') AS box,
                            split_part(w.whole, '@', 2) AS provider) parts
 CROSS JOIN LATERAL (SELECT CASE WHEN provider IN ('gmail.com', 'googlemail.com')
                                 THEN replace(box, '.', '') || '@gmail.com' ELSE box || '@' || provider END AS text) plain
 WHERE p.id = l.account;

-- A sale finds the leads of its buyer's address. The first of a product that has one raises the epoch: until then sales
-- of the product are not asked.
CREATE INDEX lead_of_email ON partage.lead (ws, product, email_key) WHERE email_key IS NOT NULL;

CREATE FUNCTION partage.note_first_lead() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM partage.lead l WHERE l.ws = NEW.ws AND l.product = NEW.product
                    AND l.email_key IS NOT NULL AND l.id <> NEW.id) THEN
    INSERT INTO partage.terms_epoch AS t (ws, epoch) VALUES (NEW.ws, 1)
    ON CONFLICT (ws) DO UPDATE SET epoch = t.epoch + 1;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER note_first AFTER INSERT ON partage.lead FOR EACH ROW WHEN (NEW.email_key IS NOT NULL)
  EXECUTE FUNCTION partage.note_first_lead();
