-- How much of what a party earned lately stays unpaid: a part of the last so many days' earnings. What is pending anyway
-- counts towards it. Left out: nothing is held beyond guarantee and hold.
CREATE TABLE partage.party_reserve (
  ws         int         NOT NULL,
  party      uuid        NOT NULL,
  rate       int         NOT NULL CHECK (rate BETWEEN 1 AND 1000000),  -- parts per million
  days       int         NOT NULL CHECK (days BETWEEN 1 AND 365),
  changed_by text        NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (ws, party),
  FOREIGN KEY (ws, party) REFERENCES partage.party (ws, id)
);
SELECT partage.keep_to_workspace('partage.party_reserve', 'SELECT, INSERT, UPDATE, DELETE');
SELECT partage.open_to_partners('partage.party_reserve', 'party = (SELECT partage.own_party())');

-- A partner may look at its own balances at a past instant: a mark, as a balance, is reached through its account.
SELECT partage.open_to_partners('partage.balance_mark', NULL);
