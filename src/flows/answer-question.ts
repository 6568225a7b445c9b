// What is said about a question once it is asked: the producer's side answers or records its decision with a
// reason, the party replies or closes it. Each is a step more; nothing that was said is changed.
// Example: ana decides "will_be_corrected", "The fee was counted twice" → answered, event question.decided.
import { publicId, type Uuid } from "../base/id.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { type Decision, mustBeUnsettled, noSuchQuestion } from "../questions/question.ts";
import { lockQuestion } from "../questions/read-questions.ts";
import { addStep } from "../questions/write-question.ts";
import type { App } from "./app.ts";
import { mustNotFlood } from "./ask-question.ts";
import type { ActsFor } from "./propose-change.ts";

export type Said =
  | { kind: "answered"; text: string }
  | { kind: "decided"; text: string; decision: Decision }
  | { kind: "replied"; text: string }
  | { kind: "closed"; text: string };

/** A side says only what is its own to say: the routes of the other do not offer it. Throws 404 or 409. */
export async function addToQuestion(app: App, ws: number, id: Uuid, said: Said, by: ActsFor): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    const question = await lockQuestion(tx, ws, id);
    if (question === null || (by.side === "party" && question.party !== by.party)) throw noSuchQuestion();
    mustBeUnsettled(question);
    const at = app.ids.now();
    await mustNotFlood(tx, ws, by.actor, at);
    await addStep(tx, ws, id, { ...said, side: by.side, by: by.actor, byName: by.name, at });
    const payload = {
      party: publicId("party", question.party),
      about: publicId(question.about, question.subject),
      product: publicId("product", question.product),
      ...(said.kind === "decided" ? { decision: said.decision } : {}),
    };
    const subject = publicId("question", id);
    const type = `question.${said.kind}`;
    await addEvent(tx, ws, { type, subject, actor: by.actor, payload, at });
  });
}
