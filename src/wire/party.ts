// Parties on the network: anyone who can be owed money by the workspace. A party has no login here; that is
// an account.
// Example: { "kind": "partner", "name": "Bruno Lima", "email": "bruno@example.com", "ref": "bruno" }.
import { z } from "zod";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { externalId, metadata, metadataOut, nameOf } from "./metadata.ts";
import { ref } from "./named.ts";
import { emailIn as email } from "./person.ts";
import { countryIn } from "./workspace.ts";

export const partyKind = z.enum(["producer", "partner", "platform", "processor", "tax"]).meta({
  id: "PartyKind",
  description: "`partner`: co-producers, affiliates and managers. A workspace has one producer.",
});

const partyRef = ref.meta({
  description: "The name a source or an import knows it by; unique.",
  examples: ["stripe"],
});

export const newParty = z
  .strictObject({
    /** Producer and tax party come with the workspace. */
    kind: z.enum(["partner", "platform", "processor"]),
    name: nameOf(200),
    email: email.optional(),
    country: countryIn.optional(),
    ref: partyRef.optional(),
    externalId: externalId.optional(),
    metadata: metadata.optional(),
  })
  .meta({ id: "NewParty" });

/** Left out: as it is; null: none. */
export const partyChange = z
  .strictObject({
    name: nameOf(200),
    email: email.nullable(),
    country: countryIn.nullable(),
    ref: partyRef.nullable(),
    externalId: externalId.nullable(),
    metadata,
  })
  .partial()
  .meta({ id: "PartyChange" });

export const party = z
  .object({
    id: idOut("party"),
    kind: partyKind,
    name: z.string(),
    email: z.string().nullable(),
    country: z.string().nullable(),
    ref: z.string().nullable(),
    externalId: z.string().nullable(),
    metadata: metadataOut,
    createdAt: instantOut,
  })
  .meta({ id: "Party" });

export type Party = z.input<typeof party>;
