// Why the next run will not pay a party what it has by then: by the same choice that a run makes, which on a
// schedule knows no exchange rate. Reads with the business's eyes, since a party does not see its accounts;
// answers the reason alone, and moves nothing.
// Example: bruno earns USD and is paid in EUR on Mondays → { USD: { reason: "no_rate", facts: { from: "USD",
// to: "EUR" } } }
import { offsetAt } from "../base/calendar.ts";
import type { Uuid } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import { dayOfText } from "../ledger/entry.ts";
import { type Candidate, choosePayouts } from "../payouts/choose-payouts.ts";
import { readCurrentMethod } from "../payouts/methods.ts";
import { RUN_HOUR } from "../payouts/next-run.ts";
import { listPayingAccounts, railsSetUp } from "../payouts/paying-account.ts";
import type { LeftOut } from "../payouts/run.ts";
import { readPolicy, readSettings } from "../payouts/settings.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { openMethod } from "./seal-payout.ts";
import type { OwnPayoutDetails } from "./show-payout-details.ts";

/** Currency → why not; a currency that is paid, or of which there is nothing, is not in it. */
export async function foreseePayouts(
  app: App,
  ws: number,
  party: Uuid,
  owed: OwnPayoutDetails["owed"],
): Promise<Map<string, Pick<LeftOut, "reason" | "facts">>> {
  const now = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const { timeZone } = await readWorkspace(tx, ws);
    const sealed = await readCurrentMethod(tx, ws, party);
    const method = sealed === null ? null : { ...sealed, details: openMethod(app, ws, sealed) };
    const settings = await readSettings(tx, ws, party);
    const policy = await readPolicy(tx, ws);
    const rails = railsSetUp(await listPayingAccounts(tx, ws));
    const found = new Map<string, Pick<LeftOut, "reason" | "facts">>();
    for (const { currency, available, nextOn, expected } of owed) {
      const at = nextOn === null ? now : Math.max(now, runsAt(timeZone, nextOn));
      // That a proposed run offers it already is no hindrance: it is how it comes to be paid.
      const one: Candidate = {
        ...{ party, currency, method, settings, inRun: null },
        available: expected ?? available,
      };
      const [left] = choosePayouts([one], { policy, rates: [], rails, now: at }).leftOut;
      if (left !== undefined) found.set(currency, { reason: left.reason, facts: left.facts });
    }
    return found;
  });
}

/** When the schedule of a day comes round: that morning in the business's time zone. */
function runsAt(timeZone: string, day: string): number {
  const asUtc = dayOfText(day) * 86_400_000 + RUN_HOUR * 3_600_000;
  return asUtc - offsetAt(timeZone, asUtc - offsetAt(timeZone, asUtc));
}
