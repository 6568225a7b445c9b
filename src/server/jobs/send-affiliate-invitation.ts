// Mails an invitation to promote a product. Repeats without harm: at worst the same mail comes twice after a
// crash, and only the later link works. Example: { ws: 7, invitation: "019a…" }.
import { isUuid } from "../../base/id.ts";
import { Broken } from "../../base/refusal.ts";
import type { App } from "../../flows/app.ts";
import { sendAffiliateInvitation } from "../../flows/send-affiliate-invitation.ts";
import type { Mailing } from "../../flows/send-invite.ts";

export async function runAffiliateInvitationMail(
  app: App,
  mailing: Mailing,
  payload: unknown,
): Promise<void> {
  const { ws, invitation } = (payload ?? {}) as Record<string, unknown>;
  if (typeof ws !== "number" || typeof invitation !== "string" || !isUuid(invitation)) {
    throw new Broken("a job of an affiliate's invitation that names none");
  }
  await sendAffiliateInvitation(app, mailing, ws, invitation);
}
