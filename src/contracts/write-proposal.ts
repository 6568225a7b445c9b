// Adds a proposal and writes its one answer. What may be proposed and who may answer is asked before, under
// the lock of the terms. Example: answerProposal(tx, 7, id, { state: "declined", by, at, answer: "Too much."
// }).
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { takenBy } from "../db/taken.ts";
import type { Tx } from "../db/transaction.ts";
import type { Proposal, Reminder } from "./proposal.ts";

type Answered = "state" | "answeredBy" | "answeredName" | "answeredAt" | "answer";
export type NewProposal = Omit<Proposal, Answered | "change" | "productTerms" | "reminders"> &
  Partial<Pick<Proposal, "change" | "productTerms">>;

/** Throws 409 `proposal_open` where the contract has an unanswered one. */
export async function addProposal(tx: Tx, ws: number, one: NewProposal): Promise<void> {
  const date = (at: number | null) => (at === null ? null : new Date(at));
  await tx
    .insertInto("proposal")
    .values({
      ws,
      id: one.id,
      kind: one.kind,
      contract: one.contract,
      based_on: one.basedOn,
      product: one.product,
      party: one.party,
      side: one.side,
      email: one.email,
      language: one.language,
      terms: one.terms === null ? null : JSON.stringify(one.terms),
      starts: date(one.starts),
      ends: date(one.ends),
      message: one.message,
      terms_of_use: one.termsOfUse,
      created_by: one.createdBy,
      created_name: one.createdName,
      created_at: new Date(one.createdAt),
      lapses_at: new Date(one.lapsesAt),
      metadata: JSON.stringify(one.metadata),
      change: one.change ?? null,
      product_terms: one.productTerms ? JSON.stringify(one.productTerms) : null,
    })
    .execute()
    .catch((error: unknown) => {
      if (takenBy(error) !== "proposal_open") throw error;
      const message = "This contract has a proposal that waits for an answer. Answer or withdraw it first.";
      throw new Refusal(409, "proposal_open", message);
    });
}

/**
 * `at` is epoch milliseconds. Call with the proposal locked and open: the database refuses a second answer.
 */
export async function answerProposal(
  tx: Tx,
  ws: number,
  id: Uuid,
  answer: {
    state: "accepted" | "declined" | "withdrawn" | "lapsed";
    by: string;
    name: string | null;
    at: number;
    answer?: string;
  },
): Promise<void> {
  await tx
    .updateTable("proposal")
    .set({
      state: answer.state,
      answered_by: answer.by,
      answered_name: answer.name,
      answered_at: new Date(answer.at),
      answer: answer.answer ?? "",
    })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .execute();
}

/** False where it was mailed again less than `pause` ms before. Call with the proposal locked and open. */
export async function markReminded(
  tx: Tx,
  ws: number,
  id: Uuid,
  at: number,
  pause: number,
): Promise<boolean> {
  const done = await tx
    .updateTable("proposal")
    .set({ reminded_at: new Date(at) })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .where((is) => is.or([is("reminded_at", "is", null), is("reminded_at", "<=", new Date(at - pause))]))
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) return false;
  await keepReminder(tx, ws, id, { at, after: null });
  return true;
}

/** Call with the proposal locked and open. */
export async function keepReminder(tx: Tx, ws: number, id: Uuid, reminder: Reminder): Promise<void> {
  await tx
    .updateTable("proposal")
    .set({ reminders: sql`reminders || ${JSON.stringify([reminder])}::jsonb` })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .execute();
}
