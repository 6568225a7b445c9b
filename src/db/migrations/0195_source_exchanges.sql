-- A source that converts: a sale in one currency, sent to the bank in another. The settlement stands as it arrived; what of it
-- was a sale in another currency goes through `fx`, two entries that each sum to zero, by the rate that the line implies.

ALTER TABLE partage.source_settlement_line
  ADD COLUMN original_currency text CHECK (original_currency ~ '^[A-Z]{3}$'),      -- what the buyer paid, where the source says it
  ADD COLUMN original_gross    bigint CHECK (abs(original_gross) <= 1000000000000000),
  ADD CONSTRAINT source_settlement_line_original CHECK ((original_currency IS NULL) = (original_gross IS NULL));

CREATE OR REPLACE FUNCTION partage.guard_settlement_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open' THEN
    RAISE EXCEPTION 'line % of settlement % is %', OLD.n, OLD.settlement, OLD.state USING ERRCODE = 'PT003';
  END IF;
  IF (NEW.ws, NEW.settlement, NEW.n, NEW.kind, NEW.ref, NEW.refs, NEW.at, NEW.gross, NEW.fee, NEW.note,
      NEW.original_currency, NEW.original_gross) IS DISTINCT FROM
     (OLD.ws, OLD.settlement, OLD.n, OLD.kind, OLD.ref, OLD.refs, OLD.at, OLD.gross, OLD.fee, OLD.note,
      OLD.original_currency, OLD.original_gross) THEN
    RAISE EXCEPTION 'what line % of settlement % says never changes', OLD.n, OLD.settlement USING ERRCODE = 'PT009';
  END IF;
  RETURN NEW;
END $$;

-- One line exchanged, once and for ever.
CREATE TABLE partage.source_settlement_exchange (
  ws         int         NOT NULL,
  settlement uuid        NOT NULL,
  n          int         NOT NULL,
  currency   text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),                   -- the sale's
  gross      bigint      NOT NULL CHECK (abs(gross) <= 1000000000000000),            -- of the line, in the sale's currency
  fee        bigint      NOT NULL CHECK (abs(fee) <= 1000000000000000),
  fee_party  uuid        NOT NULL,               -- who withheld, as the settlement was posted
  sale_party uuid        NOT NULL,               -- who withheld, as the books of the sale say
  rate       text        NOT NULL CHECK (rate ~ '^[0-9]{1,10}([.][0-9]{1,10})?$'),   -- of the settlement's for one of the sale's
  rate_at    timestamptz NOT NULL,
  seq        bigint      NOT NULL,               -- the entry in the sale's currency; the other is the next
  PRIMARY KEY (ws, settlement, n),
  FOREIGN KEY (ws, settlement, n) REFERENCES partage.source_settlement_line (ws, settlement, n)
);
CREATE INDEX source_settlement_exchange_entry ON partage.source_settlement_exchange (ws, seq);
SELECT partage.keep_to_workspace('partage.source_settlement_exchange', 'SELECT, INSERT');
SELECT partage.append_only('partage.source_settlement_exchange');
