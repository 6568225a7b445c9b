// Sends the mails of a workspace's notices that wait, oldest first. One that fails keeps none of the others;
// a server that answers nobody is left for later, and the job asks again, later and later. What could not be
// sent for three days is given up: the inbox has it. Repeats without harm.
// Example: mailNotices(app, mailing, 7) → 3 mails; while the server is down → Fault, and all 3 wait.
import { Fault } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import { listMailsWaiting } from "../notices/read-notices.ts";
import { dropMail } from "../notices/write-notices.ts";
import type { App } from "./app.ts";
import { mailNotice } from "./mail-notice.ts";
import type { Mailing } from "./send-invite.ts";

const AT_ONCE = 500;
const IN_A_ROW = 2;
const GIVEN_UP_MS = 3 * 86_400_000;

/** Answers how many were sent. Throws Fault `mail_not_sent` where any was not. */
export async function mailNotices(app: App, by: Mailing, ws: number): Promise<number> {
  let [sent, failed, inARow] = [0, 0, 0];
  for (const { id, createdAt } of await inWorkspace(app.db, ws, (tx) => listMailsWaiting(tx, ws, AT_ONCE))) {
    try {
      if (await mailNotice(app, by, ws, id)) sent += 1;
      inARow = 0;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      failed += 1;
      inARow += 1;
      if (createdAt.getTime() < app.ids.now() - GIVEN_UP_MS) {
        await inWorkspace(app.db, ws, (tx) => dropMail(tx, ws, id, "given_up"));
      }
      if (inARow === IN_A_ROW) break;
    }
  }
  if (failed > 0) throw new Fault("mail_not_sent", `${failed} mails could not be sent; they wait.`);
  return sent;
}
