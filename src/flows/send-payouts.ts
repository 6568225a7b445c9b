// Hands payouts to services and asks what became of them: what is new is sent, what is unknown is looked up
// by its reference and sent again only where the service surely never had it, under the same reference. A
// service that says another amount is believed in nothing. Repeats without harm.
// Example: PayPal times out on Monday → unknown; five minutes later the batch is found there → in transit.
import { alone } from "../db/alone.ts";
import { inWorkspace } from "../db/transaction.ts";
import { markOfPaying } from "../payouts/paying-account.ts";
import { isUnderWay, type Payout } from "../payouts/payout.ts";
import { sumRuns } from "../payouts/payouts.ts";
import { API_RAILS, type RailName } from "../payouts/rail-names.ts";
import type { Batch } from "../payouts/rails/batch.ts";
import { paypalRail } from "../payouts/rails/paypal.ts";
import type { Outcome, ServiceRail } from "../payouts/rails/service.ts";
import { stripeRail } from "../payouts/rails/stripe.ts";
import type { PayoutRun } from "../payouts/run.ts";
import { listServiceRuns } from "../payouts/runs.ts";
import { markTried, noteWhy, unmarkTried } from "../payouts/write-payouts.ts";
import type { App } from "./app.ts";
import { bookOutcomes } from "./book-outcomes.ts";
import { batchOf, readBatch } from "./write-payout-file.ts";

/** So long after it arrived a payout is still asked for: services give back late. */
const WATCHED_MS = 35 * 86_400_000;

/**
 * Answers how many payouts were sent or moved. One sweep a workspace at a time: what another process is at
 * would be asked for twice. It is waited for, or left to it.
 */
export async function sendPayouts(app: App, ws: number, { waits = true } = {}): Promise<number> {
  return (await alone(app.db, ws, "payouts are sent", { waits }, () => sweep(app, ws))) ?? 0;
}

async function sweep(app: App, ws: number): Promise<number> {
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

/**
 * The parts of a batch never change: all that was begun, in its order, so many a call. Of a part goes only
 * what is under way: under its one name the service takes it once, however much of it is left.
 */
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
    if (batch.payer === null) {
      const ids = part.filter(isUnderWay).map((one) => one.id);
      await inWorkspace(app.db, ws, (tx) => noteWhy(tx, ws, ids, "no_account"));
      continue;
    }
    moved += await sendPart(app, ws, rail, { payouts: part, batch, part: from / rail.atOnce + 1 });
  }
  return moved;
}

function isOpen(app: App, { state, settledAt }: Payout): boolean {
  if (isUnderWay({ state })) return true;
  return state === "settled" && (settledAt?.getTime() ?? 0) > app.ids.now() - WATCHED_MS;
}

interface Part {
  payouts: readonly Payout[];
  batch: Batch;
  part: number;
}

async function sendPart(app: App, ws: number, rail: ServiceRail, part: Part): Promise<number> {
  const open = part.payouts.filter((one) => isOpen(app, one));
  const tried = open.filter((one) => one.triedAt !== null);
  const looked = tried.length === 0 ? [] : await rail.look(only(part, tried), part.part, namesOf(part));
  const missing = new Set(looked.filter((one) => one.is === "missing").map((one) => one.reference));
  // What already arrived is not sent again, whatever the service says of it now.
  const lost = tried.filter((one) => missing.has(one.reference) && isUnderWay(one));
  const doubts = new Map(lost.map((one) => [one.reference, whyNotAgain(app, rail, part, one)]));
  const again = lost.filter((one) => doubts.get(one.reference) === null);
  const fresh = open.filter((one) => one.triedAt === null && isUnderWay(one));
  const sent = await send(app, ws, rail, { part, fresh, again });
  const asked = new Set(sent.map((one) => one.reference));
  const left = lost.flatMap(({ reference }): Outcome[] => {
    const reason = doubts.get(reference) ?? null;
    return reason === null ? [] : [{ reference, is: "unknown", externalId: null, reason, amount: null }];
  });
  const all = [
    ...looked.filter((one) => one.is !== "missing" && !asked.has(one.reference)),
    ...sent,
    ...left,
  ];
  return await bookOutcomes(app, ws, part.payouts, all);
}

/** What the service called them before. */
function namesOf({ payouts }: Part): Map<string, string> {
  return new Map(
    payouts.flatMap(({ reference, externalId }): [string, string][] =>
      externalId === null ? [] : [[reference, externalId]],
    ),
  );
}

/** Null: its reference still keeps the service from paying twice. Else a person has to look. */
function whyNotAgain(app: App, rail: ServiceRail, { batch }: Part, payout: Payout): string | null {
  const { triedAt, triedFrom } = payout;
  if (triedFrom !== null && triedFrom !== markOf(batch)) return "account_changed";
  const age = app.ids.now() - (triedAt?.getTime() ?? 0);
  return age > (rail.forgetsAfterMs ?? Number.POSITIVE_INFINITY) ? "name_forgotten" : null;
}

function markOf({ payer }: Batch): string {
  return payer === null ? "" : markOfPaying(payer);
}

/** That they are tried is committed first: whoever comes after a crash looks before sending. */
async function send(
  app: App,
  ws: number,
  rail: ServiceRail,
  { part, fresh, again }: { part: Part; fresh: readonly Payout[]; again: readonly Payout[] },
): Promise<Outcome[]> {
  const tries = { at: new Date(app.ids.now()), from: markOf(part.batch) };
  const ids = { fresh: fresh.map((one) => one.id), again: again.map((one) => one.id) };
  const marked = await inWorkspace(app.db, ws, (tx) => markTried(tx, ws, ids, tries));
  const all = [...fresh, ...again].filter((one) => marked.has(one.id));
  if (all.length === 0) return [];
  const outcomes = await rail.send(only(part, all), part.part);
  // The first call may have been heard: a no to the second does not say that nothing was paid.
  const twice = new Set(again.map((one) => one.reference));
  const later = new Set(outcomes.filter((one) => one.is === "later").map((one) => one.reference));
  const untried = fresh.filter((one) => later.has(one.reference)).map((one) => one.id);
  await inWorkspace(app.db, ws, (tx) => unmarkTried(tx, ws, untried));
  return outcomes.map((one) =>
    one.is === "back" && twice.has(one.reference) ? { ...one, is: "unknown" as const } : one,
  );
}

function only({ batch }: Part, payouts: readonly Payout[]): Batch {
  const references = new Set(payouts.map((one) => one.reference));
  return { ...batch, lines: batch.lines.filter((one) => references.has(one.reference)) };
}
