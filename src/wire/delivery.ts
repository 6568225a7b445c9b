// Deliveries on the network: every message a source sent, stored as it came, and what became of it. What
// cannot be applied yet is parked, with the reason, and can be tried again; what never will be can be set
// aside, with a reason, and taken back.
// Example: { "source": "stripe", "state": "parked", "reason": "unknown_product", "message": "Nobody mapped
// prod_Nv2." }.
import { z } from "zod";
import { idIn, idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { amountOut, currencyOut } from "./money.ts";

export const deliveryState = z
  .enum(["stored", "applied", "parked", "ignored", "refused", "dismissed"])
  .meta({ id: "DeliveryState" });

export const dismissal = z
  .strictObject({
    why: z
      .string()
      .min(1)
      .max(500)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
      .regex(/^[^\u0000-\u001f\u007f]*$/, "must not contain line breaks or control characters")
      .refine((text) => text.trim() !== "", "must not be empty")
      .meta({ examples: ["A purchase of our own, to try the checkout."] }),
  })
  .meta({ id: "Dismissal" });

export const productNaming = z.strictObject({ product: idIn("product") }).meta({ id: "ProductNaming" });

const shape = {
  id: idOut("delivery"),
  source: z.string(),
  key: z.string().meta({ description: "The source's own id of the delivery, or the hash of its body." }),
  type: z.string().nullable().meta({ description: "The event as the source calls it." }),
  receivedAt: instantOut,
  state: deliveryState,
  reason: z.string().nullable().meta({ description: "The code of why it is parked, ignored or refused." }),
  message: z.string().nullable(),
  sale: idOut("sale").nullable(),
  attempts: z.int(),
  appliedAt: instantOut.nullable(),
  reviewed: z.boolean().meta({ description: "Somebody has looked at the remark on what was applied." }),
  dismissed: z
    .object({ at: instantOut, by: z.string(), why: z.string() })
    .nullable()
    .meta({ description: "Who set it aside, and why." }),
};

export const delivery = z.object(shape).meta({ id: "Delivery" });

export const deliveryDetail = z
  .object({
    ...shape,
    body: z.string().meta({ description: "As it came; a token inside is not shown." }),
    headers: z
      .record(z.string(), z.string())
      .nullable()
      .meta({ description: "As they came; of one that may hold a secret the name alone." }),
    products: z
      .array(
        z.object({
          ref: z.string(),
          offerRef: z.string().nullable(),
          name: z.string().nullable(),
          amount: amountOut,
          currency: currencyOut,
        }),
      )
      .meta({ description: "The source's products that it waits or waited for." }),
    related: z.array(delivery).meta({ description: "Other messages of the same payment, oldest first." }),
  })
  .meta({ id: "DeliveryDetail" });

export type Delivery = z.input<typeof delivery>;
