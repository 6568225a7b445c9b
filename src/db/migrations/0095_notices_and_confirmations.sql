-- What one side may do by itself because both agreed to it beforehand: give notice. And what the other side says to a
-- contract that was only recorded here: confirmed, or objected. Neither is ever changed.

CREATE TABLE partage.end_notice (
  ws         int         NOT NULL,
  contract   uuid        NOT NULL,
  version    int         NOT NULL,               -- the version it made: the same terms, with an end
  side       text        NOT NULL CHECK (side IN ('producer', 'party')),
  days       int         NOT NULL CHECK (days BETWEEN 1 AND 365),
  message    text        NOT NULL DEFAULT '' CHECK (length(message) <= 4000),
  language   text        NOT NULL,
  given_by   text        NOT NULL,
  given_name text        NOT NULL,
  given_at   timestamptz NOT NULL,
  ends       timestamptz NOT NULL CHECK (ends > given_at),
  PRIMARY KEY (ws, contract, version),
  FOREIGN KEY (ws, contract, version) REFERENCES partage.contract_version (ws, contract, version)
);
SELECT partage.keep_to_workspace('partage.end_notice', 'SELECT, INSERT');
SELECT partage.append_only('partage.end_notice');
SELECT partage.open_to_partners('partage.end_notice',
  'EXISTS (SELECT FROM partage.contract c WHERE c.ws = end_notice.ws AND c.id = end_notice.contract)');

-- Of a version that was recorded as agreed elsewhere. One may object and confirm later; never the other way round.
CREATE TABLE partage.confirmation (
  ws         int         NOT NULL,
  contract   uuid        NOT NULL,
  version    int         NOT NULL,
  answer     text        NOT NULL CHECK (answer IN ('confirmed', 'objected')),
  note       text        NOT NULL DEFAULT '' CHECK (length(note) <= 4000),
  given_by   text        NOT NULL,
  given_name text        NOT NULL,
  given_at   timestamptz NOT NULL,
  PRIMARY KEY (ws, contract, version, answer),
  FOREIGN KEY (ws, contract, version) REFERENCES partage.contract_version (ws, contract, version)
);
SELECT partage.keep_to_workspace('partage.confirmation', 'SELECT, INSERT');
SELECT partage.append_only('partage.confirmation');
SELECT partage.open_to_partners('partage.confirmation',
  'EXISTS (SELECT FROM partage.contract c WHERE c.ws = confirmation.ws AND c.id = confirmation.contract)');
