-- A buyer who asked to be forgotten: the row stays, empty, so that a later message of the source does not bring them back.
ALTER TABLE partage.buyer ADD COLUMN erased_at timestamptz;
ALTER TABLE partage.buyer ADD CONSTRAINT erased_is_empty
  CHECK (erased_at IS NULL OR (email IS NULL AND name IS NULL AND reference IS NULL));
