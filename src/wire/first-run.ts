// The first steps of a new business on the network: what is done is read from what is there, what is put
// aside is remembered by the server, so that one may go on later, elsewhere.
// Example: { "steps": [{ "step": "product", "state": "done" }, …], "product": { "name": "Piano" },
// "testSale": null }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { namedProduct } from "./named.ts";

export const firstStep = z.enum(["product", "fee", "mail", "team", "test_sale"]).meta({ id: "FirstStep" });

export const firstRun = z
  .object({
    steps: z.array(z.object({ step: firstStep, state: z.enum(["open", "done", "skipped"]) })),
    over: z.boolean().meta({ description: "Every step is done or put aside, or real sales are there." }),
    product: namedProduct.nullable().meta({ description: "The first one." }),
    testSale: z
      .object({ id: idOut("sale"), undone: z.boolean() })
      .nullable()
      .meta({ description: "The newest sale of the source `test`." }),
  })
  .meta({ id: "FirstRun" });

export const firstRunChange = z
  .strictObject({ step: firstStep, skipped: z.boolean() })
  .meta({ id: "FirstRunChange" });

export type FirstRun = z.input<typeof firstRun>;
export type FirstStep = z.input<typeof firstStep>;
