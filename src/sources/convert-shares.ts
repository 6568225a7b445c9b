// Amounts that a source reports in its settlement currency, carried over to the currency of the sale: the
// whole that was paid is divided by largest remainder over the reported parts, so that no rate is needed and
// no unit is lost. Never used within one currency, where the reported amount is taken as it is.
// Example: paid 10.00 USD settled as 13.56 CAD, fee 0.69 CAD → [0.51 fee, 9.49 rest] of the 10.00 USD.
import { allocate } from "../base/allocate.ts";
import { isMinor, type Minor } from "../base/amount.ts";

/**
 * Divides `whole` over `parts` of another currency; undefined where the parts add up to nothing or to no
 * amount.
 */
export function convertShares(whole: Minor, parts: readonly number[]): Minor[] | undefined {
  let total = 0;
  for (const part of parts) total += part;
  if (!Number.isSafeInteger(total) || total <= 0) return undefined;
  const shares = allocate(whole, parts);
  return shares.every(isMinor) ? shares : undefined;
}

/** The same for some parts of a settled amount: what they leave of it takes part too, and falls away. */
export function convertParts(whole: Minor, ofAmount: Minor, parts: readonly number[]): Minor[] | undefined {
  let rest: number = ofAmount;
  for (const part of parts) rest -= part;
  return convertShares(whole, [...parts, rest])?.slice(0, -1);
}
