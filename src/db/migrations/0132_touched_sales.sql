-- Whose touches a sale's journey holds, so that an affiliate finds the sales it had a part in; and questions that dispute
-- who was credited with a sale.

ALTER TABLE partage.sale_journey ADD COLUMN parties uuid[] NOT NULL DEFAULT '{}';
CREATE INDEX sale_journey_parties ON partage.sale_journey USING gin (parties);
-- An affiliate reads the journeys that hold a touch of its own; a co-producer those of the sales it may see.
SELECT partage.open_to_partners('partage.sale_journey', '(SELECT partage.own_party()) = ANY (parties)
  OR EXISTS (SELECT FROM partage.contract c WHERE c.ws = sale_journey.ws AND c.product = sale_journey.product)');

ALTER TABLE partage.question ADD COLUMN topic text NOT NULL DEFAULT 'amount' CHECK (topic IN ('amount', 'attribution'));
