// Taking a product off sale, or letting another take its place, with what becomes of each contract. Nothing
// of a contract changes by it: ends and moves are proposals. Example: { "replacedBy": "product_…",
// "contracts": [{ "contract": "contract_…", "becomes": "move" }], "termsOfUse": 2 }.
import { z } from "zod";
import { idIn } from "./id.ts";
import { asks } from "./proposal.ts";

export const retirement = z
  .strictObject({
    replacedBy: idIn("product")
      .nullable()
      .default(null)
      .meta({ description: "The product on sale that takes its place; null: none." }),
    contracts: z
      .array(
        z.strictObject({
          contract: idIn("contract"),
          becomes: z.enum(["go_on", "end", "move"]).meta({
            description:
              "`go_on`: it stays for renewals and late sales; `end`: its end is proposed; `move`: its terms are " +
              "proposed on the product that takes the place.",
          }),
        }),
      )
      .max(200)
      .meta({ description: "Every contract of the product that has not ended." }),
    ...asks,
  })
  .meta({ id: "Retirement" });
