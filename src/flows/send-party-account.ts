// Mails somebody who was added to the accounts of a party: by whom, for whom, in whose business, and what it
// lets them do. Says nothing to one that was taken away meanwhile. The link leads to the portal and signs
// nobody in.
// Example: sendPartyAccount(app, mailing, { ws: 7, party, account, by }) → true
import { findPartyAccount } from "../access/party-accounts.ts";
import type { Uuid } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import { toLanguage } from "../notices/mail-language.ts";
import { partyAccountMail } from "../notices/party-account-mail.ts";
import { readNames } from "../reports/names.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import type { Mailing } from "./send-invite.ts";

interface Added {
  ws: number;
  party: Uuid;
  account: Uuid;
  by: Uuid;
}

/** False when there was nothing to send any more. */
export async function sendPartyAccount(
  app: App,
  { identity, mailer, publicUrl }: Mailing,
  { ws, party, account, by }: Added,
): Promise<boolean> {
  const link = await inWorkspace(app.db, null, (tx) => findPartyAccount(tx, account, party));
  const people = await identity.readPeople([account, by]);
  const to = people.get(account);
  if (link === null || to === undefined) return false;
  const { workspace, name } = await inWorkspace(app.db, ws, async (tx) => ({
    workspace: await readWorkspace(tx, ws),
    name: (await readNames(tx, ws, { parties: [party] })).party(party),
  }));
  const { language } = await identity.own.readProfile(account);
  const adder = people.get(by);
  await mailer.send(
    partyAccountMail({
      to: to.email,
      by: adder === undefined ? name : adder.name || adder.email,
      party: name,
      workspace: workspace.name,
      mayAccept: link.mayAccept,
      link: `${publicUrl.replace(/\/$/, "")}/partner`,
      language: toLanguage(language ?? workspace.language),
    }),
  );
  return true;
}
