// Adjustments between two persons of the producer's side: one proposes with a reason, another approves, and
// only then it is posted and the party told; or it is declined, or taken back. A business of one approves
// alone.
// Example: ana proposes +25.00 for bruno; fay (finance) approves → entry 812.
import { peopleBehind } from "../access/api-keys.ts";
import { isMinor } from "../base/amount.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import {
  type Adjustment,
  type AdjustmentKind,
  addAdjustment,
  answerAdjustment,
  mustBeProposed,
  noSuchAdjustment,
  readAdjustment,
} from "../parties/adjustment.ts";
import { findParty } from "../parties/read-parties.ts";
import { noSuchQuestion } from "../questions/question.ts";
import { readQuestion } from "../questions/read-questions.ts";
import { readOwedNow } from "../reports/owed-now.ts";
import type { App } from "./app.ts";
import { endCorrection } from "./correct-credit.ts";
import { needsFourEyes } from "./four-eyes.ts";
import { tooMuch } from "./plan-adjustment.ts";
import type { Person } from "./propose-change.ts";

export interface WantedAdjustment {
  party: Uuid;
  kind: AdjustmentKind;
  currency: string;
  amount: number;
  reason: string;
  /** That it puts right. */
  question?: Uuid | undefined;
}

/** Answers its id. Throws 422 for an amount of 0, nobody to adjust, or more than a party owes. */
export async function proposeAdjustment(
  app: App,
  ws: number,
  wanted: WantedAdjustment,
  by: Pick<Person, "actor" | "name">,
): Promise<Uuid> {
  const { party, kind, currency, amount } = wanted;
  return await inWorkspace(app.db, ws, async (tx) => {
    const at = app.ids.now();
    if (amount === 0 || !isMinor(Math.abs(amount))) throw wrong("amount", "invalid_amount", "must not be 0");
    const found = await findParty(tx, ws, party);
    if (found?.kind !== "partner") throw wrong("party", "no_partner", "must be a partner");
    if (kind === "write_off") {
      const owed = await readOwedNow(tx, ws, party, currency);
      if (amount < 0 || owed + amount > 0) throw tooMuch(owed);
    }
    const { question } = wanted;
    if (question !== undefined && (await readQuestion(tx, ws, question))?.party !== party)
      throw noSuchQuestion();
    const id = newUuid(app.ids);
    const fourEyes = await needsFourEyes(tx, ws);
    const behind = await peopleBehind(tx, ws, by.actor);
    await addAdjustment(tx, ws, { ...wanted, id, fourEyes, by: by.actor, byName: by.name, behind, at });
    const payload = { party: publicId("party", party), kind, currency, amount };
    const subject = publicId("adjustment", id);
    await addEvent(tx, ws, { type: "adjustment.proposed", subject, actor: by.actor, payload, at });
    return id;
  });
}

/** Posted in the flight that writes the approval. */
export async function agreeToAdjustment(app: App, ws: number, adjustment: Uuid, by: Person): Promise<void> {
  await app.posting.post(ws, { is: "adjustment", actor: by.actor, facts: { adjustment, name: by.name } });
}

/** Whoever proposed it takes it back; anybody else declines it. A part of a correction takes all of it along. */
export async function endAdjustment(
  app: App,
  ws: number,
  id: Uuid,
  by: Person,
  answer: string,
): Promise<Adjustment["state"]> {
  const whole = (await inWorkspace(app.db, ws, (tx) => readAdjustment(tx, ws, id)))?.correction ?? null;
  if (whole !== null) return await endCorrection(app, ws, whole, by, answer);
  return await inWorkspace(app.db, ws, async (tx) => {
    const found = await readAdjustment(tx, ws, id);
    if (found === null) throw noSuchAdjustment();
    mustBeProposed(found);
    const at = app.ids.now();
    const state = found.createdBehind.includes(by.actor) ? "withdrawn" : "declined";
    if (!(await answerAdjustment(tx, ws, id, state, { by: by.actor, name: by.name, at, answer }))) {
      throw new Refusal(409, "adjustment_answered", "It was answered a moment ago; nothing was changed.");
    }
    const { party, kind, currency, amount } = found;
    const payload = { party: publicId("party", party), kind, currency, amount };
    const subject = publicId("adjustment", id);
    await addEvent(tx, ws, { type: `adjustment.${state}`, subject, actor: by.actor, payload, at });
    return state;
  });
}

function wrong(path: string, code: string, message: string): Refusal {
  return new Refusal(422, code, `${path} ${message}.`, { details: [{ path, code, message }] });
}
