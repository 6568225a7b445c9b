// Proposes a payout run: who is paid how much today, over which rail, and of everybody else why not. Moves
// nothing; what it proposes is held against other proposals until it is approved or withdrawn.
// Example: proposePayouts(app, 7, { rates: [] }, fay) → run 12: 198 payouts, 14 left out.
import { dayIn } from "../base/calendar.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { UuidSeries } from "../base/uuid-series.ts";
import { addEvent } from "../db/events.ts";
import { takenBy } from "../db/taken.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { dayText } from "../ledger/entry.ts";
import { type Candidate, type Choice, choosePayouts } from "../payouts/choose-payouts.ts";
import { listCurrentMethods } from "../payouts/methods.ts";
import { listPayingAccounts, railsSetUp } from "../payouts/paying-account.ts";
import { payoutReference } from "../payouts/payout-reference.ts";
import { listProposed } from "../payouts/payouts.ts";
import { takeRequests } from "../payouts/requests.ts";
import type { GivenRate } from "../payouts/run.ts";
import { addRun } from "../payouts/runs.ts";
import { listSettings, readPolicy } from "../payouts/settings.ts";
import { readAvailable } from "../reports/payable-available.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { needsFourEyes } from "./four-eyes.ts";
import type { Person } from "./propose-change.ts";
import { openMethod } from "./seal-payout.ts";

export interface WantedRun {
  /** Of these alone; left out: of everybody. */
  parties?: readonly Uuid[] | undefined;
  currency?: string | undefined;
  rates: readonly GivenRate[];
  /** "2026-02-02"; left out: today. */
  executesOn?: string | undefined;
  scheduled?: boolean;
}

/** What a run would be, of what stands now. */
export async function previewPayouts(
  app: App,
  ws: number,
  wanted: WantedRun,
): Promise<Choice & { fourEyes: boolean; names: ReadonlyMap<Uuid, string> }> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const { choice, names } = await chooseIn(app, tx, ws, wanted);
    return { ...choice, names, fourEyes: await needsFourEyes(tx, ws) };
  });
}

/** Throws 409 `nothing_to_pay` where nobody would be paid. */
export async function proposePayouts(app: App, ws: number, wanted: WantedRun, by: Person): Promise<Uuid> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const { choice, today } = await chooseIn(app, tx, ws, wanted);
    const executesOn = wanted.executesOn ?? today;
    if (executesOn < today) throw new Refusal(422, "day_gone", "executesOn must not lie behind.");
    if (choice.payouts.length === 0) {
      const message = "Nobody can be paid now. What is left out is listed with the reason.";
      throw new Refusal(409, "nothing_to_pay", message, { facts: { leftOut: choice.leftOut.length } });
    }
    const id = newUuid(app.ids);
    const uuids = new UuidSeries(app.ids);
    const payouts = choice.payouts.map((one) => {
      const own = uuids.next();
      return { ...one, id: own, reference: payoutReference(own) };
    });
    const run = {
      ...{ id, executesOn, payouts, leftOut: choice.leftOut, rates: [...wanted.rates] },
      scheduled: wanted.scheduled ?? false,
      fourEyes: await needsFourEyes(tx, ws),
      ...{ madeBy: by.actor, madeName: by.name, madeAt: new Date(at) },
    };
    const no = await addRun(tx, ws, run).catch(sayContended);
    await takeRequests(tx, ws, id, payouts);
    const payload = { no, payouts: payouts.length, leftOut: choice.leftOut.length, scheduled: run.scheduled };
    const subject = publicId("run", id);
    await addEvent(tx, ws, { type: "payout_run.proposed", subject, actor: by.actor, payload, at });
    return id;
  });
}

function sayContended(error: unknown): never {
  if (["payout_proposed", "payout_run_ws_no_key"].includes(takenBy(error) ?? "")) {
    const message = "Somebody proposed a run at the same moment. Look at it, and propose what is left.";
    throw new Refusal(409, "proposed_meanwhile", message);
  }
  throw error;
}

async function chooseIn(app: App, tx: Tx, ws: number, wanted: WantedRun) {
  const now = app.ids.now();
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
  const candidates = owed
    .filter((one) => wanted.currency === undefined || one.currency === wanted.currency)
    .map(
      ({ party, currency, available }): Candidate => ({
        ...{ party, currency, available },
        method: opened.get(party) ?? null,
        settings: settings.get(party),
        inRun: proposed.get(`${party} ${currency}`) ?? null,
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
