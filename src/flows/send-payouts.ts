// Hands payouts to services and asks what became of them: what is new is sent, what is unknown is looked up
// by its reference and sent again only where the service surely never had it, under the same reference. A
// service that says another amount is believed in nothing. Repeats without harm.
// Example: PayPal times out on Monday → unknown; five minutes later the batch is found there → in transit.
import type { Uuid } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { Payout } from "../payouts/payout.ts";
import { sumRuns } from "../payouts/payouts.ts";
import { API_RAILS, type RailName } from "../payouts/rail-names.ts";
import type { Batch } from "../payouts/rails/batch.ts";
import { paypalRail } from "../payouts/rails/paypal.ts";
import type { Outcome, ServiceRail } from "../payouts/rails/service.ts";
import { stripeRail } from "../payouts/rails/stripe.ts";
import type { PayoutRun } from "../payouts/run.ts";
import { listServiceRuns } from "../payouts/runs.ts";
import type { App } from "./app.ts";
import { bookOutcomes } from "./book-outcomes.ts";
import { batchOf, readBatch } from "./write-payout-file.ts";

/** So long after it arrived a payout is still asked for: services give back late. */
const WATCHED_MS = 35 * 86_400_000;

/** Answers how many payouts were sent or moved. */
export async function sendPayouts(app: App, ws: number): Promise<number> {
  const since = new Date(app.ids.now() - WATCHED_MS);
  const runs = await inWorkspace(app.db, ws, (tx) => listServiceRuns(tx, ws, API_RAILS, since));
  let moved = 0;
  for (const run of runs) {
    const sums = await inWorkspace(app.db, ws, (tx) => sumRuns(tx, ws, [run.id]));
    const wanted = new Set(
      sums.filter((one) => API_RAILS.includes(one.rail)).map((one) => `${one.rail} ${one.currency}`),
    );
    for (const key of wanted) {
      const [rail, currency] = key.split(" ") as [RailName, string];
      moved += await sendBatch(app, ws, run, { rail, currency });
    }
  }
  return moved;
}

function railOf(app: App, name: RailName): ServiceRail {
  const { timeoutMs, ...urls } = app.services ?? {};
  return name === "paypal"
    ? paypalRail({ url: urls.paypal, timeoutMs })
    : stripeRail({ url: urls.stripe, timeoutMs });
}

/** The parts of a batch never change: all that was begun, in its order, so many a call. */
async function sendBatch(
  app: App,
  ws: number,
  run: PayoutRun,
  which: { rail: RailName; currency: string },
): Promise<number> {
  const rail = railOf(app, which.rail);
  const payouts = await inWorkspace(app.db, ws, (tx) => readBatch(tx, ws, run.id, which));
  let moved = 0;
  for (let from = 0; from < payouts.length; from += rail.atOnce) {
    const part = payouts.slice(from, from + rail.atOnce);
    if (!part.some((one) => isOpen(app, one))) continue;
    const batch = await inWorkspace(app.db, ws, (tx) => batchOf(app, tx, ws, run, part));
    if (batch.payer === null) continue;
    moved += await sendPart(app, ws, rail, { payouts: part, batch, part: from / rail.atOnce + 1 });
  }
  return moved;
}

function isOpen(app: App, { state, settledAt }: Payout): boolean {
  if (state === "in_transit" || state === "unknown") return true;
  return state === "settled" && (settledAt?.getTime() ?? 0) > app.ids.now() - WATCHED_MS;
}

interface Part {
  payouts: readonly Payout[];
  batch: Batch;
  part: number;
}

async function sendPart(app: App, ws: number, rail: ServiceRail, part: Part): Promise<number> {
  const fresh = part.payouts.filter((one) => one.state === "in_transit" && one.sentAt === null);
  const known = new Map(
    part.payouts.flatMap((one): [string, string][] =>
      one.externalId === null ? [] : [[one.reference, one.externalId]],
    ),
  );
  const old = part.payouts.filter((one) => !fresh.includes(one) && isOpen(app, one));
  const looked = old.length === 0 ? [] : await rail.look(only(part, old), part.part, known);
  const missing = new Set(looked.filter((one) => one.is === "missing").map((one) => one.reference));
  // What already arrived is not sent again, whatever the service says of it now.
  const again = old.filter((one) => missing.has(one.reference) && one.state !== "settled");
  const send = [...fresh, ...again];
  const sent = send.length === 0 ? [] : await sendWhole(rail, part, send);
  const asked = new Set(send.map((one) => one.reference));
  // The first call may have been heard: a no to the second does not say that nothing was paid.
  const twice = new Set(again.map((one) => one.reference));
  for (const one of sent) if (one.is === "back" && twice.has(one.reference)) one.is = "unknown";
  const all = [...looked.filter((one) => one.is !== "missing" && !asked.has(one.reference)), ...sent];
  return await bookOutcomes(app, ws, part.payouts, all);
}

/** A batch that is one call goes whole or not at all: then its name stays true. */
async function sendWhole(rail: ServiceRail, part: Part, send: readonly Payout[]): Promise<Outcome[]> {
  const wanted = new Set<Uuid>(send.map((one) => one.id));
  const isWhole = rail.isOneCall === true;
  const batch = isWhole ? part.batch : only(part, send);
  const outcomes = await rail.send(batch, part.part);
  const references = new Set(part.payouts.filter((one) => wanted.has(one.id)).map((one) => one.reference));
  return outcomes.filter((one) => references.has(one.reference));
}

function only({ batch }: Part, payouts: readonly Payout[]): Batch {
  const references = new Set(payouts.map((one) => one.reference));
  return { ...batch, lines: batch.lines.filter((one) => references.has(one.reference)) };
}
