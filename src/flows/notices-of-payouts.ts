// What a payout is to people: sent, told to the party; failed or come back, told to both sides, with the
// reason.
// Example: payout.returned of bruno, AC04 → "payout_back" to the party and to the producer's side.
import { parsePublicId, publicId } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { readPayouts } from "../payouts/payouts.ts";
import type { HappenedEvent } from "../reports/events.ts";
import { readNames } from "../reports/names.ts";
import type { Told } from "./deliver-notices.ts";

const BACK: readonly string[] = ["payout.failed", "payout.returned"];

export async function ofPayout(tx: Tx, ws: number, event: HappenedEvent): Promise<Told[]> {
  const isBack = BACK.includes(event.type);
  const id = parsePublicId("payout", event.subject);
  if (id === null || (!isBack && event.type !== "payout.begun")) return [];
  const payout = (await readPayouts(tx, ws, [id])).get(id);
  if (payout === undefined) return [];
  const { party, currency, amount, reference, reason } = payout;
  const partner = (await readNames(tx, ws, { parties: [party] })).party(party);
  const facts = {
    ...{ partner, product: null, given: [{ currency, amount }], of: publicId("party", party) },
    message: isBack ? reason : reference,
  };
  const kind = isBack ? ("payout_back" as const) : ("payout_sent" as const);
  const told = { party, kind, leadsTo: event.subject, facts, actor: event.actor };
  return (isBack ? (["party", "producer"] as const) : (["party"] as const)).map((to) => ({ ...told, to }));
}
