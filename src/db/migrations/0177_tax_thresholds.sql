-- From which year on a yearly form is judged by other thresholds than the program brings: what a law changed since, or what an
-- adviser said. The newest that has begun counts; taken away, the program's own count again.
CREATE TABLE partage.tax_threshold (
  ws        int         NOT NULL,
  form      text        NOT NULL CHECK (form IN ('1099-nec', '1099-k', 'dac7', 'brazil')),
  from_year int         NOT NULL CHECK (from_year BETWEEN 2000 AND 2099),
  currency  text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  amount    bigint      NOT NULL CHECK (amount BETWEEN 0 AND 1000000000000000),
  sales     int         NOT NULL CHECK (sales BETWEEN 0 AND 1000000),
  note      text        NOT NULL CHECK (length(note) <= 300),
  set_by    text        NOT NULL,
  set_at    timestamptz NOT NULL,
  PRIMARY KEY (ws, form, from_year)
);
SELECT partage.keep_to_workspace('partage.tax_threshold', 'SELECT, INSERT, UPDATE, DELETE');
