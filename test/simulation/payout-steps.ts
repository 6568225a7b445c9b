// Steps of the world of payouts: sales and refunds, places that change, holds, requests; runs proposed,
// approved by one of two, begun by one process or by two. What the auditor expects is worked out before.
// Example: pay(world) → "begin run 3: 4 of 5".
import type { Uuid } from "../../src/base/id.ts";
import { Refusal } from "../../src/base/refusal.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { askPayout } from "../../src/flows/ask-payout.ts";
import { changePayoutSettings } from "../../src/flows/change-payout-settings.ts";
import { approvePayouts, withdrawRun } from "../../src/flows/decide-run.ts";
import { payRun } from "../../src/flows/pay-run.ts";
import { proposePayouts } from "../../src/flows/propose-payouts.ts";
import { recordSale } from "../../src/flows/record-sale.ts";
import { schedulePayouts } from "../../src/flows/schedule-payouts.ts";
import { setPayoutMethod } from "../../src/flows/set-payout-method.ts";
import { refundSale } from "../../src/flows/take-back.ts";
import type { PayoutRun } from "../../src/payouts/run.ts";
import { listRuns } from "../../src/payouts/runs.ts";
import { payoutsOf, risky } from "./payout-bank.ts";
import { DAY, dayOf, HOLD_DAYS, type PayoutWorld, placeOf } from "./payout-world.ts";
import { ACTOR } from "./world.ts";

const ANA = { actor: "account:ana", name: "Ana", email: null };
const FAY = { actor: "account:fay", name: "Fay", email: null };

const runsOf = ({ clean, ws }: PayoutWorld): Promise<PayoutRun[]> =>
  inWorkspace(clean, ws, (tx) => listRuns(tx, ws, { limit: 10_000 }));

export async function sell(world: PayoutWorld): Promise<string> {
  const { r, app, ws, clock, earners, auditor, sold } = world;
  const earner = r.pick(earners);
  const paid = 2 * (100 + r.below(20_000));
  const facts = {
    ...{ source: "api", externalId: `s${sold.length}`, product: earner.product, offer: null },
    ...{ happenedAt: clock.now, happenedAtStated: true, currency: "USD", paid, tax: 0, shipping: 0 },
    ...{ fees: [], affiliate: null, charge: null, side: null, metadata: null, buyer: null },
  };
  const { id } = await recordSale(app, ws, facts, ACTOR);
  const day = dayOf(world) + HOLD_DAYS;
  auditor.earned(earner.party, paid / 2, day);
  sold.push({ id, earner, paid, day, isBack: false });
  return `sell ${paid}`;
}

export async function refund(world: PayoutWorld): Promise<string> {
  const { r, app, ws, clock, auditor, sold } = world;
  const open = sold.filter((one) => !one.isBack);
  if (open.length === 0) return "nothing to refund";
  const sale = r.pick(open);
  const rest = {
    feesReturned: "all",
    reason: null,
    recordOnly: true,
    origin: "source",
    metadata: null,
  } as const;
  const told = { source: "api", externalId: `r-${sale.id}`, sale: sale.id, happenedAt: clock.now };
  await refundSale(app, ws, { ...told, amount: sale.paid, ...rest }, ACTOR);
  auditor.takenBack(sale.earner.party, sale.paid / 2, sale.day, dayOf(world));
  sale.isBack = true;
  return `refund ${sale.paid}`;
}

export async function move({ r, app, ws, clock, earners, auditor }: PayoutWorld): Promise<string> {
  const earner = r.pick(earners);
  if (r.chance(0.5)) {
    const held = !auditor.isHeld(earner.party);
    await changePayoutSettings(app, ws, earner.party, { held, heldWhy: held ? "asked" : "" }, ACTOR);
    auditor.hold(earner.party, held);
    return `held ${held}`;
  }
  earner.places += 1;
  await setPayoutMethod(app, ws, earner.party, placeOf(earner), { ...ANA, side: "producer" });
  auditor.place(earner.party, clock.now);
  return "another place";
}

export async function ask({ r, app, ws, earners, auditor }: PayoutWorld): Promise<string> {
  const { party } = r.pick(earners);
  if (auditor.asked().includes(party)) return "asked already";
  try {
    await askPayout(app, ws, party, "USD", "account:partner");
  } catch (why) {
    if (why instanceof Refusal) return `ask ${why.code}`;
    throw why;
  }
  auditor.asks(party);
  return "ask";
}

export async function propose(world: PayoutWorld): Promise<string> {
  const { r, ws, clock, auditor } = world;
  const by = r.pick([ANA, FAY]);
  const expected = auditor.run(clock.now, dayOf(world));
  const done = await risky(world, (app) => proposePayouts(app, ws, { rates: [] }, by));
  return `propose ${await foundRun(world, by.actor, expected, done)}`;
}

export async function schedule(world: PayoutWorld): Promise<string> {
  const { ws, clock, auditor } = world;
  const hour = Math.floor((clock.now % DAY) / 3_600_000);
  const isDue = hour >= 6 && world.scheduledOn !== dayOf(world);
  const expected = isDue ? auditor.run(clock.now, dayOf(world), auditor.asked()) : new Map<string, number>();
  const before = world.runs.size;
  const done = await risky(world, (app) => schedulePayouts(app, ws));
  const said = await foundRun(world, "system", expected, expected.size === 0 ? "died" : done);
  if (world.runs.size > before) world.scheduledOn = dayOf(world);
  return `schedule ${said}`;
}

/** A run that is there now must be the one expected; none, only where nothing was to be paid or it died. */
async function foundRun(
  world: PayoutWorld,
  by: string,
  expected: ReadonlyMap<string, number>,
  done: "done" | "died" | Refusal,
): Promise<string> {
  const run = (await runsOf(world)).find((one) => !world.runs.has(one.id));
  if (run === undefined) {
    if (done === "died" || expected.size === 0) return String(done instanceof Refusal ? done.code : done);
    throw new Error(`no run was proposed, the auditor says ${expected.size} payouts`);
  }
  world.runs.add(run.id);
  world.counts.runs += 1;
  const payouts = await payoutsOf(world, { run: run.id });
  const found = payouts.map((one) => `${one.party} ${one.owedAmount}`).sort();
  const wanted = [...expected].map(([party, amount]) => `${party} ${amount}`).sort();
  if (found.join() !== wanted.join()) {
    throw new Error(`run ${run.no} pays ${found.join()}, the auditor says ${wanted.join()}`);
  }
  world.auditor.proposed(run.id, by, expected);
  return `run ${run.no} of ${found.length}`;
}

export async function decide(world: PayoutWorld): Promise<string> {
  const { r, ws, auditor } = world;
  const open = (await runsOf(world)).filter((one) => one.state === "proposed");
  if (open.length === 0) return "nothing to decide";
  const run = r.pick(open);
  const by = r.pick([ANA, FAY]);
  const isOff = r.chance(0.15);
  await risky(world, (app) => (isOff ? withdrawRun : approvePayouts)(app, ws, run.id, by));
  const after = (await runsOf(world)).find((one) => one.id === run.id)?.state ?? "gone";
  if (after === "withdrawn") auditor.withdrawn(run.id);
  if (after === "approved" && !auditor.mayApprove(run.id, by.actor)) {
    throw new Error(`${by.actor} approved run ${run.no}, the auditor says it is their own`);
  }
  return `decide ${run.no} ${after}`;
}

/** Two processes at once; what one of them died of is told once the other is done. */
async function both(one: App, other: App, ws: number, run: Uuid): Promise<void> {
  const done = await Promise.allSettled([payRun(one, ws, run), payRun(other, ws, run)]);
  for (const each of done) if (each.status === "rejected") throw each.reason;
}

export async function pay(world: PayoutWorld): Promise<string> {
  const { r, ws, clock, auditor } = world;
  const ready = (await runsOf(world)).filter((one) => one.state === "approved");
  if (ready.length === 0) return "nothing to begin";
  const run = r.pick(ready);
  const today = dayOf(world);
  const waiting = (await payoutsOf(world, { run: run.id })).filter((one) => one.state === "proposed");
  const may = new Map(waiting.map((one) => [one.id, auditor.mayBegin(one.party, clock.now, today)]));
  const isTwice = r.chance(0.3);
  const other = world.again();
  await risky(world, (app) => (isTwice ? both(app, other, ws, run.id) : payRun(app, ws, run.id)));
  let begun = 0;
  for (const one of await payoutsOf(world, { run: run.id })) {
    const expected = may.get(one.id);
    if (expected === undefined || one.state === "proposed") continue;
    const isBegun = one.seq !== null;
    if (isBegun !== expected) {
      throw new Error(
        `${one.reference} is ${one.state}, the auditor says ${expected ? "begin" : "refuse"} it`,
      );
    }
    if (isBegun) auditor.begun(one.reference, one.party, today);
    else auditor.refused(one.party);
    begun += isBegun ? 1 : 0;
  }
  world.counts.begun += begun;
  world.counts.refused += may.size - begun;
  return `begin run ${run.no}: ${begun} of ${may.size}`;
}

export async function wait({ r, clock }: PayoutWorld): Promise<string> {
  clock.now += (1 + r.below(96)) * 3_600_000;
  return "wait";
}
