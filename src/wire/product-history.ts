// The history of a product on the network: who changed what of it and of what stands around it, newest first.
// Values come as they were stored; a party among them is named.
// Example: { "type": "offer.changed", "changes": [{ "path": "price", "before": 4900, "after": 5900 }], … }.
import { z } from "zod";
import { instantOut } from "./instant.ts";

export const historyKind = z.enum(["product", "terms", "offer", "contract", "affiliation"]);

export const productHistoryEntry = z
  .object({
    seq: z.int(),
    type: z.string().meta({ examples: ["offer.changed"] }),
    at: instantOut,
    actor: z.object({
      kind: z.enum(["account", "key", "source", "system"]),
      name: z.string().nullable().meta({ description: "Null where it is not known any more." }),
    }),
    subject: z.object({
      id: z.string(),
      kind: z.enum(["product", "offer", "contract", "proposal", "affiliation"]),
      name: z.string(),
    }),
    currency: z.string().nullable().meta({ description: "Of the amounts among the changes." }),
    starts: z.string().nullable().meta({ description: "When it holds from, or ends, where it says so." }),
    changes: z.array(z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })),
  })
  .meta({ id: "ProductHistoryEntry" });

export type ProductHistoryEntry = z.input<typeof productHistoryEntry>;
