-- The answer is written into the row that claimed the key, in the transaction of the act itself.
GRANT UPDATE ON partage.idempotency TO partage_app;
