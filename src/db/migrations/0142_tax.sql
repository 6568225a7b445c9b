-- A party's tax number, sealed; what people see is its end. One a party, replaced when it changes.
CREATE TABLE partage.party_tax (
  ws         int         NOT NULL,
  party      uuid        NOT NULL,
  country    text        NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  kind       text        NOT NULL CHECK (kind ~ '^[a-z]{2,12}$'),   -- cpf, cnpj, ein, ssn, vat …
  sealed     bytea       NOT NULL,
  hint       text        NOT NULL CHECK (length(hint) <= 40),
  set_by     text        NOT NULL,
  set_at     timestamptz NOT NULL,
  PRIMARY KEY (ws, party),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id)
);
SELECT partage.keep_to_workspace('partage.party_tax', 'SELECT, INSERT, UPDATE, DELETE');
SELECT partage.open_to_partners('partage.party_tax', 'party = (SELECT partage.own_party())');
