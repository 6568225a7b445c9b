// What a source really sent to the bank: a settlement with its lines as the source told them, beside each
// what the books say, and what became of a difference. Types and the hash of what was told; reads and writes
// nothing.
// Example: po_1 of Stripe, 2026-03-05: ch_1 gross 10000, fee 320 → 9680 arrived; ch_1's fee in the books 290
// → fee_differs.

import { canonicalJson } from "../../base/canonical.ts";
import type { Currency } from "../../base/currency.ts";
import { sha256 } from "../../base/digest.ts";
import type { Uuid } from "../../base/id.ts";

/** So many lines a settlement has at most. */
export const MOST_LINES = 50_000;

export type SettledKind = "sale" | "refund" | "dispute" | "other";
export type LineState = "agrees" | "open" | "booked" | "explained";
export type LineDifference =
  | "unknown_sale"
  | "unknown_refund"
  | "amount_differs"
  | "fee_differs"
  | "settled_twice"
  | "dispute_open"
  | "other_currency"
  | "rate_differs"
  | "not_a_sale";

/** A line as the source told it. Minor units; what came in is positive, what was taken negative. */
export interface ToldLine {
  kind: SettledKind;
  /** The source's id of the sale, refund or dispute. */
  ref: string;
  /** Other ids that it may be known by: the charge of a refund. */
  refs: readonly string[];
  /** Epoch milliseconds. */
  at: number | null;
  gross: number;
  fee: number;
  note: string;
  /** What the buyer paid in another currency, where the source says it. */
  original?: { currency: Currency; gross: number } | null | undefined;
}

export interface ToldSettlement {
  source: string;
  externalId: string;
  currency: Currency;
  /** The day that the bank had it: "2026-03-05". */
  arrivedOn: string;
  lines: readonly ToldLine[];
}

export interface SettlementTotals {
  gross: number;
  fee: number;
  net: number;
}

export interface FeeOf {
  party: Uuid;
  amount: number;
}

export interface SourceSettlement extends SettlementTotals {
  id: Uuid;
  source: string;
  externalId: string;
  currency: string;
  arrivedOn: string;
  lines: number;
  /** Who withheld what, as it was posted. */
  fees: FeeOf[];
  firstAt: Date | null;
  lastAt: Date | null;
  factsHash: Buffer;
  seq: number;
  recordedName: string;
  recordedAt: Date;
  /** Lines whose difference nobody has answered. */
  open: number;
  /** The same by what differs, and what booking all of a kind would give or cost. */
  differences: DifferenceSums[];
  /** What of it the source exchanged, by currency. */
  exchanged: ExchangedSums[];
}

export interface DifferenceSums {
  difference: LineDifference;
  currency: string;
  lines: number;
  /** Minor units; below 0, what the producer would bear. */
  amount: number;
}

/** A line about a sale in another currency: what it is there, and the rate that the two imply. */
export interface ExchangedLine {
  /** The sale's. */
  currency: string;
  gross: number;
  fee: number;
  /** So much of the settlement's currency for one of the sale's. */
  rate: string;
}

export interface BookedExchange extends ExchangedLine {
  /** Who withheld: as the settlement was posted, and as the books of the sale say. */
  feeParty: Uuid;
  saleParty: Uuid;
  at: Date;
  /** The entry in the sale's currency; the one in the settlement's is the next. */
  seq: number;
}

/** Of one other currency in a settlement: what left the source there, and what arrived for it. */
export interface ExchangedSums extends SettlementTotals {
  currency: string;
  lines: number;
  arrived: number;
}

export interface SettlementLine extends ToldLine {
  n: number;
  sale: Uuid | null;
  expectedGross: number;
  expectedFee: number;
  /** Who withheld, as the books of its sale say. */
  feeParty: Uuid | null;
  /** Whose account the settlement's entry took the fee from, where that is another. */
  postedParty: Uuid | null;
  state: LineState;
  difference: LineDifference | null;
  answeredName: string | null;
  answeredAt: Date | null;
  answer: string;
  /** The entry that booked its difference, or cleared what it left at its source. */
  seq: number | null;
  exchange: BookedExchange | null;
}

/** What a line says in the currency in which the books speak of its sale. */
export function comparedOf(
  { gross, fee, exchange }: Pick<SettlementLine, "gross" | "fee"> & { exchange: ExchangedLine | null },
  currency: string,
): Pick<ExchangedLine, "currency" | "gross" | "fee"> {
  return exchange ?? { currency, gross, fee };
}

/** Of what was told, each line by what arrived: the same settlement told again has the same. */
export function factsHash(told: ToldSettlement): Buffer {
  const { source, externalId, currency, arrivedOn, lines } = told;
  const each = lines.map(({ kind, ref, refs, at, gross, fee, original }) => [
    ...[kind, ref, [...refs], at, gross - fee],
    ...(original ? [original.currency, original.gross] : []),
  ]);
  return sha256(canonicalJson({ arrivedOn, currency, externalId, lines: each, source }));
}
