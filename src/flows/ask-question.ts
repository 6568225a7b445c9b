// A party asks about a sale or a contract that it may see: a question of its own, open until the producer's
// side answers. The event names what it is about and never what was written.
// Example: bruno asks about sale_…: "Why 5.82 and not 10.00?" → question_…, event question.asked.
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { readContract } from "../contracts/read-contracts.ts";
import { addEvent } from "../db/events.ts";
import { inParty, inWorkspace, type Tx } from "../db/transaction.ts";
import { MOST_A_DAY, MOST_UNSETTLED, type Topic } from "../questions/question.ts";
import { countQuestions, countSaid } from "../questions/read-questions.ts";
import { addQuestion, addStep } from "../questions/write-question.ts";
import { readTouchedSale } from "../reports/touched-sales.ts";
import type { App } from "./app.ts";
import type { ActsFor } from "./propose-change.ts";
import { listOwnSales } from "./show-own-sales.ts";

export type AskedAbout = { sale: Uuid } | { contract: Uuid };

type Asker = Extract<ActsFor, { side: "party" }>;

const DAY_MS = 86_400_000;

/**
 * Answers the question's id. Throws 404 for what is not the party's to see, 409 where it has asked before.
 */
export async function askQuestion(
  app: App,
  ws: number,
  wanted: { about: AskedAbout; text: string; topic?: Topic | undefined },
  by: Asker,
): Promise<Uuid> {
  const { about, text, topic = "amount" } = wanted;
  const { party } = by;
  const seen = await inParty(app.db, { ws, party }, (tx) => findSubject(tx, ws, party, about));
  return await inWorkspace(app.db, ws, async (tx) => {
    const at = app.ids.now();
    const { open, answered } = await countQuestions(tx, ws, { party });
    if (open + answered >= MOST_UNSETTLED) {
      const message = `You have ${MOST_UNSETTLED} questions that are not closed. Close those that are settled first.`;
      throw new Refusal(409, "too_many_questions", message, { facts: { limit: MOST_UNSETTLED } });
    }
    await mustNotFlood(tx, ws, by.actor, at);
    const id = newUuid(app.ids);
    await addQuestion(tx, ws, { id, party, at, topic, ...seen });
    await addStep(tx, ws, id, { kind: "asked", side: "party", text, by: by.actor, byName: by.name, at });
    const payload = {
      party: publicId("party", party),
      about: publicId(seen.about, seen.subject),
      product: publicId("product", seen.product),
      topic,
    };
    const subject = publicId("question", id);
    await addEvent(tx, ws, { type: "question.asked", subject, actor: by.actor, payload, at });
    return id;
  });
}

/** Throws 409 `too_many_messages`. */
export async function mustNotFlood(tx: Tx, ws: number, actor: string, now: number): Promise<void> {
  if ((await countSaid(tx, ws, actor, now - DAY_MS)) < MOST_A_DAY) return;
  const message = `You wrote ${MOST_A_DAY} times about questions within a day. Go on tomorrow.`;
  throw new Refusal(409, "too_many_messages", message, { facts: { limit: MOST_A_DAY } });
}

async function findSubject(tx: Tx, ws: number, party: Uuid, about: AskedAbout) {
  if ("sale" in about) {
    const [sale] = await listOwnSales(tx, ws, party, { id: about.sale, limit: 1 });
    if (sale !== undefined) return { about: "sale" as const, subject: sale.id, product: sale.product };
    // Credited to somebody else, though a touch of the party led to it.
    const touched = await readTouchedSale(tx, ws, party, about.sale);
    if (touched === null) throw noSuch("sale");
    return { about: "sale" as const, subject: touched.sale, product: touched.product };
  }
  const contract = await readContract(tx, ws, about.contract);
  if (contract === null || contract.party !== party) throw noSuch("contract");
  return { about: "contract" as const, subject: contract.id, product: contract.product };
}

function noSuch(what: string): Refusal {
  return new Refusal(404, "not_found", `There is no such ${what}, or it is not yours to see.`);
}
