// Steps of the world of touches that take money back: refunds of a part or of all, disputes that are opened,
// won and lost, commissions held by hand and decided. Each is told to the auditor of the reserve as well.
// Example: openDispute(world) → "dispute 4210 of 9033": of sales of affiliates more often than of others.
import type { Uuid } from "../../src/base/id.ts";
import { Refusal } from "../../src/base/refusal.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { listFindings } from "../../src/findings/read-findings.ts";
import { decideFinding } from "../../src/flows/decide-finding.ts";
import { holdByHand } from "../../src/flows/hold-by-hand.ts";
import * as takeBack from "../../src/flows/take-back.ts";
import type { Sold, Touches } from "./touch-world.ts";
import { ACTOR } from "./world.ts";

const BY = { actor: ACTOR, name: "Ana" };

/** Told by the source: also while a dispute is open. */
export async function refund(world: Touches): Promise<string> {
  const { r, app, ws, clock, reserve } = world;
  const sale = pickSold(world, (one) => reserve.unrefunded(one.id) > 0);
  if (sale === undefined) return "nothing to refund";
  const left = reserve.unrefunded(sale.id);
  const amount = r.chance(0.5) ? left : 1 + r.below(left);
  world.n += 1;
  const told = { source: "api", externalId: `r-${world.n}`, sale: sale.id, happenedAt: clock.now };
  const rest = {
    feesReturned: "all",
    reason: null,
    recordOnly: true,
    origin: "source",
    metadata: null,
  } as const;
  await takeBack.refundSale(app, ws, { ...told, amount, ...rest }, ACTOR);
  reserve.refund(sale.id, amount);
  return `refund ${amount}`;
}

/** Of all that is left, or of a part; beside others that are open. */
export async function openDispute(world: Touches): Promise<string> {
  const { r, app, ws, clock, reserve, disputes } = world;
  const sale = pickSold(world, (one) => reserve.undisputed(one.id) > 0);
  if (sale === undefined) return "nothing to dispute";
  const left = reserve.undisputed(sale.id);
  const amount = r.chance(0.4) ? left : 1 + r.below(left);
  world.n += 1;
  const id = `d-${world.n}`;
  const told = { source: "api", externalId: id, sale: sale.id, happenedAt: clock.now, amount };
  await takeBack.openDispute(app, ws, { ...told, reason: null, metadata: null }, ACTOR);
  reserve.dispute(sale.id, id, amount);
  disputes.push({ sale: sale.id, id });
  world.disputed += 1;
  return `dispute ${amount}`;
}

export async function closeDispute({ r, app, ws, clock, reserve, disputes }: Touches): Promise<string> {
  if (disputes.length === 0) return "no dispute";
  const [one] = disputes.splice(r.below(disputes.length), 1) as [Touches["disputes"][number]];
  const outcome = r.pick(["won", "lost"] as const);
  const told = { source: "api", externalId: one.id, happenedAt: clock.now, outcome, fee: 0 };
  await takeBack.closeDispute(app, ws, told, ACTOR);
  reserve.endDispute(one.sale, one.id, outcome === "lost");
  return `dispute ${outcome}`;
}

/** Held by hand, where no rule has found anything or a person released it before. */
export async function suspect(world: Touches): Promise<string> {
  const { r, app, ws, reserve } = world;
  const sale = pickSold(world, (one) => one.affiliates.length > 0);
  if (sale === undefined) return "nobody to suspect";
  const party = r.pick(sale.affiliates);
  const isHeld = reserve.hold(sale.id, party);
  const refused = await refusalOf(holdByHand(app, ws, { sale: sale.id, party, reason: "Odd." }, BY));
  if (isHeld !== (refused === null))
    throw new Error(`holding ${party} by hand answers ${refused}, the auditor says otherwise`);
  return `suspect ${refused}`;
}

export async function decide({ r, app, ws, clean, sold, credit, reserve }: Touches): Promise<string> {
  const waiting = await inWorkspace(clean, ws, (tx) => listFindings(tx, ws, { state: "held", limit: 1000 }));
  if (waiting.length === 0) return "nothing to decide";
  const { id, sale, party, evidence } = r.pick(waiting);
  const state = r.pick(["released", "taken_back"] as const);
  const may = reserve.decide(sale, party, state === "taken_back");
  const decision = { state, reason: "Looked at.", basedOn: evidence.length };
  const refused = await refusalOf(decideFinding(app, ws, id, decision, BY));
  if (refused !== (may ? null : "commission_disputed"))
    throw new Error(`deciding answers ${refused}, the auditor says otherwise`);
  const began = sold.find((one) => one.id === sale)?.began;
  if (may && state === "taken_back" && began) credit.forfeit(began, party);
  return `decide ${state} ${refused}`;
}

/** Mostly one that an affiliate earns on, and often one of which something is held or in dispute already. */
function pickSold({ r, sold, disputes }: Touches, fits: (one: Sold) => boolean): Sold | undefined {
  const all = sold.filter(fits);
  const earned = all.filter((one) => one.affiliates.length > 0).slice(-12);
  const open = new Set<Uuid>(disputes.map((one) => one.sale));
  const disputed = all.filter((one) => open.has(one.id));
  const from = r.chance(0.4) && disputed.length > 0 ? disputed : r.chance(0.8) ? earned : all;
  return from.length === 0 ? all.at(-1) : r.pick(from);
}

async function refusalOf(act: Promise<unknown>): Promise<string | null> {
  try {
    await act;
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
