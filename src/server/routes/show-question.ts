// A question as it goes out on the network, for the producer's side and for the party alike: read whole, in
// the transaction of whoever looks.
// Example: readShownQuestion(tx, 7, id, null) → { id: "question_…", state: "open", steps: [{ kind: "asked", …
// }] }.
import type { Uuid } from "../../base/id.ts";
import type { Tx } from "../../db/transaction.ts";
import { listAdjustments } from "../../parties/adjustment.ts";
import { noSuchQuestion, type Question } from "../../questions/question.ts";
import {
  type ListedQuestion,
  listQuestions,
  type QuestionFilter,
  readCorrectedAt,
  readQuestion,
  readSteps,
} from "../../questions/read-questions.ts";
import { type Names, readNames } from "../../reports/names.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { page } from "../../wire/list.ts";
import type * as wire from "../../wire/question.ts";
import { showParty, showProduct } from "./show-named.ts";

function showHead(names: Names, one: Question) {
  return {
    id: showId("question", one.id),
    state: one.state,
    decision: one.decision,
    party: showParty(names, one.party),
    product: showProduct(names, one.product),
    about: { kind: one.about, id: showId(one.about, one.subject) },
    topic: one.topic,
    askedAt: showInstant(one.askedAt),
    changedAt: showInstant(one.changedAt),
  };
}

/** Throws 404 where there is none, or where it is another party's than `party`; null is any. */
export async function readShownQuestion(
  tx: Tx,
  ws: number,
  id: Uuid,
  party: Uuid | null,
): Promise<wire.Question> {
  const found = await readQuestion(tx, ws, id);
  if (found === null || (party !== null && found.party !== party)) throw noSuchQuestion();
  const names = await readNames(tx, ws, { parties: [found.party], products: [found.product] });
  const steps = await readSteps(tx, ws, id);
  const wanted = { question: id, party: found.party, state: "posted" as const, limit: 100 };
  const posted = await listAdjustments(tx, ws, wanted);
  return {
    ...showHead(names, found),
    correctedAt: showInstant(await readCorrectedAt(tx, ws, id)),
    putRight: posted.map(({ answeredAt, currency, amount, reason }) => {
      return { at: showInstant(answeredAt as Date), currency, amount, reason };
    }),
    steps: steps.map(({ by: _by, byName, at, ...step }) => ({ ...step, by: byName, at: showInstant(at) })),
  };
}

/** One page of a list, with its cursor. */
export async function listShownQuestions(
  tx: Tx,
  ws: number,
  query: QuestionFilter & { cursor?: readonly [number, string] | undefined; limit: number },
): Promise<{ data: wire.ListedQuestion[]; nextCursor: string | null }> {
  const { cursor, limit, ...filter } = query;
  const found = await listQuestions(tx, ws, { ...filter, after: cursor, limit: limit + 1 });
  const { rows, nextCursor } = page(found, limit, (one) => [one.changedAt, one.id]);
  const names = await readNames(tx, ws, {
    parties: rows.map((one) => one.party),
    products: rows.map((one) => one.product),
  });
  return { data: rows.map((one) => showListed(names, one)), nextCursor };
}

function showListed(names: Names, one: ListedQuestion): wire.ListedQuestion {
  const { text, askedBy, correctedAt } = one;
  return { ...showHead(names, one), correctedAt: showInstant(correctedAt), text, askedBy };
}
