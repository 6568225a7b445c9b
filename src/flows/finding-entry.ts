// The entries of a finding: the postings into the reserve and out of it, and their hash. Used by who posts
// and by who verifies. Never decides how much: what a dispute of the sale reserves stands there already.
// Example: 1792 taken back → reserved(dora) −1792, payable(producer) 1792.
import type { Digest } from "../base/digest.ts";
import type { Uuid } from "../base/id.ts";
import type { AccountBook } from "../ledger/account-book.ts";
import type { Posting } from "../ledger/entry.ts";
import { noPostings } from "../ledger/sale-postings.ts";
import { bodyHash, factBody } from "../sales/canonical.ts";
import type { RecalledSale } from "./recall-sales.ts";
import { affiliateLine } from "./reserved-lines.ts";

interface Decided {
  /** Of what leaves the reserve, what the producer gets. */
  taken: number;
  producer: Uuid;
  /** Of the decision, days since 1970. */
  day: number;
}

/** `amount` into the reserve; or, decided, out of it: `taken` to the producer, the rest to the affiliate. */
export function findingPostings(
  book: AccountBook,
  sale: RecalledSale,
  party: Uuid,
  amount: number,
  decided: Decided | null,
): Posting[] {
  const { currency, source } = sale.facts;
  const day = sale.days[affiliateLine(sale, party)] ?? 0;
  if (amount === 0) return noPostings({ book, currency, source }, decided?.day ?? day);
  const payable = book.number("payable", party, currency);
  const reserved = book.number("reserved", party, currency);
  if (decided === null) {
    return [
      { account: payable, amount: -amount, day },
      { account: reserved, amount, day },
    ];
  }
  const { taken, producer } = decided;
  const back = { account: payable, amount: amount - taken, day };
  const toProducer = book.number("payable", producer, currency);
  const kept = { account: toProducer, amount: taken, day: Math.max(day, decided.day) };
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
