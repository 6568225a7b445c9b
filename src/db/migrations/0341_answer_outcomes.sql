-- Of what a bank's answer booked: how many arrived, failed and came back. Null: read before this was counted.
ALTER TABLE partage.bank_answer
  ADD COLUMN settled  int,
  ADD COLUMN failed   int,
  ADD COLUMN returned int,
  ADD CONSTRAINT bank_answer_outcomes CHECK (settled + failed + returned = applied);
