// Reminds whoever may approve of runs that wait: what is proposed is kept from every other run, so that
// silence would keep everybody in it from being paid. After three days, and then once a week.
// Example: run 13, proposed on Monday, nobody looked → payout_run.reminded on Thursday and the next one.
import { publicId } from "../base/id.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { takeForgotten } from "../payouts/runs.ts";
import type { App } from "./app.ts";

const DAY_MS = 86_400_000;
const FIRST_DAYS = 3;
const EVERY_DAYS = 7;
/** The schedule does not come round at the same minute each morning. */
const EARLY_MS = DAY_MS / 4;

export async function remindOfRuns(app: App, ws: number): Promise<void> {
  const at = app.ids.now();
  const ago = (days: number) => new Date(at - days * DAY_MS + EARLY_MS);
  await inWorkspace(app.db, ws, async (tx) => {
    const made = ago(FIRST_DAYS);
    const forgotten = await takeForgotten(tx, ws, { made, reminded: ago(EVERY_DAYS), now: new Date(at) });
    for (const run of forgotten) {
      const days = Math.round((at - run.madeAt.getTime()) / DAY_MS);
      const subject = publicId("run", run.id);
      const payload = { no: run.no, days };
      await addEvent(tx, ws, { type: "payout_run.reminded", subject, actor: "system", payload, at });
    }
  });
}
