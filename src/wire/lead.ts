// Leads on the network: somebody who left an address after a click, before buying. A sale may name the lead
// instead of the click. The address is never kept: only a digest of it, to tell two leads of one person.
// Example: { "product": { "externalId": "piano" }, "externalId": "webinar-812", "clickId": "click_…" }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { instantIn, instantOut } from "./instant.ts";
import { externalId } from "./metadata.ts";
import { namedProduct, productIn } from "./named.ts";
import { emailIn } from "./person.ts";

export const newLead = z
  .strictObject({
    product: productIn,
    externalId,
    clickId: z.string().min(1).max(100).optional(),
    visitorId: z.string().min(1).max(100).optional(),
    email: emailIn.optional().meta({
      description: "Only a digest is kept. A sale to a buyer of this address finds the lead by itself.",
    }),
    emailHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits in small letters")
      .optional()
      .meta({ description: "Instead of `email`: SHA-256 of the address in small letters, without spaces." }),
    at: instantIn.optional().meta({ description: "Now when left out." }),
  })
  .refine(
    (one) => one.clickId !== undefined || one.visitorId !== undefined,
    "must have a `clickId` or a `visitorId`",
  )
  .refine(
    (one) => one.email === undefined || one.emailHash === undefined,
    "must have `email` or `emailHash`, not both",
  )
  .meta({ id: "NewLead" });

export const lead = z
  .object({
    id: idOut("lead"),
    product: namedProduct,
    externalId: z.string(),
    clicks: z.array(idOut("click")),
    visitor: idOut("visitor").nullable(),
    at: instantOut,
  })
  .meta({ id: "Lead" });

export type Lead = z.input<typeof lead>;
