// The sum of amounts that a delivery lists, as an amount again; a list that no amount can hold is a problem
// at its path. Never overflows quietly. Example: sumAmounts(fields, "fee_details", [117, -17]) → 100.
import { MAX_MINOR, type Minor, ZERO } from "../base/amount.ts";
import type { Fields } from "./json.ts";

export function sumAmounts(fields: Fields, path: string, amounts: readonly number[]): Minor {
  let total = 0;
  let size = 0;
  for (const amount of amounts) {
    total += amount;
    size += Math.abs(amount);
  }
  if (size <= MAX_MINOR) return total as Minor;
  fields.fail(path, "too_large", "adds up to more than 10^15 minor units");
  return ZERO;
}
