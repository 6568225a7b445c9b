-- Which payouts a bank's answer spoke of, and what it made of each: so that "2 came back" leads to the two.
-- Answers that were read before this have no rows.
CREATE TABLE partage.bank_answer_payout (
  ws     int  NOT NULL,
  answer uuid NOT NULL,
  payout uuid NOT NULL,
  said   text NOT NULL CHECK (said IN ('settled', 'failed', 'returned', 'known', 'differs')),
  PRIMARY KEY (ws, answer, payout, said),
  FOREIGN KEY (ws, answer) REFERENCES partage.bank_answer (ws, id),
  FOREIGN KEY (ws, payout) REFERENCES partage.payout (ws, id)
);
SELECT partage.keep_to_workspace('partage.bank_answer_payout', 'SELECT, INSERT');
SELECT partage.append_only('partage.bank_answer_payout');
