// Looks at every contract with a minimum or a milestone and posts what its ended periods owe: once, and later
// what has become due since. Repeats without harm: what is due is asked again at the head of the ledger, so
// that two who look at once, or one that was killed in between, settle nothing twice.
// Example: on April 1 bruno's March lacks 180.00 → 180.00; a refund on April 9 of 20.00 of March → 20.00
// more.
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { readCounters } from "../contracts/counters.ts";
import { readContract } from "../contracts/read-contracts.ts";
import { contractsWithSettling, knownSince } from "../contracts/read-settlements.ts";
import { settlingPeriods } from "../contracts/settling-periods.ts";
import { readAlways } from "../contracts/terms-history.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import type { App } from "./app.ts";
import type { SettleAct } from "./plan-settlement.ts";
import { settlePeriod } from "./settle-period.ts";

/** Answers how many settlements were posted. */
export async function settleContracts(app: App, ws: number): Promise<number> {
  const due = await inWorkspace(app.db, ws, (tx) => findDue(tx, ws, app.ids.now()));
  let posted = 0;
  for (const facts of due) {
    try {
      await app.posting.post(ws, { is: "settlement", actor: "system", facts });
      posted += 1;
    } catch (why) {
      // Somebody else was there first, or it cannot be booked: the next one still can.
      if (!(why instanceof Refusal)) throw why;
    }
  }
  return posted;
}

async function findDue(tx: Tx, ws: number, now: number): Promise<SettleAct["facts"][]> {
  const contracts = await contractsWithSettling(tx, ws);
  if (contracts.length === 0) return [];
  const { timeZone } = await readPostingSettings(tx, ws);
  const always = await readAlways(tx, ws);
  const counters = await readCounters(tx, ws);
  const due: SettleAct["facts"][] = [];
  for (const id of contracts) {
    const contract = await readContract(tx, ws, id as Uuid);
    if (contract === null) continue;
    const since = await knownSince(tx, ws, contract, timeZone);
    // Oldest first.
    for (const period of settlingPeriods(contract, since, timeZone, now).reverse()) {
      if (!period.hasEnded) continue;
      const { settled } = settlePeriod(always, contract, period, counters);
      if (settled.moves.length === 0) continue;
      due.push({ contract: id, period: period.name, currency: period.currency });
    }
  }
  return due;
}
