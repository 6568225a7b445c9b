// What waits for somebody, on the network; what the caller may not see is null. Example: { "parked": 14,
// "disputes": { "open": 2, "amounts": [{ "currency": "USD", "amount": 20000 }] }, "webhooks": null, … }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyOut } from "./money.ts";

const amounts = z.array(z.object({ currency: currencyOut, amount: amountOut }));

export const attention = z
  .object({
    parked: z.int().nullable().meta({ description: "Messages that wait for a person." }),
    commissions: z
      .int()
      .nullable()
      .meta({ description: "Messages of sources that paid other commissions than the contracts give." }),
    imports: z
      .array(
        z.object({
          id: idOut("import"),
          fileName: z.string(),
          state: z.enum(["running", "failed"]),
          rowsDone: z.int(),
        }),
      )
      .nullable(),
    disputes: z.object({ open: z.int(), amounts }),
    belowZero: z.object({ parties: z.int(), amounts }).nullable(),
    webhooks: z.int().nullable().meta({ description: "Endpoints whose messages fail." }),
    silent: z.array(z.object({ name: z.string(), lastAt: instantOut.nullable() })).nullable(),
    payouts: z
      .object({
        runs: z.array(
          z.object({
            ...{ id: idOut("run"), no: z.int() },
            untaken: z.int().meta({ description: "Payouts whose file was not taken for a day." }),
            stuck: z.int().meta({ description: "Payouts that are unknown, or say why they do not go on." }),
          }),
        ),
        answers: z.int().meta({ description: "Banks' answers in which something did not fit." }),
      })
      .nullable(),
    verification: z
      .object({ id: idOut("verification"), found: z.int(), at: instantOut })
      .nullable()
      .meta({ description: "The last verification, where something did not agree." }),
  })
  .meta({ id: "Attention" });

export type Attention = z.input<typeof attention>;
