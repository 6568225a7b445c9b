-- What was released of a held commission: less than was held at first where a part of the sale was taken back meanwhile.
ALTER TABLE partage.finding ADD COLUMN released bigint CHECK (released BETWEEN 0 AND amount);

ALTER TABLE partage.finding NO FORCE ROW LEVEL SECURITY;
ALTER TABLE partage.event NO FORCE ROW LEVEL SECURITY;
ALTER TABLE partage.reserved_beside NO FORCE ROW LEVEL SECURITY;
ALTER TABLE partage.finding DISABLE TRIGGER guard;
-- Before 0330 all that was held came back, and a refund was taken from elsewhere; since then its event says how much.
UPDATE partage.finding SET released = amount WHERE state = 'released';
UPDATE partage.finding f SET released = (e.payload ->> 'amount')::bigint
  FROM partage.event e
 WHERE e.ws = f.ws AND e.type = 'finding.released' AND (e.payload ->> 'seq')::bigint = f.decided_seq
   AND f.decided_seq > coalesce((SELECT b.seq FROM partage.reserved_beside b WHERE b.ws = f.ws), 0);
ALTER TABLE partage.finding ENABLE ALWAYS TRIGGER guard;
ALTER TABLE partage.finding FORCE ROW LEVEL SECURITY;
ALTER TABLE partage.event FORCE ROW LEVEL SECURITY;
ALTER TABLE partage.reserved_beside FORCE ROW LEVEL SECURITY;

ALTER TABLE partage.finding ADD CHECK ((state = 'released') = (released IS NOT NULL));
