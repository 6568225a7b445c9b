// The entries of a payout: begun, settled, failed, returned, each in one currency; paid in another than
// earned, two that are linked by `fx`, so that what comes back is the amount that left. Pure but for account
// numbers.
// Example: begun, 100.00 USD paid as 92.15 EUR → payable −10000, fx 10000 (USD); fx −9215, in_transit 9215
// (EUR).
import type { Digest } from "../base/digest.ts";
import { publicId } from "../base/id.ts";
import type { AccountKind } from "../ledger/entry.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import type { Payout } from "../payouts/payout.ts";
import { bodyHash, factBody } from "../sales/canonical.ts";

export type PayoutMove = "begun" | "settled" | "failed" | "returned";

/** The journal's kind of each. */
export const PAYOUT_KINDS: Record<PayoutMove, string> = {
  begun: "payout",
  settled: "payout_settled",
  failed: "payout_failed",
  returned: "payout_returned",
};

export interface PayoutPosting {
  kind: AccountKind;
  /** The party, or empty. */
  of: string;
  amount: number;
}

export interface PayoutEntry {
  key: string;
  currency: string;
  postings: PayoutPosting[];
}

/** The first is the one whose number stands on the payout. */
export function payoutEntries(payout: Payout, move: PayoutMove): PayoutEntry[] {
  const { party, currency, amount, owedCurrency, owedAmount } = payout;
  const key = publicId("payout", payout.id);
  const moved = (from: PayoutPosting, to: PayoutPosting) => [from, to];
  const entry = (which: string, inCurrency: string, postings: PayoutPosting[]) => ({
    key: which,
    currency: inCurrency,
    postings,
  });
  const transit = (sign: 1 | -1) => ({
    kind: "in_transit" as const,
    of: party,
    amount: signed(amount, sign),
  });
  const payable = (sign: 1 | -1, of: number) => ({
    kind: "payable" as const,
    of: party,
    amount: signed(of, sign),
  });
  const fx = (sign: 1 | -1, of: number) => ({ kind: "fx" as const, of: "", amount: signed(of, sign) });
  const bank = (sign: 1 | -1) => ({ kind: "bank" as const, of: "", amount: signed(amount, sign) });
  if (move === "settled") return [entry(key, currency, moved(transit(-1), bank(1)))];
  const isOut = move === "begun";
  const away = move === "returned" ? bank(-1) : transit(isOut ? 1 : -1);
  if (currency === owedCurrency) {
    const own = payable(isOut ? -1 : 1, amount);
    return [entry(key, currency, isOut ? moved(own, away) : moved(away, own))];
  }
  const owed = [payable(isOut ? -1 : 1, owedAmount), fx(isOut ? 1 : -1, owedAmount)];
  const other = [fx(isOut ? -1 : 1, amount), away];
  return [entry(key, owedCurrency, owed), entry(`${key}:${currency}`, currency, other)];
}

function signed(amount: number, sign: 1 | -1): number {
  return sign === 1 ? amount : 0 - amount;
}

/** Puts the entries on the page; answers the number of the first. `day`: since 1970. */
export function placePayout(
  page: JournalPage,
  payout: Payout,
  move: PayoutMove,
  { at, day }: { at: number; day: number },
): number {
  const { id } = payout;
  const numbers = payoutEntries(payout, move).map(({ key, currency, postings }) =>
    page.add({
      kind: PAYOUT_KINDS[move],
      source: "partage",
      key,
      subject: id,
      bodyHash: payoutHash(payout),
      currency,
      plan: null,
      happenedAt: at,
      postings: postings.map(({ kind, of, amount }) => ({
        account: page.book.number(kind, of, currency),
        amount,
        day,
      })),
    }),
  );
  return numbers[0] as number;
}

/** Of what a payout says and never changes. */
export function payoutHash(payout: Payout): Digest {
  const { amount, currency, owedAmount, owedCurrency, party, rail, rate, reference } = payout;
  const facts = { amount, currency, owedAmount, owedCurrency, party, rail, rate, reference };
  return bodyHash("payout", factBody(facts));
}
