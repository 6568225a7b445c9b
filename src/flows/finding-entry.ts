// The money of a finding: how much of a commission can be held, what of it is left when it is taken back, the
// postings and the hash of its entries. Used by who posts and by who verifies. Never decides.
// Example: line 1792, 896 refunded since → of 1792 held, 896 can be taken.
import type { Digest } from "../base/digest.ts";
import type { Uuid } from "../base/id.ts";
import type { AccountBook } from "../ledger/account-book.ts";
import type { Posting } from "../ledger/entry.ts";
import { bodyHash, factBody } from "../sales/canonical.ts";
import type { RecalledSale } from "./recall-sales.ts";

/** What the party has of the sale as an affiliate, less what was taken back and what its source pays. */
export function held(sale: RecalledSale, party: Uuid): number {
  const line = lineOf(sale, party);
  if (line < 0) return 0;
  const amount = (sale.posted[line]?.amount ?? 0) - (sale.taken[line] ?? 0);
  const there = sale.paidAtSource.reduce((sum, one) => (one.party === party ? sum + one.amount : sum), 0);
  return Math.max(0, amount - there);
}

/** Of what was held, what was not refunded since. */
export function takenPart(sale: RecalledSale, party: Uuid, amount: number): number {
  return Math.min(amount, held(sale, party));
}

function lineOf(sale: RecalledSale, party: Uuid): number {
  return sale.posted.findIndex((line) => line.role === "affiliate" && line.party === party);
}

type Moved = { toReserve: number } | { taken: number; producer: Uuid; day: number };

/** Into the reserve; or out of it: `taken` to the producer, the rest to the affiliate. */
export function findingPostings(
  book: AccountBook,
  sale: RecalledSale,
  party: Uuid,
  amount: number,
  moved: Moved,
): Posting[] {
  const { currency } = sale.facts;
  const line = lineOf(sale, party);
  const day = sale.days[line] ?? 0;
  const payable = book.number("payable", party, currency);
  const reserved = book.number("reserved", party, currency);
  if ("toReserve" in moved) {
    return [
      { account: payable, amount: -amount, day },
      { account: reserved, amount, day },
    ];
  }
  const { taken, producer } = moved;
  const back = { account: payable, amount: amount - taken, day };
  const toProducer = book.number("payable", producer, currency);
  const kept = { account: toProducer, amount: taken, day: Math.max(day, moved.day) };
  return [
    { account: reserved, amount: -amount, day },
    ...(amount === taken ? [] : [back]),
    ...(taken === 0 ? [] : [kept]),
  ];
}

interface Hashed {
  id: Uuid;
  sale: Uuid;
  party: Uuid;
  currency: string;
  amount: number;
}

export function findingHash(kind: string, { id, sale, party, currency, amount }: Hashed): Digest {
  return bodyHash(kind, factBody({ amount, currency, finding: id, party, sale }));
}
