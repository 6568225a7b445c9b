-- By which ids the deliveries of one payment find each other, whatever order they come in, and for which product of the
-- source a parked one waits. Never a fact: those are read again from the delivery as it came.

CREATE TABLE partage.delivery_ref (
  ws       int  NOT NULL,
  source   text NOT NULL,
  kind     text NOT NULL CHECK (kind IN ('payment', 'product')),
  ref      text NOT NULL,
  delivery uuid NOT NULL,
  PRIMARY KEY (ws, source, kind, ref, delivery),
  FOREIGN KEY (ws, delivery) REFERENCES partage.delivery (ws, id)
);
CREATE INDEX delivery_ref_of ON partage.delivery_ref (ws, delivery);
SELECT partage.keep_to_workspace('partage.delivery_ref', 'SELECT, INSERT, DELETE');
