// Questions on the network: what a party asks about a sale or a contract, what the producer's side answers
// and decides, and what the party says to it. Everything that was said is kept, with who and when.
// Example: POST /v1/partner/party_…/questions { "about": { "sale": "sale_…" }, "text": "Why 5.82?" } → open.
import { z } from "zod";
import { idIn, idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyOut } from "./money.ts";
import { namedParty, namedProduct } from "./named.ts";

export const questionState = z.enum(["open", "answered", "closed"]).meta({
  description: "open: the producer's side has to say something. answered: the party has. closed: settled.",
});

export const decision = z.enum(["explained", "will_be_corrected", "not_agreed"]).meta({
  description: "explained: it is right, and this is why. will_be_corrected: it will be put right, and how.",
});

const words = z
  .string()
  .max(4000)
  .refine((text) => text.trim() !== "", "must not be empty");

export const topic = z.enum(["amount", "attribution"]).meta({
  description: "amount: how much it is. attribution: who was credited with the sale.",
});

export const newQuestion = z
  .strictObject({
    about: z.union([z.strictObject({ sale: idIn("sale") }), z.strictObject({ contract: idIn("contract") })]),
    topic: topic.optional().meta({ description: "Left out: amount." }),
    text: words,
  })
  .meta({ id: "NewQuestion" });

export const newAnswer = z.strictObject({ text: words }).meta({ id: "NewAnswer" });

export const newReply = z.strictObject({ text: words }).meta({ id: "NewReply" });

export const newDecision = z.strictObject({ decision, reason: words }).meta({ id: "NewDecision" });

export const questionClose = z
  .strictObject({ text: z.string().max(4000).default("").meta({ description: "A last word, if any." }) })
  .meta({ id: "QuestionClose" });

const head = {
  id: idOut("question"),
  state: questionState,
  decision: decision.nullable().meta({ description: "The newest one." }),
  party: namedParty,
  product: namedProduct,
  about: z.object({
    kind: z.enum(["sale", "contract"]),
    id: z.string().meta({ description: "Of the sale or the contract." }),
  }),
  topic,
  askedAt: instantOut,
  changedAt: instantOut,
  correctedAt: instantOut.nullable().meta({
    description: "When an adjustment or a correction of the credit was posted for it; null: none was.",
  }),
};

export const listedQuestion = z
  .object({ ...head, text: z.string().meta({ description: "What was asked." }), askedBy: z.string() })
  .meta({ id: "ListedQuestion" });

export const question = z
  .object({
    ...head,
    putRight: z
      .array(z.object({ at: instantOut, currency: currencyOut, amount: amountOut, reason: z.string() }))
      .meta({ description: "What was posted for the party that asked, newest first." }),
    steps: z
      .array(
        z.object({
          no: z.int(),
          kind: z.enum(["asked", "answered", "decided", "replied", "closed"]),
          side: z.enum(["producer", "party"]),
          text: z.string(),
          decision: decision.nullable(),
          by: z.string().meta({ description: "How the person was called then." }),
          at: instantOut,
        }),
      )
      .meta({ description: "Oldest first." }),
  })
  .meta({ id: "Question" });

export const questionCounts = z
  .object({
    open: z.int(),
    answered: z.int(),
    closed: z.int(),
    toCorrect: z.int().meta({ description: "Decided to be corrected, and nothing posted for it yet." }),
  })
  .meta({ id: "QuestionCounts" });

export type Question = z.input<typeof question>;
export type ListedQuestion = z.input<typeof listedQuestion>;
export type QuestionCounts = z.input<typeof questionCounts>;
