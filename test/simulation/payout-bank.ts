// What the bank of the world of payouts does, and how it comes to be known: handed over with a fault or
// without, answered late, twice and wrong, given back; and a process that dies between any two statements.
// Example: calm(world) → everything that the bank did is in the ledger, or it throws.
import { Refusal } from "../../src/base/refusal.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { endPayouts } from "../../src/flows/end-payouts.ts";
import { applySaid } from "../../src/flows/read-bank-answer.ts";
import { sendPayouts } from "../../src/flows/send-payouts.ts";
import type { Payout } from "../../src/payouts/payout.ts";
import { listPayouts } from "../../src/payouts/payouts.ts";
import { FAULTS } from "../payouts/false-services.ts";
import { DAY, dayOf, type PayoutWorld } from "./payout-world.ts";
import { ACTOR } from "./world.ts";

export const payoutsOf = ({ clean, ws }: PayoutWorld, filter: object = {}): Promise<Payout[]> =>
  inWorkspace(clean, ws, (tx) => listPayouts(tx, ws, { ...filter, limit: 100_000 }));

/** Some acts die on the way; then another process goes on. Answers the refusal, or whether it died. */
export async function risky(
  world: PayoutWorld,
  act: (app: App) => Promise<unknown>,
): Promise<"done" | "died" | Refusal> {
  const { r, line } = world;
  const isArmed = r.chance(0.2);
  if (isArmed && r.chance(0.5)) line.cut = { writes: r.below(5), isSent: r.chance(0.5) };
  else if (isArmed) line.next = r.pick(["connect", "middle", "answer"] as const);
  try {
    await act(world.app);
    return "done";
  } catch (why) {
    if (why instanceof Refusal) return why;
    if (!isArmed) throw why;
    world.counts.deaths += 1;
    return "died";
  } finally {
    line.cut = null;
    line.next = "none";
    if (isArmed) world.app = world.again();
  }
}

export async function send(world: PayoutWorld): Promise<string> {
  const { r, ws, services } = world;
  services.next = r.chance(0.5) ? r.pick(FAULTS) : null;
  const fault = services.next;
  await risky(world, (app) => sendPayouts(app, ws));
  services.next = null;
  return `send ${fault ?? "well"} ${await sync(world)}`;
}

/** A payout over a list: its bank answers, sometimes twice, sometimes otherwise, sometimes another amount. */
export async function tell(world: PayoutWorld): Promise<string> {
  const { r, app, ws, told } = world;
  const listed = (await payoutsOf(world)).filter((one) => one.rail === "csv" && one.seq !== null);
  if (listed.length === 0) return "nothing to tell";
  const one = r.pick(listed);
  const how = r.pick(["settled", "settled", "settled", "failed", "returned"] as const);
  if (r.chance(0.2)) {
    const said = { outcome: "settled", isBatch: false, reason: "", externalId: null } as const;
    const other = { ...said, reference: one.reference, amount: "0.01", currency: "USD" };
    const { applied } = await applySaid(app, ws, [other as never], ACTOR);
    if (applied > 0) throw new Error(`${one.reference} was booked by an answer of another amount`);
    return "another amount";
  }
  const before = told.get(one.reference);
  const fits = how === "returned" ? before === "settled" : before === undefined;
  for (let times = r.chance(0.3) ? 2 : 1; times > 0; times--) {
    await endPayouts(app, ws, how, [{ payout: one.id, reason: "", externalId: null }], ACTOR);
  }
  if (fits) told.set(one.reference, how);
  return `tell ${how} ${await sync(world)}`;
}

export async function giveBack(world: PayoutWorld): Promise<string> {
  keepLeft(world);
  // A service gives back within weeks; for so long, and some days more, it is asked.
  const recent = (await payoutsOf(world)).filter(
    (one) => one.settledAt === null || world.clock.now - one.settledAt.getTime() < 15 * DAY,
  );
  const known = new Set(recent.map((one) => one.reference));
  const paid = [...world.services.paid().keys()].filter((reference) => known.has(reference));
  if (paid.length === 0) return "nothing to give back";
  world.services.giveBack(world.r.pick(paid));
  return "give back";
}

function keepLeft({ services, left }: PayoutWorld): void {
  for (const [reference, text] of services.paid()) {
    left.set(reference, Math.round(Number(text) * (text.includes(".") ? 100 : 1)));
  }
}

/** What became of payouts, as it is stored, held against what their bank knows; told to the auditor. */
export async function sync(world: PayoutWorld): Promise<string> {
  const { auditor, services, told, left, counts } = world;
  keepLeft(world);
  const paid = services.paid();
  const away = auditor.away();
  for (const reference of paid.keys()) {
    if (!away.has(reference))
      throw new Error(`the bank paid ${reference}, which the auditor never saw begin`);
  }
  for (const [reference, times] of services.times) {
    if (times !== 1) throw new Error(`the bank paid ${reference} ${times} times, the auditor says once`);
  }
  let said = "";
  for (const one of await payoutsOf(world)) {
    const known = away.get(one.reference);
    if (known === undefined) continue;
    const { reference, state } = one;
    const isListed = one.rail === "csv";
    const arrived = isListed
      ? told.get(reference) === "settled" || told.get(reference) === "returned"
      : left.get(reference) === one.amount;
    const isBack = isListed
      ? ["failed", "returned"].includes(told.get(reference) ?? "")
      : !paid.has(reference);
    if (known.state === "under way" && (state === "settled" || state === "returned")) {
      if (!arrived) throw new Error(`${reference} is ${state}, the bank never paid it, says the auditor`);
      auditor.settled(reference);
      counts.settled += 1;
    }
    if (known.state !== "back" && (state === "failed" || state === "returned")) {
      if (!isBack) throw new Error(`${reference} is ${state}, the bank has it paid, says the auditor`);
      auditor.back(reference, dayOf(world));
      counts.back += 1;
    }
    said += `${reference} ${state} `;
  }
  return said;
}

/** The bank behaves, and everything it did comes to be known: then the bank is the ledger. */
export async function calm(world: PayoutWorld): Promise<void> {
  const { app, ws, services } = world;
  for (let i = 0; i < 4; i++) await sendPayouts(app, ws);
  await sync(world);
  for (const one of await payoutsOf(world)) {
    if (one.rail === "csv" || (one.state !== "in_transit" && one.state !== "unknown")) continue;
    if (world.left.get(one.reference) === one.amount) {
      throw new Error(`${one.reference} is ${one.state}, the bank paid it, says the auditor`);
    }
    // Another amount: the bank takes it back, and a person who looked there says so.
    services.giveBack(one.reference);
    await endPayouts(app, ws, "failed", [{ payout: one.id, reason: "looked", externalId: null }], ACTOR);
  }
  await sync(world);
  const paid = services.paid();
  for (const one of await payoutsOf(world)) {
    if (one.rail === "csv" || one.seq === null) continue;
    if ((one.state === "settled") !== paid.has(one.reference)) {
      throw new Error(`${one.reference} is ${one.state}, at the bank it is otherwise, says the auditor`);
    }
  }
}
