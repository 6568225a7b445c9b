// Mails everybody who speaks for a party, and the party's own address on record, that where it is paid was
// changed. Repeats without harm: at worst the same mail comes twice.
// Example: tellPayoutMethod(app, mailing, { ws: 7, party, hint: "FR14 •••• 2606", … }) → 3 mails.
import { listAccountsOf } from "../access/party-accounts.ts";
import { localText } from "../base/decimal-text.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import { type Language, toLanguage } from "../notices/mail-language.ts";
import { payoutMethodMail } from "../notices/payout-method-mail.ts";
import { readParties } from "../parties/read-parties.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import type { Mailing } from "./send-invite.ts";

export interface ChangedMethod {
  ws: number;
  party: Uuid;
  hint: string | null;
  before: string | null;
  by: string;
  usableAt: string | null;
  at: number;
}

/** Answers how many mails were sent. */
export async function tellPayoutMethod(
  app: App,
  { identity, mailer, publicUrl }: Mailing,
  { ws, party: id, hint, before, by, usableAt, at }: ChangedMethod,
): Promise<number> {
  const { party, workspace, accounts } = await inWorkspace(app.db, ws, async (tx) => ({
    party: (await readParties(tx, ws, [id])).get(id),
    workspace: await readWorkspace(tx, ws),
    accounts: await listAccountsOf(tx, ws, id),
  }));
  if (party === undefined) return 0;
  const people = await identity.readPeople(accounts.map((one) => one.account));
  const own = toLanguage(workspace.language);
  const to = new Map<string, Language>();
  if (party.email !== null) to.set(party.email, own);
  for (const [account, { email }] of people) {
    const { language } = await identity.own.readProfile(account as Uuid);
    to.set(email, toLanguage(language ?? workspace.language));
  }
  const usable = usableAt === null ? null : Date.parse(usableAt);
  const about = {
    ...{ party: party.name, workspace: workspace.name, by, before, after: hint },
    from: usable === null ? null : localText(workspace.timeZone, usable).slice(0, 16).replace("T", " "),
    isFirst: usable !== null && usable <= at,
    link: `${publicUrl.replace(/\/$/, "")}/partner/${publicId("party", id)}/payouts`,
  };
  for (const [address, language] of to)
    await mailer.send(payoutMethodMail({ to: address, language, ...about }));
  return to.size;
}
