// What stands in the reserve of a sale, line by line, for open disputes and for held commissions: once. Where
// both want the same part it is there once, and stays until both are over; a held commission keeps what is
// left of it, and of that only what no dispute reserves stands there for its sake (`beyond`).
// Example: 1792 held, then a dispute over 30 % (538): nothing moves; released → 1254 leave, 538 stay.
import type { Uuid } from "../base/id.ts";
import type { OpenHold } from "../findings/read-findings.ts";
import { paidAtSourceBack } from "../ledger/sale-postings.ts";
import { type DisputedPart, minus, plus, reservedOf } from "../sales/reserve.ts";
import type { RecalledSale } from "./recall-sales.ts";

/** How a sale stands; what is left out stands as it was recalled. */
export interface Stands {
  /** Per line of the split. */
  taken?: readonly number[];
  /** Of what was paid. */
  reversed?: number;
  disputes?: readonly DisputedPart[];
  holds?: readonly OpenHold[];
}

export interface ReserveMove {
  /** Per line of the split: into the reserve, or out of it where below zero. */
  lines: number[];
  /** Of it, what each held commission answers for. */
  holds: { finding: Uuid; amount: number }[];
}

/** From how a sale stands to how it will stand. */
export function moveReserve(sale: RecalledSale, stands: Stands): ReserveMove {
  const before = reservedOf(sale.posted, sale.disputes);
  const after = reservedOf(sale.posted, stands.disputes ?? sale.disputes);
  const lines = minus(after, before);
  const kept = stands.holds ?? sale.holds;
  const over = sale.holds.filter((one) => !kept.some(({ finding }) => finding === one.finding));
  const holds: ReserveMove["holds"] = [];
  const move = ({ finding, party, beyond }: OpenHold, wanted: number) => {
    if (wanted === beyond) return;
    const line = affiliateLine(sale, party);
    lines[line] = (lines[line] ?? 0) + wanted - beyond;
    holds.push({ finding, amount: wanted - beyond });
  };
  for (const one of over) move(one, 0);
  for (const one of kept) move(one, beyondOf(sale, one, after, stands));
  return { lines, holds };
}

function beyondOf(
  sale: RecalledSale,
  { party, amount }: OpenHold,
  disputed: readonly number[],
  stands: Stands,
): number {
  const wanted = heldOf(sale, { party, amount }, stands);
  return Math.max(0, wanted - (disputed[affiliateLine(sale, party)] ?? 0));
}

/** Of a commission that is held: what of it was not taken back since. */
export function heldOf(
  sale: RecalledSale,
  { party, amount }: Pick<OpenHold, "party" | "amount">,
  stands: Stands = {},
): number {
  return Math.min(amount, leftOf(sale, party, stands));
}

/** What stands in the reserve now, per line. */
export function standingReserve(sale: RecalledSale): number[] {
  const lines = reservedOf(sale.posted, sale.disputes);
  for (const { party, beyond } of sale.holds) {
    const line = affiliateLine(sale, party);
    lines[line] = (lines[line] ?? 0) + beyond;
  }
  return lines;
}

/** What should stand there, by what is disputed, held and left: for a check that reads no move. */
export function reserveThatShouldStand(sale: RecalledSale): number[] {
  return plus(standingReserve(sale), moveReserve(sale, {}).lines);
}

/** What the party has of the sale as an affiliate, less what was taken back and what its source pays. */
export function leftOf(sale: RecalledSale, party: Uuid, stands: Stands = {}): number {
  const line = affiliateLine(sale, party);
  if (line < 0) return 0;
  const taken = stands.taken ?? sale.taken;
  const reversed = stands.reversed ?? sale.remaining.reversed;
  const there = sale.paidAtSource.filter((one) => one.party === party);
  const back = paidAtSourceBack(there, sale.facts.paid, 0, reversed);
  const amounts = [...there, ...back].map((one) => one.amount);
  const paidThere = amounts.reduce((sum, amount) => sum + amount, 0);
  return Math.max(0, (sale.posted[line]?.amount ?? 0) - (taken[line] ?? 0) - paidThere);
}

export function affiliateLine(sale: RecalledSale, party: Uuid): number {
  return sale.posted.findIndex((line) => line.role === "affiliate" && line.party === party);
}
