// Deliveries on the network: every message a source sent, stored as it came, and what became of it. What
// cannot be applied yet is parked, with the reason, and can be tried again.
// Example: { "source": "stripe", "state": "parked", "reason": "unknown_product", "message": "Nobody mapped
// prod_Nv2." }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";

export const deliveryState = z
  .enum(["stored", "applied", "parked", "ignored", "refused"])
  .meta({ id: "DeliveryState" });

const shape = {
  id: idOut("delivery"),
  source: z.string(),
  key: z.string().meta({ description: "The source's own id of the delivery, or the hash of its body." }),
  receivedAt: instantOut,
  state: deliveryState,
  reason: z.string().nullable().meta({ description: "The code of why it is parked, ignored or refused." }),
  message: z.string().nullable(),
  sale: idOut("sale").nullable(),
  attempts: z.int(),
  appliedAt: instantOut.nullable(),
};

export const delivery = z.object(shape).meta({ id: "Delivery" });

export const deliveryDetail = z
  .object({ ...shape, body: z.string().meta({ description: "As it came." }) })
  .meta({ id: "DeliveryDetail" });

export type Delivery = z.input<typeof delivery>;
