-- When a coupon was paused, went on or ended: a sale counts by what held at its instant, however late it is told. A coupon
-- without steps stood always as it stands; one with steps was active before the first.
CREATE TABLE partage.coupon_step (
  ws     int         NOT NULL,
  coupon uuid        NOT NULL,
  no     int         NOT NULL CHECK (no >= 1),
  at     timestamptz NOT NULL,
  state  text        NOT NULL CHECK (state IN ('active', 'paused', 'ended')),
  PRIMARY KEY (ws, coupon, no),
  FOREIGN KEY (ws, coupon) REFERENCES partage.coupon (ws, id)
);
SELECT partage.keep_to_workspace('partage.coupon_step', 'SELECT, INSERT');
SELECT partage.open_to_partners('partage.coupon_step',
  'coupon IN (SELECT c.id FROM partage.coupon c WHERE c.party = (SELECT partage.own_party()))');
SELECT partage.append_only('partage.coupon_step');
