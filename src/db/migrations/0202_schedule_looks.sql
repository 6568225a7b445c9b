-- Up to which day of its own a workspace's payout schedules were looked at: a run day that was missed, with the server down, is
-- made up for on the next morning.
CREATE TABLE partage.payout_look (
  ws        int  PRIMARY KEY,
  looked_on date NOT NULL
);
SELECT partage.keep_to_workspace('partage.payout_look', 'SELECT, INSERT, UPDATE');
SELECT partage.open_to_partners('partage.payout_look', NULL);
