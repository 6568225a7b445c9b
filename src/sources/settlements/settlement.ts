// What a source really sent to the bank: a settlement with its lines as the source told them, beside each
// what the books say, and what became of a difference. Types and the hash of what was told; reads and writes
// nothing.
// Example: po_1 of Stripe, 2026-03-05: ch_1 gross 10000, fee 320 → 9680 arrived; ch_1's fee in the books 290
// → fee_differs.

import { canonicalJson } from "../../base/canonical.ts";
import type { Currency } from "../../base/currency.ts";
import { sha256 } from "../../base/digest.ts";
import type { Uuid } from "../../base/id.ts";

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
}

export interface SettlementLine extends ToldLine {
  n: number;
  sale: Uuid | null;
  expectedGross: number;
  expectedFee: number;
  feeParty: Uuid | null;
  state: LineState;
  difference: LineDifference | null;
  answeredName: string | null;
  answeredAt: Date | null;
  answer: string;
  seq: number | null;
}

/** Of what was told, each line by what arrived: the same settlement told again has the same. */
export function factsHash(told: ToldSettlement): Buffer {
  const { source, externalId, currency, arrivedOn, lines } = told;
  const each = lines.map(({ kind, ref, refs, at, gross, fee }) => [kind, ref, [...refs], at, gross - fee]);
  return sha256(canonicalJson({ arrivedOn, currency, externalId, lines: each, source }));
}
