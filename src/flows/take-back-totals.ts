// What a refund or a lost dispute adds to the totals by day: what was taken of the sale, of each line, of
// what the source paid itself, and the dispute fee, which the producer carries.
// Example: 40.00 of the piano taken back → sale_day taken +4000; line_day bruno taken +233.
import type { PostedLine } from "../ledger/sale-postings.ts";
import { payableRoleOf } from "../ledger/sale-postings.ts";
import { DayTotals } from "../sales/day-totals.ts";
import type { RecalledSale } from "./recall-sales.ts";

export interface TakenParts {
  /** Days since 1970-01-01, of the act itself. */
  day: number;
  /** Of what was paid. */
  amount: number;
  /** Per line of the split. */
  taken: readonly number[];
  /** Negative where the source takes back what it paid. */
  atSource: readonly { party: string; amount: number }[];
  fee?: { producer: string; amount: number };
}

export function takeBackTotals(sale: RecalledSale, parts: TakenParts): DayTotals {
  const { currency, product, source, affiliate } = sale.facts;
  const place = { day: parts.day, currency, product, source };
  const totals = new DayTotals();
  totals.takenBack(place, parts.amount, affiliate !== null, parts.fee?.amount);
  sale.posted.forEach((line: PostedLine, i) => {
    totals.taken(place, line.party, line.role, parts.taken[i] ?? 0);
  });
  for (const { party, amount } of parts.atSource) {
    totals.atSource(place, party, payableRoleOf(sale.posted, party), amount);
  }
  if (parts.fee) totals.taken(place, parts.fee.producer, "producer", parts.fee.amount);
  return totals;
}
