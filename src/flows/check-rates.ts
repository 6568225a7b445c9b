// Rates that somebody gave for a run: each is of a time that has come, and not of long ago. Whether the
// number is right nobody can tell here; the page holds it against the last one.
// Example: a rate at 2030-01-01, given in 2026 → 422 rate_ahead.
import { Refusal } from "../base/refusal.ts";
import type { GivenRate } from "../payouts/run.ts";

/** Clocks differ a little. */
const AHEAD_MS = 10 * 60_000;
const OLDEST_MS = 366 * 86_400_000;

export function mustBeTimely(rates: readonly GivenRate[], now: number): void {
  for (const [i, { at, from, to }] of rates.entries()) {
    if (at > now + AHEAD_MS) throw wrong(i, "rate_ahead", `of ${from} in ${to} lies ahead`);
    if (at < now - OLDEST_MS) throw wrong(i, "rate_too_old", `of ${from} in ${to} is older than a year`);
  }
}

function wrong(i: number, code: string, says: string): Refusal {
  const path = `rates.${i}.at`;
  const message = `The time of the rate ${says}: say when it was read.`;
  return new Refusal(422, code, message, { details: [{ path, code, message }] });
}
