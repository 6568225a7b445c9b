// Asks Stripe what a charge cost, with the seller's restricted key, and keeps the answer as a delivery of its
// own: what it tells is booked the way of every other message, before the split where the charge still waits,
// else as a late fee. Asks again after a time-out, a 429 or a failure, later and later, for three days.
// Example: learnFee(app, 7, { source: "stripe", charge: "ch_1", tries: 0 }) → a delivery fetched:txn_…,
// applied.
import { newUuid, type Uuid } from "../base/id.ts";
import { addJob } from "../db/job-queue.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { keepDelivery } from "../sources/keep-delivery.ts";
import { placeOf, readSourceKey, saveKeyProblem, waitingForFee } from "../sources/source-key.ts";
import { fetchFee, openStripe, type StripeAnswer, type ToldFee } from "../sources/stripe-api.ts";
import type { App } from "./app.ts";
import { queueDelivery } from "./queue-deliveries.ts";
import { LEARN_FEE } from "./wait-for-fee.ts";

export interface FeeWanted {
  source: string;
  charge: string;
  tries: number;
}

/** 15 s, 30 s, 1 min … an hour: three days in all. */
const FIRST_MS = 15_000;
const LONGEST_MS = 60 * 60 * 1000;
const MOST_TRIES = 80;

export async function learnFee(app: App, ws: number, wanted: FeeWanted): Promise<void> {
  const sealed = await inWorkspace(app.db, ws, (tx) => readSourceKey(tx, ws, wanted.source));
  if (sealed === null) return await goOn(app, ws, wanted);
  const key = app.safe?.open(sealed, placeOf(ws, wanted.source, "key")) ?? null;
  const answer: StripeAnswer<ToldFee> =
    key === null
      ? { is: "no", message: "The key was kept under another secret of this server: paste it again." }
      : await fetchFee(await openStripe(key, app.stripeUrl), wanted.charge);
  await inWorkspace(app.db, ws, async (tx) => {
    if (answer.is === "told") return await keepFee(app, tx, ws, wanted, answer.told);
    await saveKeyProblem(tx, ws, wanted.source, answer.is === "no" ? answer.message : null);
    if (answer.is === "no") await release(tx, ws, wanted);
    await askLater(app, tx, ws, wanted, answer);
  });
}

/** As an event, which is what a source's deliveries are. */
async function keepFee(app: App, tx: Tx, ws: number, { source }: FeeWanted, fee: ToldFee): Promise<void> {
  const { id, livemode, created, transaction } = fee;
  const key = `fetched:${id}`;
  const type = "partage.fee_fetched";
  const event = { id: key, object: "event", type, created, livemode, data: { object: transaction } };
  const kept = await keepDelivery(tx, ws, {
    id: newUuid(app.ids),
    ...{ source, key, type, headers: null, body: JSON.stringify(event), at: app.ids.now() },
  });
  await saveKeyProblem(tx, ws, source, null);
  if (kept.isNew) await queueDelivery(tx, ws, kept.id);
}

async function askLater(
  app: App,
  tx: Tx,
  ws: number,
  wanted: FeeWanted,
  answer: { is: string; afterMs?: number | null },
): Promise<void> {
  const tries = wanted.tries + 1;
  if (tries > MOST_TRIES) return;
  const pause = answer.is === "no" ? LONGEST_MS : Math.min(FIRST_MS * 2 ** wanted.tries, LONGEST_MS);
  const at = new Date(app.ids.now() + Math.max(pause, answer.afterMs ?? 0));
  const { source, charge } = wanted;
  await addJob(tx, LEARN_FEE, { ws, source, charge, tries }, { key: `fee ${ws} ${source} ${charge}`, at });
}

/** Nothing is asked any more: what waits for the fee is posted without. */
async function goOn(app: App, ws: number, wanted: FeeWanted): Promise<void> {
  await inWorkspace(app.db, ws, (tx) => release(tx, ws, wanted));
}

async function release(tx: Tx, ws: number, { source, charge }: FeeWanted): Promise<void> {
  for (const id of await waitingForFee(tx, ws, source, charge)) await queueDelivery(tx, ws, id as Uuid);
}
