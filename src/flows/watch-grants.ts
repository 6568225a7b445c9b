// Says to both sides that a data grant is over by its own last day, once each. One that was withdrawn was
// told of then.
// Example: fields of buyers until 31 December → told on 1 January, to bruno and to the producer's side.
import { listGrantsOver } from "../access/data-grants.ts";
import { dayIn } from "../base/calendar.ts";
import { inWorkspace } from "../db/transaction.ts";
import { dayText } from "../ledger/entry.ts";
import { markOnce } from "../notices/notice-head.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { deliverNotices, type Told } from "./deliver-notices.ts";
import { tellGrant } from "./notices-of-sharing.ts";

/** What is over for longer was told, or is nobody's news any more. */
const BACK_DAYS = 30;

/** Answers how many notices were written. */
export async function watchGrants(app: App, ws: number): Promise<number> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const now = app.ids.now();
    const today = dayIn((await readWorkspace(tx, ws)).timeZone, now);
    const over = await listGrantsOver(tx, ws, dayText(today - BACK_DAYS), dayText(today));
    const told: Told[] = [];
    for (const { id, party, product, until } of over) {
      if (!(await markOnce(tx, ws, `grant over ${id}`, now))) continue;
      const one = await tellGrant(tx, ws, { party, product, kind: "data_ended", actor: "system", by: null });
      const both = { ...one, facts: { ...one.facts, day: until } };
      told.push({ ...both, to: "producer" }, { ...both, to: "party" });
    }
    return await deliverNotices(app, tx, ws, told);
  });
}
