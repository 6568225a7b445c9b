-- Codes that an affiliate had before: a shop that still names the old one means the same affiliate, as long as nobody else has
-- taken it. The newest who had it counts.
CREATE TABLE partage.affiliate_former_code (
  ws          int         NOT NULL,
  product     uuid        NOT NULL,
  code        text        NOT NULL CHECK (code = lower(code)),
  affiliation uuid        NOT NULL,
  until       timestamptz NOT NULL,
  PRIMARY KEY (ws, product, code),
  FOREIGN KEY (ws, affiliation) REFERENCES partage.affiliation (ws, id)
);
SELECT partage.keep_to_workspace('partage.affiliate_former_code', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.affiliate_former_code', NULL);
