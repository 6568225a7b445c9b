// Mails once more what a side asked and the other has not answered yet. An invitation goes out with a new
// link, which ends the older ones; it keeps its last day. At most once in ten minutes.
// Example: bruno lost the mail → ana sends it again; the link of the first mail opens nothing any more.
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { markReminded } from "../contracts/write-proposal.ts";
import { addEvent } from "../db/events.ts";
import { addJob } from "../db/job-queue.ts";
import { inWorkspace } from "../db/transaction.ts";
import { mustFindOpen } from "./answer-proposal.ts";
import type { App } from "./app.ts";
import { SEND_INVITATION } from "./invite-partner.ts";
import type { ActsFor } from "./propose-change.ts";
import { INVITATIONS } from "./send-invite.ts";

const PAUSE_MS = 10 * 60 * 1000;

/** Throws 404, 409, 410, 403 `not_own_proposal`, 409 `mailed_just_now`. */
export async function remindPartner(app: App, ws: number, id: Uuid, by: ActsFor): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    const proposal = await mustFindOpen(app, tx, ws, id, by);
    if (proposal.side !== by.side) {
      throw new Refusal(403, "not_own_proposal", "The other side made this proposal: it is yours to answer.");
    }
    const now = app.ids.now();
    const subject = publicId("proposal", id);
    if (!(await markReminded(tx, ws, id, now, PAUSE_MS))) {
      const message = "It was mailed a few minutes ago. Wait ten minutes, and ask whether it went astray.";
      throw new Refusal(409, "mailed_just_now", message);
    }
    await addEvent(tx, ws, { type: "contract.reminded", subject, actor: by.actor, payload: {}, at: now });
    // Whoever has an account is told by a notice.
    if (proposal.email === null) return;
    const key = `${SEND_INVITATION} ${id}`;
    await addJob(tx, SEND_INVITATION, { ws, proposal: id, again: true }, { key, queue: INVITATIONS });
  });
}
