// The audit trail on the network: events newest first, each with the name of whoever did it, also when the
// account is gone or the key revoked. Example: GET /v1/audit-trail?type=offer&from=2026-03-01 → { "actor": {
// "name": "Ana" }, … }.
import { z } from "zod";
import { instantOut } from "./instant.ts";

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
    subjectName: z.string().nullable(),
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
  type: z.string().min(1).max(100).optional().meta({ description: "A type, or its first word." }),
  subject: z.string().min(1).max(100).optional(),
  from: day.optional().meta({ description: "A day in the workspace's time zone." }),
  to: day.optional().meta({ description: "The last day, included." }),
};

export type AuditEntry = z.input<typeof auditEntry>;
export type AuditActor = z.input<typeof auditActor>;
