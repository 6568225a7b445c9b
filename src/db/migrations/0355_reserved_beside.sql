-- Up to which entry a workspace reserved disputes and held commissions beside each other (before 0330): a finding that
-- was held then stands in the reserve as it was posted, until the next entry of its sale puts it right.
CREATE TABLE partage.reserved_beside (
  ws  int    NOT NULL PRIMARY KEY,
  seq bigint NOT NULL                          -- the last entry of that time
);
ALTER TABLE partage.journal_batch NO FORCE ROW LEVEL SECURITY;
INSERT INTO partage.reserved_beside (ws, seq)
  SELECT ws, max(to_seq) FROM partage.journal_batch
   WHERE recorded_at <= (SELECT applied_at FROM partage.migration WHERE number = 330) GROUP BY ws;
ALTER TABLE partage.journal_batch FORCE ROW LEVEL SECURITY;
SELECT partage.keep_to_workspace('partage.reserved_beside', 'SELECT');
SELECT partage.append_only('partage.reserved_beside');
