-- The frozen, readable agreement on other fees, one a partner they were asked of: written when the last has accepted. As
-- that of a contract's version, whose number it does not move.
CREATE TABLE partage.fees_agreement (
  ws         int         NOT NULL,
  proposal   uuid        NOT NULL,
  contract   uuid        NOT NULL,
  sha256     bytea       NOT NULL CHECK (length(sha256) = 32),
  document   text        NOT NULL,               -- canonical JSON: what the hash is of
  created_at timestamptz NOT NULL,
  PRIMARY KEY (ws, proposal),
  FOREIGN KEY (ws, proposal) REFERENCES partage.proposal (ws, id),
  FOREIGN KEY (ws, contract) REFERENCES partage.contract (ws, id)
);
SELECT partage.keep_to_workspace('partage.fees_agreement', 'SELECT, INSERT');
SELECT partage.append_only('partage.fees_agreement');
SELECT partage.open_to_partners('partage.fees_agreement',
  'EXISTS (SELECT FROM partage.proposal p WHERE p.ws = fees_agreement.ws AND p.id = fees_agreement.proposal)');

-- Its files, written at the first download and the same bytes for ever.
CREATE TABLE partage.fees_agreement_file (
  ws       int   NOT NULL,
  proposal uuid  NOT NULL,
  language text  NOT NULL,
  sha256   bytea NOT NULL CHECK (length(sha256) = 32),
  pdf      bytea NOT NULL,
  PRIMARY KEY (ws, proposal, language),
  FOREIGN KEY (ws, proposal) REFERENCES partage.fees_agreement (ws, proposal)
);
SELECT partage.keep_to_workspace('partage.fees_agreement_file', 'SELECT, INSERT');
SELECT partage.append_only('partage.fees_agreement_file');
SELECT partage.open_to_partners('partage.fees_agreement_file',
  'EXISTS (SELECT FROM partage.proposal p WHERE p.ws = fees_agreement_file.ws AND p.id = fees_agreement_file.proposal)');
