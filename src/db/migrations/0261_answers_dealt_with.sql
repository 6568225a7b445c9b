-- Whoever dealt with what did not fit in a bank's answer says so, once: until then it is told as waiting.
CREATE TABLE partage.bank_answer_dealt (
  ws     int         NOT NULL,
  answer uuid        NOT NULL,
  actor  text        NOT NULL,
  name   text        NOT NULL,
  at     timestamptz NOT NULL,
  PRIMARY KEY (ws, answer),
  FOREIGN KEY (ws, answer) REFERENCES partage.bank_answer (ws, id)
);
SELECT partage.keep_to_workspace('partage.bank_answer_dealt', 'SELECT, INSERT');
SELECT partage.append_only('partage.bank_answer_dealt');
