-- Of what a statement's closing holds back, what is held while a commission is looked at; the rest is held for disputes. Null
-- of statements that were issued before the two were told apart.
ALTER TABLE partage.statement ADD COLUMN checked bigint;
