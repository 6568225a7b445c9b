-- A sale is found by what was paid: people read an amount off a statement and ask what it was.
CREATE INDEX sale_paid ON partage.sale (ws, paid, happened_at DESC);
