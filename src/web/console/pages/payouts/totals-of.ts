// What a run pays in all: how many payouts, and the sum of each currency, without what was refused or taken
// back. It never adds currencies. Example: [{ EUR, settled, 2, 100 }, { EUR, refused, 1, 9 }] → 2 of 100 EUR.
import { sumMinor } from "../../../../base/amount.ts";
import type { PayoutRun } from "../../../data/payouts.ts";

const NOT_PAID: readonly string[] = ["refused", "withdrawn"];

export function totalsOf(sums: PayoutRun["sums"]): {
  count: number;
  amounts: { currency: string; amount: number }[];
} {
  const isOnlyNot = sums.every((one) => NOT_PAID.includes(one.state));
  const paid = isOnlyNot ? sums : sums.filter((one) => !NOT_PAID.includes(one.state));
  const groups = Map.groupBy(paid, (one) => one.currency);
  return {
    count: paid.reduce((count, one) => count + one.count, 0),
    amounts: [...groups].map(([currency, parts]) => ({
      currency,
      amount: sumMinor(parts.map((one) => one.amount)),
    })),
  };
}
