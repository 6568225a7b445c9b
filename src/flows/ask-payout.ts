// A party asks to be paid what is available, and may take that back. Moves nothing: the next run takes it up.
// Refused while there is nowhere to pay to, nothing available, or less than the least.
// Example: bruno asks for BRL with 945.35 available → open; with 4.10 and a minimum of 10.00 → 409.
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { addRequest, askedAlready, withdrawRequest } from "../payouts/requests.ts";
import { minimumIn } from "../payouts/settings.ts";
import type { App } from "./app.ts";
import { type OwnPayoutDetails, readPayoutDetails } from "./show-payout-details.ts";

export async function askPayout(
  app: App,
  ws: number,
  party: Uuid,
  currency: string,
  actor: string,
): Promise<void> {
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    mustBePayable(await readPayoutDetails(tx, ws, party, at), currency);
    const request = { id: newUuid(app.ids), party, currency, askedAt: new Date(at) };
    await addRequest(tx, ws, { ...request, by: actor });
    const subject = publicId("party", party);
    await addEvent(tx, ws, { type: "payout.requested", subject, actor, payload: { currency }, at });
  });
}

function mustBePayable(details: OwnPayoutDetails, currency: string): void {
  const { method, owed, settings, policy, requests } = details;
  if (requests.some((one) => one.currency === currency)) throw askedAlready();
  const available = owed.find((one) => one.currency === currency)?.available ?? 0;
  if (method === null) {
    throw new Refusal(409, "no_method", "Say first where you want to be paid.");
  }
  if (settings.held) {
    throw new Refusal(409, "held", "Your payouts are on hold. Ask the business why.");
  }
  const least = minimumIn(currency, settings.minimum ?? policy.minimum);
  const isOther = settings.currency !== null && settings.currency !== currency;
  if (available <= 0 || (!isOther && available < least)) {
    const facts = { available, minimum: least, currency };
    throw new Refusal(409, "below_minimum", "There is less available than the least that is paid out.", {
      facts,
    });
  }
}

/** Throws 404 where nothing is asked for. */
export async function takeBackAsk(app: App, ws: number, party: Uuid, currency: string): Promise<void> {
  const isDone = await inWorkspace(app.db, ws, (tx) => withdrawRequest(tx, ws, party, currency));
  if (!isDone) throw new Refusal(404, "not_found", "No payout is asked for in this currency.");
}
