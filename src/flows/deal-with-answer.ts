// Says that what did not fit in a bank's answer was dealt with, by whom and when: it is told as waiting no
// more. Changes no payout. Said twice it is said once.
// Example: dealWithAnswer(app, 7, answer, fay) → "dealt with by Fay Alves on 3 February".
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { type BankAnswer, noteDealtWith, readAnswer } from "../payouts/bank-answers.ts";
import type { App } from "./app.ts";
import type { Person } from "./propose-change.ts";

export async function dealWithAnswer(app: App, ws: number, id: Uuid, by: Person): Promise<BankAnswer> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const found = await readAnswer(tx, ws, id);
    if (found === null) throw new Refusal(404, "not_found", "There is no such answer of a bank.");
    if (await noteDealtWith(tx, ws, id, { actor: by.actor, name: by.name, at: new Date(at) })) {
      const subject = publicId("bankanswer", id);
      const payload = { differences: found.differences.length };
      await addEvent(tx, ws, { type: "bank_answer.dealt_with", subject, actor: by.actor, payload, at });
    }
    return (await readAnswer(tx, ws, id)) as BankAnswer;
  });
}
