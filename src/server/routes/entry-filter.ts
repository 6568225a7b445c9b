// What a list of entries may be narrowed by: the same for the journal, an account and a party.
// Example: ?kind=refund&from=2026-03-01T03:00:00Z&search=order-8812.
import { z } from "zod";
import { entryKind } from "../../wire/entry.ts";
import { instantIn } from "../../wire/instant.ts";

export const entryFilter = {
  kind: z
    .enum([...entryKind.options, "taken_back"])
    .optional()
    .meta({ description: "`taken_back`: refunds, and disputes that were lost." }),
  from: instantIn.optional().meta({ description: "When it happened, inclusive." }),
  to: instantIn.optional().meta({ description: "When it happened, exclusive." }),
  search: z.string().min(1).max(255).optional().meta({
    description: "The source's own id, an id of ours of what it is about, or an entry's number; whole.",
  }),
};
