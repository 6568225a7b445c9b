-- The address of a public page that was given out goes on leading to its programme when another is chosen.
ALTER TABLE partage.program_slug DROP CONSTRAINT program_slug_ws_product_key;
CREATE INDEX program_slug_of_product ON partage.program_slug (ws, product);
