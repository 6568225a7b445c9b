// Reads questions: one with everything that was said, a page of them, how many wait. Never writes.
// Example: countQuestions(tx, 7, {}) → { open: 2, answered: 1, closed: 14 }.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type Question, type QuestionState, type Step, toQuestion, toStep } from "./question.ts";

export interface QuestionFilter {
  state?: QuestionState | undefined;
  party?: Uuid | undefined;
  product?: Uuid | undefined;
  /** A sale or a contract. */
  subject?: Uuid | undefined;
  /** Words that somebody said about it. */
  q?: string | undefined;
  /** True: decided to be corrected, and nothing that puts it right is posted yet. */
  toCorrect?: boolean | undefined;
}

/** A question as a list shows it: with the words it began with. */
export interface ListedQuestion extends Question {
  text: string;
  askedBy: string;
  /** When what puts it right was posted; null where nothing was. */
  correctedAt: Date | null;
}

/** What was posted for it: an adjustment, or who is credited with its sale put right. */
const CORRECTED_AT = sql<Date | null>`(SELECT max(p.answered_at) FROM (
  SELECT a.answered_at FROM partage.adjustment a
   WHERE a.ws = question.ws AND a.question = question.id AND a.state = 'posted'
  UNION ALL SELECT c.answered_at FROM partage.credit_correction c
   WHERE c.ws = question.ws AND c.question = question.id AND c.state = 'posted') p)`;

/** Null where nothing that puts the question right is posted. */
export async function readCorrectedAt(tx: Tx, ws: number, id: Uuid): Promise<Date | null> {
  const row = await tx
    .selectFrom("question")
    .select(CORRECTED_AT.as("at"))
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Decided to be corrected, and nothing posted for it. */
export async function countToCorrect(tx: Tx, ws: number, party?: Uuid): Promise<number> {
  let query = tx
    .selectFrom("question")
    .select(sql<number>`count(*)::int`.as("count"))
    .where("ws", "=", ws)
    .where("decision", "=", "will_be_corrected")
    .where(sql<boolean>`${CORRECTED_AT} IS NULL`);
  if (party !== undefined) query = query.where("party", "=", party);
  return (await query.executeTakeFirstOrThrow()).count;
}

export async function readQuestion(tx: Tx, ws: number, id: Uuid): Promise<Question | null> {
  const row = await tx
    .selectFrom("question")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : toQuestion(row);
}

/** The same, held against whatever else is said until the transaction ends. */
export async function lockQuestion(tx: Tx, ws: number, id: Uuid): Promise<Question | null> {
  const row = await tx
    .selectFrom("question")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : toQuestion(row);
}

export async function readSteps(tx: Tx, ws: number, question: Uuid): Promise<Step[]> {
  const rows = await tx
    .selectFrom("question_step")
    .selectAll()
    .where("ws", "=", ws)
    .where("question", "=", question)
    .orderBy("no")
    .execute();
  return rows.map(toStep);
}

/** What something was said about last comes first; `after` is changed_at and id of the last one shown. */
export async function listQuestions(
  tx: Tx,
  ws: number,
  filter: QuestionFilter & { after?: readonly [number, string] | undefined; limit: number },
): Promise<ListedQuestion[]> {
  const { state, party, product, subject, q, toCorrect, after, limit } = filter;
  let query = tx
    .selectFrom("question")
    .innerJoin("question_step as first", (join) =>
      join
        .onRef("first.ws", "=", "question.ws")
        .onRef("first.question", "=", "question.id")
        .on("first.no", "=", 1),
    )
    .selectAll("question")
    .select(["first.text", "first.by_name", CORRECTED_AT.as("corrected_at")])
    .where("question.ws", "=", ws)
    .where("first.ws", "=", ws);
  if (state !== undefined) query = query.where("question.state", "=", state);
  if (party !== undefined) query = query.where("question.party", "=", party);
  if (product !== undefined) query = query.where("question.product", "=", product);
  if (subject !== undefined) query = query.where("question.subject", "=", subject);
  if (toCorrect === true) {
    query = query.where("question.decision", "=", "will_be_corrected");
    query = query.where(sql<boolean>`${CORRECTED_AT} IS NULL`);
  }
  if (q !== undefined) {
    query = query.where(
      sql<boolean>`EXISTS (SELECT FROM partage.question_step s WHERE s.ws = question.ws AND s.question = question.id
        AND position(${q.toLowerCase()} in lower(s.text)) > 0)`,
    );
  }
  if (after !== undefined) {
    const [at, last] = after;
    query = query.where((is) =>
      is(is.refTuple("question.changed_at", "question.id"), "<", is.tuple(new Date(at), last as string)),
    );
  }
  const rows = await query
    .orderBy("question.changed_at", "desc")
    .orderBy("question.id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...toQuestion(row),
    ...{ text: row.text, askedBy: row.by_name, correctedAt: row.corrected_at },
  }));
}

export async function countQuestions(
  tx: Tx,
  ws: number,
  { party }: { party?: Uuid | undefined },
): Promise<Record<QuestionState, number>> {
  let query = tx
    .selectFrom("question")
    .select(["state"])
    .select(sql<number>`count(*)::int`.as("count"))
    .where("ws", "=", ws);
  if (party !== undefined) query = query.where("party", "=", party);
  const rows = await query.groupBy("state").execute();
  const counts = { open: 0, answered: 0, closed: 0 };
  for (const row of rows) counts[row.state as QuestionState] = row.count;
  return counts;
}

/** How much an account said since an instant. */
export async function countSaid(tx: Tx, ws: number, by: string, since: number): Promise<number> {
  const { count } = await tx
    .selectFrom("question_step")
    .select(sql<number>`count(*)::int`.as("count"))
    .where("ws", "=", ws)
    .where("by", "=", by)
    .where("at", ">", new Date(since))
    .executeTakeFirstOrThrow();
  return count;
}
