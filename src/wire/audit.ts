// The audit trail on the network: events newest first, each with the name of whoever did it, also when the
// account is gone or the key revoked. Example: GET /v1/audit-trail?type=offer&from=2026-03-01 → { "actor": {
// "name": "Ana" }, … }.
import { z } from "zod";
import { instantOut } from "./instant.ts";
import { amountOut, currencyOut } from "./money.ts";

export const auditActor = z
  .object({
    id: z.string().meta({ description: "account:…, key:…, source:… or system." }),
    kind: z.enum(["account", "key", "source", "system", "party"]),
    name: z.string().nullable(),
    email: z.string().nullable(),
  })
  .meta({ id: "AuditActor" });

export const auditEntry = z
  .object({
    seq: z.int(),
    at: instantOut,
    type: z.string(),
    subject: z.string(),
    subjectName: z.string().nullable().meta({ description: "“Bruno Lima · Piano in 30 days”." }),
    subjectFacts: z
      .object({
        number: z.int().nullable().meta({ description: "Of a payout run or a statement." }),
        amount: amountOut.nullable(),
        currency: currencyOut.nullable(),
      })
      .nullable()
      .meta({ description: "What tells the thing apart beside its name." }),
    actor: auditActor,
    changes: z
      .array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() }))
      .meta({ description: "Where the event keeps what it was and what it is." }),
    payload: z.unknown(),
  })
  .meta({ id: "AuditEntry" });

export const auditActors = z.object({ data: z.array(auditActor) }).meta({ id: "AuditActors" });

const day = z.iso.date().meta({ examples: ["2026-03-01"] });

export const auditFilter = {
  actor: z.string().min(1).max(100).optional(),
  type: z
    .string()
    .min(1)
    .max(300)
    .optional()
    .meta({
      description: "A type, or its first word; several with commas between.",
      examples: ["offer,product"],
    }),
  subject: z.string().min(1).max(100).optional(),
  words: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: "Part of a thing's name, its number, or its id." }),
  from: day.optional().meta({ description: "A day in the workspace's time zone." }),
  to: day.optional().meta({ description: "The last day, included." }),
};

export type AuditEntry = z.input<typeof auditEntry>;
export type AuditActor = z.input<typeof auditActor>;
