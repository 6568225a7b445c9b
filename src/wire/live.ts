// What happened since one last looked, in one small answer: how far, what kinds of things, how many sales. It
// never says what exactly: whoever wants to know asks the resource, which checks what they may see.
// Example: { "seq": 214, "types": { "ledger.posted": 2 }, "sales": 3 }.
import { z } from "zod";

export const news = z
  .object({
    seq: z.int().meta({ description: "The last event that is counted; ask again behind it." }),
    types: z.record(z.string(), z.int()).meta({
      description: "How many events of each type; what the caller may not read of is left out.",
    }),
    sales: z.int().meta({ description: "How many sales were recorded." }),
  })
  .meta({ id: "News" });

export type News = z.input<typeof news>;
