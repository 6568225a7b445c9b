// Mails one invitation. Repeats without harm: another try makes another link and ends the one before; an
// invitation that was answered meanwhile is left alone. Example: { ws: 7, invite: "019a…" }.
import { isUuid, type Uuid } from "../../base/id.ts";
import { Broken } from "../../base/refusal.ts";
import type { App } from "../../flows/app.ts";
import { type Mailing, sendInvite } from "../../flows/send-invite.ts";

export async function runInviteMail(app: App, mailing: Mailing, payload: unknown): Promise<void> {
  const { ws, invite } = (payload ?? {}) as { ws?: unknown; invite?: unknown };
  if (typeof ws !== "number" || typeof invite !== "string" || !isUuid(invite)) {
    throw new Broken("a job of an invitation that names none");
  }
  await sendInvite(app, mailing, ws, invite as Uuid);
}
