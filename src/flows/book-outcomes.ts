// Books what a service said of payouts: handed over, unknown, arrived, back. Another amount than the payout's
// books nothing: it is unknown until a person has looked. What contradicts what is booked changes nothing.
// Example: [{ reference, is: "settled", externalId: "tr_1" }] → sent, settled, external id tr_1.
import { decimalText } from "../base/decimal-text.ts";
import type { Uuid } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import { isUnderWay, type Payout } from "../payouts/payout.ts";
import type { Outcome } from "../payouts/rails/service.ts";
import { markPayouts, markSent, noteWhy } from "../payouts/write-payouts.ts";
import type { App } from "./app.ts";
import { endPayouts } from "./end-payouts.ts";
import type { PayoutEnd } from "./plan-payouts.ts";

const BY = "system";

/** Answers how many payouts it moved. */
export async function bookOutcomes(
  app: App,
  ws: number,
  payouts: readonly Payout[],
  outcomes: readonly Outcome[],
): Promise<number> {
  const at = new Date(app.ids.now());
  const of = new Map(payouts.map((one) => [one.reference, one]));
  const sent: { id: Payout["id"]; externalId: string | null }[] = [];
  const known: Payout[] = [];
  const unknown: [string, Uuid][] = [];
  /** Why it does not go on. */
  const waits: [string, Uuid][] = [];
  const ends = { settled: [] as PayoutEnd[], failed: [] as PayoutEnd[], returned: [] as PayoutEnd[] };
  for (const one of outcomes) {
    const payout = of.get(one.reference);
    if (payout === undefined || one.is === "missing") continue;
    const doubt = one.is === "later" ? one.reason : doubtOf(payout, one);
    if (doubt !== null) {
      const isLater = one.is === "later" || payout.state === "unknown";
      (isLater ? waits : unknown).push([doubt, payout.id]);
      continue;
    }
    const end = { payout: payout.id, reason: one.reason, externalId: one.externalId };
    if (one.externalId !== null) sent.push({ id: payout.id, externalId: one.externalId });
    if (one.is === "settled" && isUnderWay(payout)) ends.settled.push({ ...end, reason: "" });
    else if (one.is === "back" && isUnderWay(payout)) ends.failed.push(end);
    else if (one.is === "back" && payout.state === "settled") ends.returned.push(end);
    else if (one.is === "accepted" && payout.state === "unknown") known.push(payout);
  }
  await inWorkspace(app.db, ws, async (tx) => {
    for (const [note, ids] of idsBy(unknown)) {
      await markPayouts(tx, ws, "unknown", { ids, at, actor: BY, note });
    }
    for (const [why, ids] of idsBy(waits)) await noteWhy(tx, ws, ids, why);
    await markSent(tx, ws, sent, { at, actor: BY });
    await markPayouts(tx, ws, "in_transit", { ids: known.map((one) => one.id), at, actor: BY });
  });
  let moved = sent.length;
  for (const how of ["settled", "failed", "returned"] as const) {
    if (ends[how].length > 0) moved += (await endPayouts(app, ws, how, ends[how], BY)).ended;
  }
  return moved;
}

function idsBy(pairs: readonly [string, Uuid][]): Map<string, Uuid[]> {
  const found = new Map<string, Uuid[]>();
  for (const [text, id] of pairs) found.set(text, [...(found.get(text) ?? []), id]);
  return found;
}

/** Why it is not believed, or not known; null: it is. */
function doubtOf({ amount, currency }: Payout, one: Outcome): string | null {
  if (one.is === "unknown") return one.reason === "" ? "no answer" : one.reason;
  if (one.amount === null || one.amount === amount) return null;
  return `The service says ${decimalText(one.amount, currency)} ${currency}: look there before anything else.`;
}
