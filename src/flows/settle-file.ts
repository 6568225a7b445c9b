// A person says that the bank carried a file out: what of it is still under way has arrived. For rails whose
// bank answers nothing. What came back is told of each by itself.
// Example: settleFile(app, 7, run, "run-12-csv-usd.csv", fay) → 41 settled.
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { inWorkspace } from "../db/transaction.ts";
import { listFiles } from "../payouts/files.ts";
import { isUnderWay } from "../payouts/payout.ts";
import { sumFiles } from "../payouts/payouts.ts";
import { readRun } from "../payouts/runs.ts";
import type { App } from "./app.ts";
import { noSuchRun } from "./decide-run.ts";
import { endPayouts } from "./end-payouts.ts";
import { filesOf, readBatch } from "./write-payout-file.ts";

/** Throws 409 where the file was never taken: then nobody can have carried it out. */
export async function settleFile(
  app: App,
  ws: number,
  id: Uuid,
  name: string,
  actor: string,
): Promise<number> {
  const payouts = await inWorkspace(app.db, ws, async (tx) => {
    const run = await readRun(tx, ws, id);
    if (run === null) throw noSuchRun();
    const file = filesOf(run, await sumFiles(tx, ws, [id])).find((one) => one.name === name);
    if (file === undefined) throw new Refusal(404, "not_found", "This run has no such file.");
    if (!(await listFiles(tx, ws, id)).some((one) => one.name === name)) {
      throw new Refusal(409, "file_not_taken", "This file was never downloaded: take it to the bank first.");
    }
    return (await readBatch(tx, ws, id, file)).filter(isUnderWay);
  });
  const ends = payouts.map((one) => ({ payout: one.id, reason: "", externalId: null }));
  const { ended } = await endPayouts(app, ws, "settled", ends, actor);
  return ended;
}
