// Invites somebody by e-mail to promote a product: by the producer, at a rate of their own if wished, or by a
// manager, whose affiliate they then are. The mail's link leads to the public page; nothing is joined until
// its reader presses the button there. One open invitation an address: a second replaces the first.
// Example: inviteAffiliate(app, 7, piano, { email: "dora@example.com", … }, davi) → open for 30 days.
import {
  addInvitation,
  closeInvitation,
  type Invitation,
  listInvitations,
} from "../affiliates/invitation.ts";
import { readProgramHead } from "../affiliates/read-program.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { formatRate, type Ppm } from "../base/rate.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { addJob } from "../db/job-queue.ts";
import { inWorkspace } from "../db/transaction.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { ActsFor } from "./acts-for.ts";
import type { App } from "./app.ts";
import { mustBeManager } from "./managers-of.ts";
import { noProgram } from "./program-refusals.ts";
import { INVITATIONS } from "./send-invite.ts";

export const SEND_AFFILIATE_INVITATION = "send_affiliate_invitation";

export interface InvitationWish {
  email: string;
  name?: string | undefined;
  rate?: Ppm | undefined;
  message: string;
  language?: string | undefined;
}

/** Of one producer or manager, open at once: enough for a campaign, too few to flood strangers. */
const MOST_OPEN = 500;

/** Throws 404 `no_program`, 403 `not_manager`, 409 `too_many_invitations`. */
export async function inviteAffiliate(
  app: App,
  ws: number,
  product: Uuid,
  { email, name, rate, message, language }: InvitationWish,
  by: ActsFor,
): Promise<Uuid> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const at = app.ids.now();
    if ((await readProgramHead(tx, ws, product)) === null) throw noProgram();
    if (by.side === "party") await mustBeManager(tx, ws, product, by.party, at);
    const recruitedBy = by.side === "party" ? by.party : null;
    const open = await listInvitations(tx, ws, { product, state: "open", limit: MOST_OPEN });
    if (open.length >= MOST_OPEN) throw tooMany();
    const isSame = (one: Invitation) =>
      one.email.toLowerCase() === email.toLowerCase() && one.recruitedBy === recruitedBy;
    for (const { id } of open.filter(isSame)) await closeInvitation(tx, ws, id, "withdrawn");
    const id = newUuid(app.ids);
    const written = language ?? (await readWorkspace(tx, ws)).language;
    const wanted = { id, product, email, name: name ?? null, message, language: written };
    await addInvitation(tx, ws, { ...wanted, recruitedBy, rate: rate ?? null, actor: by.actor, at });
    const payload = {
      invitation: publicId("invitation", id),
      ...{ recruitedBy: recruitedBy && publicId("party", recruitedBy), side: by.side },
      rate: rate === undefined ? null : formatRate(rate),
    };
    const subject = publicId("product", product);
    await addEvent(tx, ws, { type: "affiliate.invited", subject, actor: by.actor, payload, at });
    const key = `${SEND_AFFILIATE_INVITATION} ${id}`;
    await addJob(tx, SEND_AFFILIATE_INVITATION, { ws, invitation: id }, { key, queue: INVITATIONS });
    return id;
  });
}

/** Throws 404, 409 `not_possible_now`. A manager takes back his own. */
export async function withdrawInvitation(app: App, ws: number, id: Uuid, by: ActsFor): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    const found = (await listInvitations(tx, ws, { id, limit: 1 }))[0];
    if (found === undefined || (by.side === "party" && found.recruitedBy !== by.party)) {
      throw new Refusal(404, "not_found", "There is no such invitation.");
    }
    if (found.state === "withdrawn") return;
    if (found.state === "accepted") {
      throw new Refusal(409, "not_possible_now", "This invitation was accepted already.");
    }
    await closeInvitation(tx, ws, id, "withdrawn");
    const subject = publicId("product", found.product);
    const payload = { invitation: publicId("invitation", id), side: by.side };
    const about = { subject, actor: by.actor, payload, at: app.ids.now() };
    await addEvent(tx, ws, { type: "affiliate.invitation_withdrawn", ...about });
  });
}

function tooMany(): Refusal {
  const message = `At most ${MOST_OPEN} invitations are open at once. Take some back, or send the page's address.`;
  return new Refusal(409, "too_many_invitations", message, { facts: { limit: MOST_OPEN } });
}
