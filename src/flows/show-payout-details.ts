// Where, how and when a party is paid, and what it has: for finance and for the party itself. Masked; opens
// nothing. Example: readPayoutDetails(tx, 7, bruno, now) → method "DE89 •••• 3000", 945.35 BRL, next on 1
// March.
import { dayIn } from "../base/calendar.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { dayText } from "../ledger/entry.ts";
import type { PayoutMethod } from "../payouts/method.ts";
import { readCurrentMethod } from "../payouts/methods.ts";
import { nextRunDay } from "../payouts/next-run.ts";
import { listRequests, type PayoutRequest } from "../payouts/requests.ts";
import {
  minimumIn,
  type PayoutPolicy,
  type PayoutSettings,
  readPolicy,
  readSettings,
} from "../payouts/settings.ts";
import { listBalances } from "../reports/balances.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";

export interface OwnPayoutDetails {
  method: PayoutMethod | null;
  settings: PayoutSettings;
  policy: PayoutPolicy;
  /** By currency, what may be paid out today; `nextOn` of a schedule, as a day. */
  owed: { currency: string; available: number; least: number; nextOn: string | null }[];
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
  const balances = await listBalances(tx, ws, { today: dayText(today), party, limit: 200 });
  const minimum = settings.minimum ?? policy.minimum;
  const next = nextRunDay(settings.schedule ?? policy.schedule, today);
  const nextOn = next === null ? null : dayText(next);
  return {
    method: await readCurrentMethod(tx, ws, party),
    settings,
    policy,
    owed: balances.map(({ currency, available }) => {
      return { currency, available, least: minimumIn(currency, minimum), nextOn };
    }),
    requests: await listRequests(tx, ws, party),
  };
}
