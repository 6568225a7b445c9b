-- What was owed at a past instant, as it was recorded then: a mark of all balances every thousandth batch, so that at most
-- a thousand batches are added up after it. Days that had come when the mark was made are one row.
CREATE TABLE partage.balance_mark (
  ws           int    NOT NULL,
  batch        bigint NOT NULL,
  account      int    NOT NULL,
  available_on date   NOT NULL,
  amount       bigint NOT NULL,
  PRIMARY KEY (ws, batch, account, available_on)
);
SELECT partage.keep_to_workspace('partage.balance_mark', 'SELECT, INSERT');
SELECT partage.append_only('partage.balance_mark');

CREATE INDEX journal_batch_when ON partage.journal_batch (ws, recorded_at, batch);

-- What came after a sale without a row of its own, and the message that told of it.
CREATE INDEX journal_late_fee ON partage.journal (ws, subject) WHERE kind = 'fee';
CREATE INDEX delivery_of_sale ON partage.delivery (ws, sale) WHERE sale IS NOT NULL;
CREATE INDEX dispute_open ON partage.dispute (ws, opened_seq) WHERE state = 'open';
