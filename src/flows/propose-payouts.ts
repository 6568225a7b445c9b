// Proposes a payout run: who is paid how much today, over which rail, and of everybody else why not. Moves
// nothing; what it proposes is held against other proposals until it is approved or withdrawn.
// Example: proposePayouts(app, 7, { rates: [] }, fay) → run 12: 198 payouts, 14 left out.
import { peopleBehind } from "../access/api-keys.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { UuidSeries } from "../base/uuid-series.ts";
import { addEvent } from "../db/events.ts";
import { takenBy } from "../db/taken.ts";
import { inWorkspace } from "../db/transaction.ts";
import { type CameBack, readCameBack } from "../payouts/came-back.ts";
import type { Choice } from "../payouts/choose-payouts.ts";
import { type LastRate, readLastRates } from "../payouts/last-rates.ts";
import { payoutReference } from "../payouts/payout-reference.ts";
import { takeRequests } from "../payouts/requests.ts";
import { addRun, noteReplaced } from "../payouts/runs.ts";
import type { App } from "./app.ts";
import { chooseIn, type WantedRun } from "./choose-run.ts";
import { withdrawIn } from "./decide-run.ts";
import { followCorrections } from "./follow-corrections.ts";
import { needsFourEyes } from "./four-eyes.ts";
import { noteLeftOut } from "./note-left-out.ts";
import type { Person } from "./propose-change.ts";
import { watchFraud } from "./watch-fraud.ts";

export interface Preview extends Choice {
  fourEyes: boolean;
  names: ReadonlyMap<Uuid, string>;
  lastRates: LastRate[];
  /** By method: where the last payment to it came back. */
  cameBack: ReadonlyMap<Uuid, CameBack>;
}

/** What a run would be, of what stands now. */
export async function previewPayouts(app: App, ws: number, wanted: WantedRun): Promise<Preview> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const { choice, names } = await chooseIn(app, tx, ws, wanted);
    const lastRates = await readLastRates(tx, ws);
    const cameBack = await readCameBack(tx, ws, choice.payouts);
    return { ...choice, names, lastRates, cameBack, fourEyes: await needsFourEyes(tx, ws) };
  });
}

/** Throws 409 `nothing_to_pay` where nobody would be paid. */
export async function proposePayouts(app: App, ws: number, wanted: WantedRun, by: Person): Promise<Uuid> {
  // What came in since the last look is looked at first: a commission that is to be held is not paid.
  await watchFraud(app, ws);
  await followCorrections(app, ws);
  const at = app.ids.now();
  const { replaces = [], fresh } = wanted.scheduled ?? {};
  return await inWorkspace(app.db, ws, async (tx) => {
    const replaced: number[] = [];
    for (const old of replaces) replaced.push(await withdrawIn(tx, ws, old, { actor: by.actor, at }));
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
      scheduled: wanted.scheduled !== undefined,
      fourEyes: await needsFourEyes(tx, ws),
      ...{ madeBy: by.actor, madeName: by.name, madeAt: new Date(at) },
      madeBehind: await peopleBehind(tx, ws, by.actor),
    };
    const no = await addRun(tx, ws, run).catch(sayContended);
    await noteReplaced(tx, ws, replaces, id);
    await takeRequests(tx, ws, id, payouts);
    const payload = {
      ...{ no, payouts: payouts.length, leftOut: choice.leftOut.length, scheduled: run.scheduled },
      ...(replaced.length === 0 ? {} : { replaces: replaced }),
    };
    const subject = publicId("run", id);
    if (fresh !== undefined) await noteLeftOut(tx, ws, choice.leftOut, { fresh, subject, at });
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
