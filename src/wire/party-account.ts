// The accounts that speak for a party, on the network: who may accept for it, and who only looks.
// Example: { "account": "account_…", "name": "Rita", "email": "rita@example.com", "mayAccept": false, … }
import { z } from "zod";
import { idOut } from "./id.ts";
import { instantOut } from "./instant.ts";
import { emailIn } from "./person.ts";

const mayAccept = z.boolean().meta({ description: "False: this account may look, and not decide." });

export const newPartyAccount = z.strictObject({ email: emailIn, mayAccept }).meta({ id: "NewPartyAccount" });

export const partyAccountChange = z.strictObject({ mayAccept }).meta({ id: "PartyAccountChange" });

export const partyAccount = z
  .object({
    account: idOut("account"),
    name: z.string(),
    email: z.string(),
    mayAccept,
    createdAt: instantOut,
    isYou: z.boolean(),
  })
  .meta({ id: "PartyAccount" });

export const partyAccounts = z.object({ data: z.array(partyAccount) }).meta({ id: "PartyAccounts" });

export type PartyAccount = z.input<typeof partyAccount>;
