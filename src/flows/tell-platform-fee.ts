// Mails the owners of a workspace that an operator set the platform's fee of its new products: what it was,
// what it is, who receives it. Repeats without harm: at worst the same mail comes twice.
// Example: tellPlatformFee(app, mailing, { ws: 7, by: "Davi", before, after }) → 2 mails.
import { listMembers } from "../access/members.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { amountInWords, type Language, percent } from "../contracts/clause-in-words.ts";
import { inWorkspace } from "../db/transaction.ts";
import { toLanguage } from "../notices/mail-language.ts";
import { type FeeSaid, platformFeeMail } from "../notices/platform-fee-mail.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import type { Mailing } from "./send-invite.ts";
import type { ToldFee, ToldPlatformFee } from "./set-platform-fee.ts";

/** Answers how many mails were sent. */
export async function tellPlatformFee(
  app: App,
  { identity, mailer, publicUrl }: Mailing,
  { ws, by, before, after }: ToldPlatformFee,
): Promise<number> {
  const { members, workspace } = await inWorkspace(app.db, ws, async (tx) => ({
    members: await listMembers(tx, ws),
    workspace: await readWorkspace(tx, ws),
  }));
  const owners = members.filter((one) => one.role === "owner").map((one) => one.account);
  const link = `${publicUrl.replace(/\/$/, "")}/w/${publicId("ws", workspace.id)}/settings/fees`;
  const people = await identity.readPeople(owners);
  for (const [account, { email }] of people) {
    const profile = await identity.own.readProfile(account as Uuid);
    const language = toLanguage(profile.language ?? workspace.language);
    const said = { before: say(before, language), after: say(after, language) };
    const about = { to: email, language, workspace: workspace.name, operator: by, link };
    await mailer.send(platformFeeMail({ ...about, ...said }));
  }
  return people.size;
}

function say(fee: ToldFee | null, language: Language): FeeSaid | null {
  if (fee === null) return null;
  const fixed = Object.entries(fee.fixed).map(([currency, amount]) =>
    amountInWords(amount, currency, language),
  );
  return {
    amount: [percent(fee.rate, language), ...fixed].join(" + "),
    to: fee.to,
    isProducers: fee.bearer === "producer",
  };
}
