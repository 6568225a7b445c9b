// What a rolling reserve holds of one party now, and how that changes as days pass when nothing else happens:
// sales leave the window of the last so many days, and what is pending becomes available. Reads only; asked
// with another rule it says what that one would hold, and of a past day what was held then.
// Example: 10 % of 30 days: USD earned 5000.00, held 500.00 now, 120.00 from 12 April, nothing from 30 April.
import { sumMinor } from "../base/amount.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { listBalances } from "./balances.ts";
import { listBalancesAt } from "./balances-at.ts";
import { type EarnedDay, type ReserveRule, readEarnedLately } from "./earned-lately.ts";
import { heldOf, type PastPlace, reserveOf } from "./rolling-reserve.ts";
import { readUpcoming, type Upcoming } from "./upcoming.ts";

export interface ReserveOutlook {
  currency: string;
  /** In the last so many days. */
  earned: number;
  /** What of it is to stay. */
  reserve: number;
  /** What is pending anyway, and counts towards it. */
  pending: number;
  held: number;
  /** What stays available beside. */
  available: number;
  /** From that day on so much is held; the last one says nothing, or what stays for ever. */
  changes: { day: string; held: number }[];
}

const MOST_CURRENCIES = 100;
const MOST_DAYS = 4000;

/** By currency; those with neither a balance nor earnings are left out. */
export async function readReserveOutlook(
  tx: Tx,
  ws: number,
  party: Uuid,
  asked: { today: string; past?: PastPlace | undefined; rule: Pick<ReserveRule, "rate" | "days"> },
): Promise<ReserveOutlook[]> {
  const { today, past, rule } = asked;
  const batch = past?.batch;
  const wanted = { today, party, limit: MOST_CURRENCIES };
  const balances =
    batch === undefined
      ? await listBalances(tx, ws, wanted)
      : await listBalancesAt(tx, ws, { ...wanted, batch });
  const earned = await readEarnedLately(tx, ws, [{ ...rule, party }], { today, batch });
  const upcoming = await readUpcoming(tx, ws, { today, batch, party, limit: MOST_DAYS });
  return balances.map(({ currency, available }) => {
    const own = {
      ...{ currency, available, rule, today },
      earned: earned.filter((one) => one.currency === currency),
      upcoming: upcoming.filter((one) => one.currency === currency),
    };
    const now = heldOn(own, today);
    const changes: { day: string; held: number }[] = [];
    let last = now.held;
    for (let ahead = 1; ahead <= rule.days; ahead++) {
      const day = dayAfter(today, ahead);
      const { held } = heldOn(own, day);
      if (held !== last) changes.push({ day, held });
      last = held;
    }
    return { currency, ...now, available: available - now.held, changes };
  });
}

interface Own {
  available: number;
  today: string;
  rule: Pick<ReserveRule, "rate" | "days">;
  earned: readonly EarnedDay[];
  upcoming: readonly Upcoming[];
}

function heldOn({ available, rule, earned, upcoming }: Own, day: string) {
  const first = dayAfter(day, 1 - rule.days);
  const kept = sumMinor(earned.filter((one) => one.day >= first).map((one) => one.amount));
  const pending = sumMinor(upcoming.filter((one) => one.day > day).map((one) => one.amount));
  const come = sumMinor(upcoming.filter((one) => one.day <= day).map((one) => one.amount));
  const reserve = reserveOf(kept, rule.rate);
  return { earned: kept, reserve, pending, held: heldOf(reserve, { pending, available: available + come }) };
}

function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}
