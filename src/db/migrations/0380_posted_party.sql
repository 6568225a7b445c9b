-- A line of a sale that was recorded later agrees once it is matched, and yet leaves something at its source where it told
-- only what arrived, or where its fee was taken from another than the sale's own: until then it stood under the source's
-- name. `posted_party` is whom the settlement's entry took it from; an entry of its own then clears what was left, so a
-- line that agrees may have one, too.
ALTER TABLE partage.source_settlement_line ADD COLUMN posted_party uuid;
ALTER TABLE partage.source_settlement_line DROP CONSTRAINT source_settlement_line_check1;
ALTER TABLE partage.source_settlement_line ADD CONSTRAINT source_settlement_line_entry
  CHECK (CASE state WHEN 'booked' THEN seq IS NOT NULL WHEN 'agrees' THEN true ELSE seq IS NULL END);
