// Gathers what a payout run is chosen from, of what stands now: who has what available, where each is paid,
// over which rails, what other runs offer already; and hands it to the choice. Reads only.
// Example: chooseIn(app, tx, 7, { currency: "EUR", rates: [] }) → 12 payouts in EUR, 3 left out, their names.
import { dayIn } from "../base/calendar.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { dayText } from "../ledger/entry.ts";
import { type Candidate, choosePayouts } from "../payouts/choose-payouts.ts";
import { listCurrentMethods } from "../payouts/methods.ts";
import { listPayingAccounts, railsSetUp } from "../payouts/paying-account.ts";
import { listProposed } from "../payouts/payouts.ts";
import type { GivenRate } from "../payouts/run.ts";
import { listSettings, readPolicy } from "../payouts/settings.ts";
import { readAvailable } from "../reports/payable-available.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { mustBeTimely } from "./check-rates.ts";
import { openMethod } from "./seal-payout.ts";

interface Balance {
  party: Uuid;
  currency: string;
}

const keyOf = ({ party, currency }: Balance) => `${party} ${currency}`;

export interface WantedRun {
  /** Of these alone; left out: of everybody. */
  parties?: readonly Uuid[] | undefined;
  currency?: string | undefined;
  /** Of these balances alone. */
  only?: readonly Balance[] | undefined;
  /** Left out by whoever proposes. */
  without?: readonly Balance[] | undefined;
  rates: readonly GivenRate[];
  /** "2026-02-02"; left out: today. */
  executesOn?: string | undefined;
  scheduled?: Scheduled;
}

/** What the schedule knows of its own run. */
export interface Scheduled {
  /** Runs of an earlier day that nobody approved: taken back, in the same commit. */
  replaces: readonly Uuid[];
  /** Those who came up anew: of them it is told why they are left out. */
  fresh: ReadonlySet<Uuid>;
}

export async function chooseIn(app: App, tx: Tx, ws: number, wanted: WantedRun) {
  const now = app.ids.now();
  mustBeTimely(wanted.rates, now);
  const { timeZone } = await readWorkspace(tx, ws);
  const today = dayText(dayIn(timeZone, now));
  const owed = await readAvailable(tx, ws, today, wanted.parties);
  const parties = [...new Set(owed.map((one) => one.party))];
  const methods = await listCurrentMethods(tx, ws, wanted.parties === undefined ? undefined : parties);
  const settings = await listSettings(tx, ws, wanted.parties === undefined ? undefined : parties);
  const proposed = await listProposed(tx, ws);
  const opened = new Map(
    [...methods].map(([party, method]) => [party, { ...method, details: openMethod(app, ws, method) }]),
  );
  const only = wanted.only === undefined ? null : new Set(wanted.only.map(keyOf));
  const without = new Set((wanted.without ?? []).map(keyOf));
  const candidates = owed
    .filter((one) => wanted.currency === undefined || one.currency === wanted.currency)
    .filter((one) => only === null || only.has(keyOf(one)))
    .map(
      ({ party, currency, available }): Candidate => ({
        ...{ party, currency, available },
        method: opened.get(party) ?? null,
        settings: settings.get(party),
        inRun: proposed.get(`${party} ${currency}`) ?? null,
        isUnwanted: without.has(`${party} ${currency}`),
      }),
    );
  const given = {
    policy: await readPolicy(tx, ws),
    rates: wanted.rates,
    rails: railsSetUp(await listPayingAccounts(tx, ws)),
    now,
  };
  const names = new Map(owed.map((one) => [one.party, one.name]));
  return { choice: choosePayouts(candidates, given), today, names };
}
