// Mails an invitation to promote a product; its link is made here, at each try anew, and leads to the public
// page. Says nothing of one that was taken back meanwhile.
// Example: sendAffiliateInvitation(app, mailing, 7, invitation) → one mail to dora@example.com.
import { listInvitations, renewSecret } from "../affiliates/invitation.ts";
import type { Uuid } from "../base/id.ts";
import { formatRate } from "../base/rate.ts";
import { percent } from "../contracts/clause-in-words.ts";
import { inWorkspace } from "../db/transaction.ts";
import { affiliateInvitationMail } from "../notices/affiliate-mails.ts";
import { toLanguage } from "../notices/mail-language.ts";
import { readNames } from "../reports/names.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import type { Mailing } from "./send-invite.ts";
import { readShownProgram } from "./show-program.ts";

/** False when there was nothing to send any more. */
export async function sendAffiliateInvitation(
  app: App,
  { mailer, publicUrl }: Mailing,
  ws: number,
  id: Uuid,
): Promise<boolean> {
  const now = app.ids.now();
  const found = await inWorkspace(app.db, ws, async (tx) => {
    const invitation = (await listInvitations(tx, ws, { id, limit: 1 }))[0];
    if (invitation?.state !== "open" || invitation.lapsesAt.getTime() <= now) return null;
    const { product, recruitedBy } = invitation;
    const program = await readShownProgram(tx, ws, product, now);
    if (program === null) return null;
    const names = await readNames(tx, ws, { products: [product], parties: [recruitedBy] });
    const { name: workspace } = await readWorkspace(tx, ws);
    const by = recruitedBy === null ? workspace : names.party(recruitedBy);
    const secret = await renewSecret(tx, app.ids, ws, id);
    return { invitation, program, workspace, by, product: names.product(product), secret };
  });
  if (found === null) return false;
  const { invitation, program, workspace, by, product, secret } = found;
  const { email, name, message, rate } = invitation;
  const link = affiliateInvitationLink(publicUrl, program.head.slug, secret);
  const language = toLanguage(invitation.language);
  const about = { to: email, name, language, by, workspace, product, message, link };
  const promised = rate ?? program.rate;
  const share = promised === null ? null : percent(formatRate(promised), language);
  await mailer.send(affiliateInvitationMail({ ...about, share }));
  return true;
}

/** Behind #, so that no server on the way and no log sees the secret. */
export function affiliateInvitationLink(publicUrl: string, slug: string, secret: string): string {
  return `${publicUrl.replace(/\/$/, "")}/p/${slug}#invited=${secret}`;
}
