-- A line whose rate is far from the others waits for a person before anything of it goes through `fx`.
ALTER TABLE partage.source_settlement_line DROP CONSTRAINT source_settlement_line_difference_check;
ALTER TABLE partage.source_settlement_line ADD CONSTRAINT source_settlement_line_difference_check CHECK (difference IN
  ('unknown_sale', 'unknown_refund', 'amount_differs', 'fee_differs', 'settled_twice', 'dispute_open', 'other_currency',
   'rate_differs', 'not_a_sale'));
