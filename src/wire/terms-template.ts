// Terms that a workspace keeps under a name, to begin invitations with. Never an agreement: who is invited
// sees the terms, not the template. Example: { "name": "Usual", "terms": { "share": "0.10", "renewals":
// "at_charge", "tail": "none" }, "isDefault": true }.
import { z } from "zod";
import { agreed } from "./contract.ts";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { nameOf } from "./metadata.ts";

const { ends: _ends, ...kept } = agreed;

const terms = z
  .strictObject(kept)
  .meta({ id: "TemplateTerms", description: "As of an invitation, undated." });

export const newTermsTemplate = z
  .strictObject({
    name: nameOf(100),
    terms,
    isDefault: z.boolean().default(false).meta({ description: "Invitations begin with it." }),
  })
  .meta({ id: "NewTermsTemplate" });

export const termsTemplateChange = z
  .strictObject({ name: nameOf(100), terms, isDefault: z.boolean() })
  .partial()
  .meta({ id: "TermsTemplateChange" });

export const termsTemplate = z
  .object({
    id: idOut("template"),
    name: z.string(),
    terms: z.record(z.string(), z.unknown()),
    isDefault: z.boolean(),
    createdAt: instantOut,
    changedAt: instantOut,
  })
  .meta({ id: "TermsTemplate" });

export type TermsTemplate = z.input<typeof termsTemplate>;
