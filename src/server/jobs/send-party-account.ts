// Mails one who was added to the accounts of a party. Repeats without harm: at worst the same mail comes
// twice after a crash; one that was taken away meanwhile is left alone. Example: { ws: 7, party: "019a…",
// account: "019a…", by }.
import { isUuid, type Uuid } from "../../base/id.ts";
import { Broken } from "../../base/refusal.ts";
import type { App } from "../../flows/app.ts";
import type { Mailing } from "../../flows/send-invite.ts";
import { sendPartyAccount } from "../../flows/send-party-account.ts";

export async function runPartyAccountMail(app: App, mailing: Mailing, payload: unknown): Promise<void> {
  const { ws, party, account, by } = (payload ?? {}) as Record<string, unknown>;
  if (typeof ws !== "number" || !isId(party) || !isId(account) || !isId(by)) {
    throw new Broken("a job of a party's account that names none");
  }
  await sendPartyAccount(app, mailing, { ws, party, account, by });
}

function isId(value: unknown): value is Uuid {
  return typeof value === "string" && isUuid(value);
}
