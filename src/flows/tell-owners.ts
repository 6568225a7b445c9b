// Mails the owners of a workspace that an operator asks to look into it, each in their own language.
// Example: tellOwners({ app, door }, 7, { operator, reason, hours: 24, workspace }).
import type { Identity } from "../access/identity.ts";
import { listMembers } from "../access/members.ts";
import type { SignedIn } from "../access/signed-in.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { Mail } from "../notices/mail.ts";
import { toLanguage } from "../notices/mail-language.ts";
import { supportAskedMail } from "../notices/support-mail.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";

interface By {
  readonly app: App;
  readonly door: { readonly identity: Identity; readonly publicUrl: string; mail(mail: Mail): void };
}

export async function tellOwners(
  { app, door }: By,
  ws: number,
  about: { operator: SignedIn; reason: string; hours: number; workspace: Uuid },
): Promise<void> {
  const { members, workspace } = await inWorkspace(app.db, ws, async (tx) => ({
    members: await listMembers(tx, ws),
    workspace: await readWorkspace(tx, ws),
  }));
  const owners = members.filter((one) => one.role === "owner").map((one) => one.account);
  const link = `${door.publicUrl.replace(/\/$/, "")}/w/${publicId("ws", about.workspace)}/settings/support`;
  for (const [account, person] of await door.identity.readPeople(owners)) {
    const { language } = await door.identity.own.readProfile(account as Uuid);
    const operator = about.operator.name || about.operator.email;
    const { reason, hours } = about;
    const facts = { to: person.email, workspace: workspace.name, operator, reason, hours, link };
    door.mail(supportAskedMail({ ...facts, language: toLanguage(language ?? workspace.language) }));
  }
}
