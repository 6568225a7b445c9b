// Opening balances between two sides: the producer's tells what a party was owed, the party confirms it, and
// only then it is posted; or it objects with a word, or the producer's side takes it back.
// Example: ana tells 412.50 USD as of 31 December; bruno objects "It was 512.50" → objected, nothing posted.
import { isMinor } from "../base/amount.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import {
  addOpening,
  answerOpening,
  mustBeOpen,
  noSuchOpening,
  type OpeningBalance,
  readOpening,
} from "../parties/opening-balance.ts";
import { findParty } from "../parties/read-parties.ts";
import { todayIn } from "../reports/balances.ts";
import type { App } from "./app.ts";
import type { ActsFor, Person } from "./propose-change.ts";

export type WantedOpening = Pick<OpeningBalance, "party" | "currency" | "amount" | "asOf" | "note">;

/** Answers its id. Throws 422 for an amount of 0, a day to come, or somebody who is no partner. */
export async function tellOpening(app: App, ws: number, wanted: WantedOpening, by: Person): Promise<Uuid> {
  const { party, amount, asOf, currency } = wanted;
  return await inWorkspace(app.db, ws, async (tx) => {
    const at = app.ids.now();
    if (amount === 0 || !isMinor(Math.abs(amount))) throw wrong("amount", "invalid_amount", "must not be 0");
    if (asOf > (await todayIn(tx, ws, at))) throw wrong("asOf", "day_to_come", "must not lie ahead");
    const found = await findParty(tx, ws, party);
    if (found?.kind !== "partner") throw wrong("party", "no_partner", "must be a partner");
    const id = newUuid(app.ids);
    await addOpening(tx, ws, { ...wanted, id, by: by.actor, byName: by.name, at });
    const payload = { party: publicId("party", party), currency, amount, asOf };
    const subject = publicId("opening", id);
    await addEvent(tx, ws, { type: "opening.told", subject, actor: by.actor, payload, at });
    return id;
  });
}

/** Posted in the flight that writes the answer. */
export async function agreeToOpening(
  app: App,
  ws: number,
  opening: Uuid,
  by: Extract<ActsFor, { side: "party" }>,
): Promise<void> {
  const facts = { opening, party: by.party, name: by.name };
  await app.posting.post(ws, { is: "opening", actor: by.actor, facts });
}

/** The party objects to it, or the producer's side takes it back. */
export async function endOpening(app: App, ws: number, id: Uuid, by: ActsFor, answer: string): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    const found = await readOpening(tx, ws, id);
    if (found === null || (by.side === "party" && found.party !== by.party)) throw noSuchOpening();
    mustBeOpen(found);
    const at = app.ids.now();
    const state = by.side === "party" ? "objected" : "withdrawn";
    if (!(await answerOpening(tx, ws, id, state, { by: by.actor, name: by.name, at, answer }))) {
      throw new Refusal(409, "opening_answered", "It was answered a moment ago; nothing was changed.");
    }
    const payload = { party: publicId("party", found.party), currency: found.currency, amount: found.amount };
    const subject = publicId("opening", id);
    await addEvent(tx, ws, { type: `opening.${state}`, subject, actor: by.actor, payload, at });
  });
}

function wrong(path: string, code: string, message: string): Refusal {
  return new Refusal(422, code, `${path} ${message}.`, { details: [{ path, code, message }] });
}
