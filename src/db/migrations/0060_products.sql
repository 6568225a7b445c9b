-- What a product page needs: a description and whom buyers write to, drafts, how often a subscription is charged and in
-- how many parts; and a version on what two people may edit at once, so that the second is told.

ALTER TABLE partage.product
  ADD COLUMN description     text CHECK (length(description) <= 5000),
  ADD COLUMN support_contact text CHECK (length(support_contact) <= 300),
  ADD COLUMN version         int NOT NULL DEFAULT 1,
  DROP CONSTRAINT product_status_check,
  ADD CONSTRAINT product_status_check CHECK (status IN ('draft', 'active', 'inactive'));

ALTER TABLE partage.offer
  ADD COLUMN every       text CHECK (every IN ('week', 'month', 'quarter', 'year')),
  ADD COLUMN instalments int  CHECK (instalments BETWEEN 2 AND 60),
  ADD COLUMN version     int  NOT NULL DEFAULT 1;

ALTER TABLE partage.affiliation ADD COLUMN version int NOT NULL DEFAULT 1;

-- The history of one thing is read by what it is about.
CREATE INDEX event_of_subject ON partage.event (ws, subject, seq);
