// What a row of a file says was taken back: a refund of its own, or the refund or chargeback of the sale in
// it. Never guesses which sale a refund is of. Example: kind "refund", refundOf "s1", amount -4.00 → 4.00 of
// sale s1.
import { type Minor, ZERO } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import type { Instant } from "../base/instant.ts";
import type { CsvRecord } from "./csv-record.ts";
import {
  MESSAGE_VERSION,
  type Message,
  type RefundMessage,
  type SaleMessage,
  type SaleRef,
} from "./message.ts";

/**
 * The id of a row that has none of its own: given by the reader of the whole file, which has seen the rows
 * before.
 */
export interface RowIdentity {
  /** Hash of the row's cells. */
  hash: string;
  /** 1 for the first row with these cells, 2 for the second … */
  ordinal: number;
}

/** What every row needs, whatever it is. */
export interface RowFacts {
  currency: Currency;
  at: Instant;
  isPaidAtKnown: boolean;
  paid: Minor;
  externalId: string;
  chargeId: string;
}

/** The start of every message that a row gives. */
export function fromFile(record: CsvRecord) {
  return { version: MESSAGE_VERSION, source: record.layout.mapping.source, isTest: false } as const;
}

function envelopeOf({ version, source, isTest }: SaleMessage) {
  return { version, source, isTest } as const;
}

/** A row that is a refund itself: of the sale it names, or of the sale with the row's own id. */
export function refundRow(record: CsvRecord, facts: RowFacts, identity: RowIdentity): Message {
  const amount = Math.abs(facts.paid) as Minor;
  if (amount === 0) record.fail("paid", "nothing_refunded", "a refund of nothing");
  const named = record.reference("refundOf");
  const hasOwnId = named !== null && record.cell("externalId") !== null;
  const sale: SaleRef = {
    externalId: named ?? (record.has("externalId") ? facts.externalId : null),
    chargeId: named === null ? record.reference("chargeId") : null,
    line: record.reference("line"),
    product: record.reference("productRef"),
    refs: [],
  };
  if (sale.externalId === null && sale.chargeId === null) {
    record.fail("paid", "refund_of_nothing", "the row does not say which sale it refunds");
  }
  const ordinal = identity.ordinal === 1 ? "" : `-${identity.ordinal}`;
  return {
    kind: "refund",
    ...fromFile(record),
    externalId: hasOwnId
      ? facts.externalId
      : `${named ?? facts.externalId}:refund:${identity.hash}${ordinal}`,
    sale,
    taken: { kind: "part", amount, total: null },
    at: facts.at,
    currency: facts.currency,
    feesReturned: "all",
    reason: null,
    notes: [],
  };
}

/** All or part of a sale that one row tells together with its refund. */
export function refundOf(
  sale: SaleMessage,
  total: Minor,
  at: Instant,
  isDateUnknown: boolean,
): RefundMessage {
  const message = "the row does not say when it was refunded: the day of the sale is taken";
  return {
    ...envelopeOf(sale),
    kind: "refund",
    externalId: total === sale.paid ? `${sale.externalId}:refund` : `${sale.externalId}:refunded:${total}`,
    sale: saleRefOf(sale),
    taken: { kind: "total", total },
    at,
    currency: sale.currency,
    feesReturned: "all",
    reason: null,
    notes: isDateUnknown ? [{ code: "refund_date_unknown", message, path: null }] : [],
  };
}

/** Opened and lost at once: the row tells only how it ended. */
export function chargeback(sale: SaleMessage, at: Instant): Message[] {
  const common = {
    ...envelopeOf(sale),
    externalId: `${sale.externalId}:chargeback`,
    sale: saleRefOf(sale),
    at,
    currency: sale.currency,
  };
  return [
    { kind: "dispute_opened", ...common, amount: sale.paid, reason: "chargeback" },
    { kind: "dispute_closed", ...common, outcome: "lost", fee: ZERO, onlyIfOpen: false },
  ];
}

function saleRefOf(sale: SaleMessage): SaleRef {
  return { externalId: sale.externalId, chargeId: sale.chargeId, line: null, product: null, refs: [] };
}
