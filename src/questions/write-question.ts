// Adds a question, and what is said about it: only ever one step more. Never changes what was said, but takes
// a person's address out of it who asked to be forgotten.
// Example: addStep(tx, 7, question, { kind: "answered", side: "producer", text: "Because …", … }) → step 2.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { takenBy } from "../db/taken.ts";
import type { Tx } from "../db/transaction.ts";
import { type Question, type Step, stateAfter } from "./question.ts";

type NewQuestion = Pick<Question, "id" | "party" | "about" | "topic" | "subject" | "product"> & {
  at: number;
};

/** Throws 409 `question_unsettled` where the party has one about the same that is not closed. */
export async function addQuestion(tx: Tx, ws: number, one: NewQuestion): Promise<void> {
  const { id, party, about, topic, subject, product } = one;
  const at = new Date(one.at);
  await tx
    .insertInto("question")
    .values({ ws, id, party, about, topic, subject, product, asked_at: at, changed_at: at })
    .execute()
    .catch((error: unknown) => {
      if (takenBy(error) !== "question_unsettled") throw error;
      const message = `You asked about this ${about} already, and that question is not closed: write there.`;
      throw new Refusal(409, "question_unsettled", message);
    });
}

export type NewStep = Pick<Step, "kind" | "side" | "text" | "by" | "byName" | "at"> & {
  decision?: Step["decision"];
};

/** Call with the question locked, and not closed. */
export async function addStep(tx: Tx, ws: number, question: Uuid, said: NewStep): Promise<void> {
  const at = new Date(said.at);
  const { kind, side, text, by, decision = null } = said;
  const { steps } = await tx
    .updateTable("question")
    .set({ state: stateAfter(kind), changed_at: at })
    .set((has) => ({ steps: has("steps", "+", 1), ...(decision === null ? {} : { decision }) }))
    .where("ws", "=", ws)
    .where("id", "=", question)
    .returning("steps")
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("question_step")
    .values({ ws, question, no: steps, kind, side, text, decision, by, by_name: said.byName, at })
    .execute();
}

/** Takes the words out of everything that was said in the workspace, however they are cased. */
export async function eraseWords(tx: Tx, ws: number, words: readonly string[]): Promise<void> {
  for (const word of words) {
    const pattern = word.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    await sql`SELECT set_config('app.erasing', 'yes', true)`.execute(tx);
    await sql`UPDATE partage.question_step SET text = regexp_replace(text, ${pattern}, '[…]', 'gi')
      WHERE ws = ${ws} AND position(${word.toLowerCase()} in lower(text)) > 0`.execute(tx);
    await sql`SELECT set_config('app.erasing', '', true)`.execute(tx);
  }
}
