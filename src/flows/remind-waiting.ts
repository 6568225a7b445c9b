// Reminds by itself, once after three and once after ten days, whoever has not answered a proposal. Not
// within a day of a reminder that the other side sent. Repeats without harm: each is written down with the
// proposal.
// Example: asked on 1 March, no answer → reminded on 4 and on 11 March; lapsed on 15 March.
import { publicId } from "../base/id.ts";
import type { Proposal } from "../contracts/proposal.ts";
import { waitingProposals } from "../contracts/read-proposals.ts";
import { keepReminder } from "../contracts/write-proposal.ts";
import { addEvent } from "../db/events.ts";
import { addJob } from "../db/job-queue.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { App } from "./app.ts";
import { SEND_INVITATION } from "./invite-partner.ts";
import { INVITATIONS } from "./send-invite.ts";

const DAY_MS = 86_400_000;
const AFTER_DAYS = [10, 3] as const;

/** Answers how many were reminded. */
export async function remindWaiting(app: App, ws: number): Promise<number> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const now = app.ids.now();
    const waiting = await waitingProposals(tx, ws, now, now - Math.min(...AFTER_DAYS) * DAY_MS);
    let reminded = 0;
    for (const proposal of waiting) {
      const after = dueOf(proposal, now);
      if (after === null) continue;
      await remind(tx, ws, proposal, after, now);
      reminded += 1;
    }
    return reminded;
  });
}

/** Null: none is due, or the other side reminded just now. */
function dueOf({ createdAt, reminders }: Proposal, now: number): number | null {
  const after = AFTER_DAYS.find((days) => now - createdAt >= days * DAY_MS);
  // After a stop of a week only the later one is sent.
  if (after === undefined || reminders.some((one) => (one.after ?? 0) >= after)) return null;
  return reminders.some((one) => now - one.at < DAY_MS) ? null : after;
}

async function remind(tx: Tx, ws: number, proposal: Proposal, after: number, at: number): Promise<void> {
  const { id, email } = proposal;
  await keepReminder(tx, ws, id, { at, after });
  const subject = publicId("proposal", id);
  await addEvent(tx, ws, { type: "contract.reminded", subject, actor: "system", payload: { after }, at });
  if (email === null) return;
  const job = { ws, proposal: id, again: true, isReminder: true };
  await addJob(tx, SEND_INVITATION, job, { key: `${SEND_INVITATION} ${id}`, queue: INVITATIONS });
}
