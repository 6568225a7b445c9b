-- What is taken back of a sale after it was put right moves by itself: a correction that follows another, with whom that one
-- named, for one sale. `seen_seq`: the newest entry that took something back of its sales when it was worked out.
ALTER TABLE partage.credit_correction ADD COLUMN follows uuid;
ALTER TABLE partage.credit_correction ADD COLUMN seen_seq bigint NOT NULL DEFAULT 0;
ALTER TABLE partage.credit_correction ADD FOREIGN KEY (ws, follows) REFERENCES partage.credit_correction (ws, id);
-- One that follows waits beside one that a person proposed.
DROP INDEX partage.credit_correction_waiting;
CREATE UNIQUE INDEX credit_correction_waiting ON partage.credit_correction (ws, sale)
  WHERE state = 'proposed' AND follows IS NULL;
CREATE UNIQUE INDEX credit_correction_follows ON partage.credit_correction (ws, (sales[1]))
  WHERE state = 'proposed' AND follows IS NOT NULL;
