// A question that a party asks about a sale or a contract of its own, and what was said about it since:
// asked, answered, decided, replied, closed, each with who and when. Nothing of it is changed or removed. It
// is open while the producer's side has to say something, answered while the party has, closed when the party
// says so.
// Example: bruno asks "Why 5.82 and not 10.00?" → open; ana decides "explained" → answered; bruno closes it.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Question as QuestionRow, QuestionStep as StepRow } from "../db/tables.ts";

export type QuestionState = "open" | "answered" | "closed";
export type Decision = "explained" | "will_be_corrected" | "not_agreed";
export type StepKind = "asked" | "answered" | "decided" | "replied" | "closed";
export type About = "sale" | "contract";
/** What of it is asked: how much, or who was credited with the sale. */
export type Topic = "amount" | "attribution";

/** Of one party at a time, so that nobody is flooded. */
export const MOST_UNSETTLED = 50;
/** Said by one account in a day. */
export const MOST_A_DAY = 100;

export interface Question {
  id: Uuid;
  party: Uuid;
  about: About;
  topic: Topic;
  /** The sale or the contract. */
  subject: Uuid;
  product: Uuid;
  state: QuestionState;
  /** The newest, null while there is none. */
  decision: Decision | null;
  steps: number;
  askedAt: number;
  changedAt: number;
}

export interface Step {
  no: number;
  kind: StepKind;
  side: "producer" | "party";
  text: string;
  decision: Decision | null;
  by: string;
  byName: string;
  at: number;
}

export function toQuestion(row: Selectable<QuestionRow>): Question {
  return {
    id: row.id as Uuid,
    party: row.party as Uuid,
    about: row.about as About,
    topic: row.topic as Topic,
    subject: row.subject as Uuid,
    product: row.product as Uuid,
    state: row.state as QuestionState,
    decision: row.decision as Decision | null,
    steps: row.steps,
    askedAt: row.asked_at.getTime(),
    changedAt: row.changed_at.getTime(),
  };
}

export function toStep(row: Selectable<StepRow>): Step {
  return {
    no: row.no,
    kind: row.kind as StepKind,
    side: row.side as Step["side"],
    text: row.text,
    decision: row.decision as Decision | null,
    by: row.by,
    byName: row.by_name,
    at: row.at.getTime(),
  };
}

/** What a question becomes by what is said. */
export function stateAfter(kind: StepKind): QuestionState {
  if (kind === "closed") return "closed";
  return kind === "answered" || kind === "decided" ? "answered" : "open";
}

/** Throws 409 `question_closed`. */
export function mustBeUnsettled(question: Question): void {
  if (question.state !== "closed") return;
  const message = "This question is closed and stays as it is. Ask a new one, and it will be answered there.";
  throw new Refusal(409, "question_closed", message, { facts: { at: question.changedAt } });
}

export function noSuchQuestion(): Refusal {
  return new Refusal(404, "not_found", "There is no such question, or it is not yours to see.");
}
