-- Every address that an account has had since it first spoke for a party, as digests: who changes an address is known by the
-- new one at once and by the old one still, so that nobody earns on a purchase of their own by signing in under another.
-- Outside any workspace, as party_account is: an account speaks for parties of several. Never an address.
CREATE TABLE partage.known_address (
  account   text        NOT NULL,
  email_key text        NOT NULL CHECK (email_key ~ '^[0-9a-f]{64}$'),   -- of src/base/person-key.ts, each of its forms
  since     timestamptz NOT NULL,
  PRIMARY KEY (account, email_key)
);
GRANT SELECT, INSERT ON partage.known_address TO partage_app;

-- Identity notes a new address in the transaction that changes it, and sees nothing here.
CREATE FUNCTION partage.know_address(account text, email_keys text[], since timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO partage.known_address AS k (account, email_key, since)
  SELECT $1, one, $3 FROM unnest($2) AS one ON CONFLICT DO NOTHING
$$;
REVOKE ALL ON FUNCTION partage.know_address FROM PUBLIC;
GRANT USAGE ON SCHEMA partage TO partage_identity;
GRANT EXECUTE ON FUNCTION partage.know_address TO partage_identity;

-- What was known of each account, and what its address is today: it may have changed since.
INSERT INTO partage.known_address (account, email_key, since)
SELECT account, email_key, min(created_at) FROM partage.party_account WHERE email_key IS NOT NULL GROUP BY 1, 2;

INSERT INTO partage.known_address (account, email_key, since)
SELECT p.id, encode(sha256(convert_to(said.text, 'UTF8')), 'hex'), now()
  FROM identity.person p
 CROSS JOIN LATERAL (SELECT lower(trim(p.email)) AS whole) w
 CROSS JOIN LATERAL (SELECT regexp_replace(split_part(w.whole, '@', 1), '(.)[+].*$', '\1') AS box,
                            split_part(w.whole, '@', 2) AS provider) parts
 CROSS JOIN LATERAL (SELECT CASE WHEN provider IN ('gmail.com', 'googlemail.com')
                                 THEN replace(box, '.', '') || '@gmail.com' ELSE box || '@' || provider END AS text) plain
 CROSS JOIN LATERAL unnest(ARRAY['email:' || plain.text, plain.text, w.whole]) AS said (text)
 WHERE EXISTS (SELECT FROM partage.party_account l WHERE l.account = p.id)
ON CONFLICT DO NOTHING;

ALTER TABLE partage.party_account DROP COLUMN email_key;
