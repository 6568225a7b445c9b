// Where, how and when a party is paid, and what it has: for finance and for the party itself. Masked; opens
// nothing. Example: readPayoutDetails(tx, 7, bruno, now) → method "DE89 •••• 3000", 945.35 BRL, next on 1
// March.
import { sumMinor } from "../base/amount.ts";
import { dayIn } from "../base/calendar.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { dayText } from "../ledger/entry.ts";
import { readReserve } from "../parties/reserve.ts";
import { readLook } from "../payouts/looks.ts";
import type { PayoutMethod } from "../payouts/method.ts";
import { readCurrentMethod } from "../payouts/methods.ts";
import { nextRunDay } from "../payouts/next-run.ts";
import { listRequests, listTaken, type PayoutRequest } from "../payouts/requests.ts";
import {
  minimumIn,
  type PayoutPolicy,
  type PayoutSettings,
  readPolicy,
  readSettings,
} from "../payouts/settings.ts";
import { listBalances } from "../reports/balances.ts";
import { readReserveOutlook } from "../reports/reserve-outlook.ts";
import { readUpcoming } from "../reports/upcoming.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";

const MOST_DAYS = 4000;

export interface OwnPayoutDetails {
  method: PayoutMethod | null;
  settings: PayoutSettings;
  policy: PayoutPolicy;
  /** By currency, what may be paid out today; `nextOn` of a schedule, as a day. */
  owed: {
    currency: string;
    available: number;
    least: number;
    nextOn: string | null;
    /** What there will be on that day, when nothing else is sold or taken back. */
    expected: number | null;
  }[];
  requests: PayoutRequest[];
}

export async function readPayoutDetails(
  tx: Tx,
  ws: number,
  party: Uuid,
  now: number,
): Promise<OwnPayoutDetails> {
  const { timeZone } = await readWorkspace(tx, ws);
  const today = dayIn(timeZone, now);
  const settings = await readSettings(tx, ws, party);
  const policy = await readPolicy(tx, ws);
  const outlook = await readOutlook(tx, ws, party, dayText(today));
  const minimum = settings.minimum ?? policy.minimum;
  const isOver = ((await readLook(tx, ws)) ?? "") >= dayText(today);
  const next = nextRunDay(settings.schedule ?? policy.schedule, isOver ? today + 1 : today);
  const nextOn = next === null ? null : dayText(next);
  return {
    method: await readCurrentMethod(tx, ws, party),
    settings,
    policy,
    owed: outlook.map((one) => {
      const { currency, available } = one;
      const expected = nextOn === null ? null : one.on(nextOn);
      return { currency, available, least: minimumIn(currency, minimum), nextOn, expected };
    }),
    requests: [...(await listRequests(tx, ws, party)), ...(await listTaken(tx, ws, party))],
  };
}

interface Outlook {
  currency: string;
  /** Today, without what a rolling reserve holds. */
  available: number;
  on(day: string): number;
}

async function readOutlook(tx: Tx, ws: number, party: Uuid, today: string): Promise<Outlook[]> {
  const balances = await listBalances(tx, ws, { today, party, limit: 200 });
  const upcoming = await readUpcoming(tx, ws, { today, party, limit: MOST_DAYS });
  const rule = await readReserve(tx, ws, party);
  const held = rule === null ? [] : await readReserveOutlook(tx, ws, party, { today, rule });
  return balances.map(({ currency, available }) => {
    const reserve = held.find((one) => one.currency === currency);
    const heldOn = (day: string) =>
      reserve?.changes.findLast((one) => one.day <= day)?.held ?? reserve?.held ?? 0;
    const own = upcoming.filter((one) => one.currency === currency);
    return {
      currency,
      available: available - heldOn(today),
      on: (day) => {
        const come = own.filter((one) => one.day <= day).map((one) => one.amount);
        return sumMinor([available, ...come]) - heldOn(day);
      },
    };
  });
}
