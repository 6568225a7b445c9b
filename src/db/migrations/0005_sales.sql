-- What was sold and taken back. A sale's facts never change; what remains of it, and who bought it, live beside it.

CREATE TABLE partage.sale (
  ws             int         NOT NULL,
  id             uuid        NOT NULL,
  seq            bigint      NOT NULL,           -- its entry in the journal
  product        uuid        NOT NULL,
  offer          uuid,
  happened_at    timestamptz NOT NULL,
  currency       text        NOT NULL,
  paid           bigint      NOT NULL CHECK (paid BETWEEN 0 AND 1000000000000000),
  tax            bigint      NOT NULL CHECK (tax >= 0),
  shipping       bigint      NOT NULL CHECK (shipping >= 0 AND tax + shipping <= paid),
  fee_parties    uuid[],
  fee_amounts    bigint[],
  affiliate      uuid,
  affiliate_rate int,
  recruited_by   uuid,
  charge         text,                           -- several products of one charge share it
  counters       jsonb,                          -- what clauses were handed, where a contract has clauses
  facts          jsonb,                          -- paid at source, reported commissions, subscription, instalments …
  metadata       jsonb,
  PRIMARY KEY (ws, id)
);
CREATE INDEX sale_when ON partage.sale (ws, happened_at, id);
CREATE INDEX sale_charge ON partage.sale (ws, charge) WHERE charge IS NOT NULL;
SELECT partage.keep_to_workspace('partage.sale', 'SELECT, INSERT');
SELECT partage.append_only('partage.sale');

-- Personal data, erasable without touching the ledger.
CREATE TABLE partage.buyer (
  ws        int  NOT NULL,
  sale      uuid NOT NULL,
  email     text,
  name      text,
  reference text,
  PRIMARY KEY (ws, sale)
);
CREATE INDEX buyer_email ON partage.buyer (ws, lower(email));
CREATE INDEX buyer_reference ON partage.buyer (ws, reference) WHERE reference IS NOT NULL;
SELECT partage.keep_to_workspace('partage.buyer', 'SELECT, INSERT, UPDATE, DELETE');

-- What was taken back of a sale so far, per allocation line in the split's order. A row appears with the first
-- refund, dispute or late fee; the CHECK is the last guard that refunds and disputes share one remaining amount.
CREATE TABLE partage.sale_remaining (
  ws             int      NOT NULL,
  sale           uuid     NOT NULL,
  paid           bigint   NOT NULL,
  reversed       bigint   NOT NULL,              -- of what was paid: refunded or lost in disputes
  disputed       bigint   NOT NULL,              -- of what was paid: in open disputes
  lines_reversed bigint[] NOT NULL,              -- computed reversals per line (§6: still un-reversed counts these)
  lines_taken    bigint[] NOT NULL,              -- what each line really gave back (fees not returned shift it)
  PRIMARY KEY (ws, sale),
  CHECK (reversed >= 0 AND disputed >= 0 AND reversed + disputed <= paid)
);
SELECT partage.keep_to_workspace('partage.sale_remaining', 'SELECT, INSERT, UPDATE');

CREATE TABLE partage.refund (
  ws            int         NOT NULL,
  id            uuid        NOT NULL,
  seq           bigint      NOT NULL,
  sale          uuid        NOT NULL,
  happened_at   timestamptz NOT NULL,
  amount        bigint      NOT NULL CHECK (amount >= 1),
  fees_returned text        NOT NULL CHECK (fees_returned IN ('all', 'none', 'platform_fee', 'processor_fee')),
  reason        text,
  record_only   boolean     NOT NULL,            -- the money itself was not moved by us
  metadata      jsonb,
  PRIMARY KEY (ws, id)
);
CREATE INDEX refund_of_sale ON partage.refund (ws, sale);
CREATE UNIQUE INDEX refund_entry ON partage.refund (ws, seq);
SELECT partage.keep_to_workspace('partage.refund', 'SELECT, INSERT');
SELECT partage.append_only('partage.refund');

CREATE TABLE partage.dispute (
  ws          int         NOT NULL,
  id          uuid        NOT NULL,
  sale        uuid        NOT NULL,
  source      text        NOT NULL,
  key         text        NOT NULL,
  amount      bigint      NOT NULL CHECK (amount >= 1),
  remaining   bigint      NOT NULL CHECK (remaining BETWEEN 0 AND amount),   -- less what was refunded meanwhile
  fee         bigint      NOT NULL DEFAULT 0 CHECK (fee >= 0),
  state       text        NOT NULL CHECK (state IN ('open', 'won', 'lost')),
  reason      text,
  opened_at   timestamptz NOT NULL,
  closed_at   timestamptz,
  lines       bigint[]    NOT NULL,              -- computed shares of what remains disputed, per line
  opened_seq  bigint      NOT NULL,
  closed_seq  bigint,
  metadata    jsonb,
  PRIMARY KEY (ws, id),
  UNIQUE (ws, source, key)
);
CREATE INDEX dispute_of_sale ON partage.dispute (ws, sale);
SELECT partage.keep_to_workspace('partage.dispute', 'SELECT, INSERT, UPDATE');
