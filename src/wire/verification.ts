// Verifications on the network: the books re-derived from raw facts, who had it done, how far it is, what did
// not agree. Example: { "state": "done", "entries": { "done": 9994, "total": 9994 }, "found": 0, "head": {
// "batch": 11, … } }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";

export const disagreement = z
  .object({
    check: z.string().meta({ description: "chain, balance, account_batch, split, plan, body …" }),
    where: z.string().meta({ description: "Which row." }),
    expected: z.string(),
    found: z.string(),
    entry: z.int().nullable().meta({ description: "The entry it is about, where it is one." }),
  })
  .meta({ id: "Disagreement" });

export const verification = z
  .object({
    id: idOut("verification"),
    state: z.enum(["running", "done", "failed"]),
    startedBy: z.object({ actor: z.string(), name: z.string() }),
    startedAt: instantOut,
    finishedAt: instantOut.nullable(),
    entries: z.object({ done: z.int(), total: z.int() }),
    sales: z.int().nullable(),
    plans: z.int().nullable(),
    head: z.object({ batch: z.int(), hash: z.string() }).nullable(),
    found: z.int().nullable().meta({ description: "How many disagree; null until it is done." }),
    message: z.string().nullable(),
  })
  .meta({ id: "Verification" });

export const verificationDetail = z
  .object({ ...verification.shape, disagreements: z.array(disagreement) })
  .meta({ id: "VerificationDetail" });

export type Verification = z.input<typeof verification>;
export type VerificationDetail = z.input<typeof verificationDetail>;
