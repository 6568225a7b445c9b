// What a payout is to people: sent, once it was handed over, told to the party; arrived, shown in its inbox;
// failed or come back, told to both sides, with the reason.
// Example: payout.returned of bruno, AC04 → "payout_back" to the party and to the producer's side.
import { parsePublicId, publicId } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { Payout } from "../payouts/payout.ts";
import { readPayouts } from "../payouts/payouts.ts";
import type { HappenedEvent } from "../reports/events.ts";
import { readNames } from "../reports/names.ts";
import type { Told } from "./deliver-notices.ts";

const KINDS = {
  "payout.sent": "payout_sent",
  "payout.settled": "payout_arrived",
  "payout.failed": "payout_back",
  "payout.returned": "payout_back",
} as const;

export async function ofPayout(tx: Tx, ws: number, event: HappenedEvent): Promise<Told[]> {
  const kind = KINDS[event.type as keyof typeof KINDS];
  const id = parsePublicId("payout", event.subject);
  const payout = kind === undefined || id === null ? undefined : (await readPayouts(tx, ws, [id])).get(id);
  if (payout === undefined || isOutdated(kind, payout)) return [];
  const { party, currency, amount, reference, reason } = payout;
  const partner = (await readNames(tx, ws, { parties: [party] })).party(party);
  const facts = {
    ...{ partner, product: null, given: [{ currency, amount }], of: publicId("party", party) },
    message: kind === "payout_back" ? reason : reference,
  };
  // Whoever read that it was sent reads in the inbox that it arrived.
  const isInboxOnly = kind === "payout_arrived" && payout.sentAt !== null;
  const told = { party, kind, leadsTo: event.subject, facts, actor: event.actor, isInboxOnly };
  const to = kind === "payout_back" ? (["party", "producer"] as const) : (["party"] as const);
  return to.map((side) => ({ ...told, to: side }));
}

/** Of what came back meanwhile nobody is told that it left or arrived. */
function isOutdated(kind: (typeof KINDS)[keyof typeof KINDS], { state }: Payout): boolean {
  return kind !== "payout_back" && (state === "failed" || state === "returned");
}
