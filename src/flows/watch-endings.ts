// Says to both sides that a contract ends in 30 and again in 7 days, counted in days of the workspace. Each
// once, however often this runs and by however many; where it did not run for a while, what is still true is
// said late. An end that was agreed within that time is known already and is not said.
// Example: a contract ends on 31 December 00:00 in São Paulo → told on 1 December, and on 24 December.
import { dayIn } from "../base/calendar.ts";
import { publicId } from "../base/id.ts";
import { contractsEnding, type EndingContract } from "../contracts/read-awaited.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { markOnce } from "../notices/notice-head.ts";
import { readNames } from "../reports/names.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { deliverNotices, type Told } from "./deliver-notices.ts";

const AHEAD_DAYS = [7, 30] as const;
const DAY_MS = 86_400_000;

/** Answers how many notices were written. */
export async function watchEndings(app: App, ws: number): Promise<number> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const now = app.ids.now();
    const ending = await contractsEnding(tx, ws, now, now + 32 * DAY_MS);
    if (ending.length === 0) return 0;
    const { timeZone } = await readWorkspace(tx, ws);
    const told: Told[] = [];
    for (const one of ending) {
      const days = dayIn(timeZone, one.ends) - dayIn(timeZone, now);
      const ahead = AHEAD_DAYS.find((limit) => days <= limit);
      if (ahead === undefined || dayIn(timeZone, one.ends) - dayIn(timeZone, one.agreedAt) < ahead) continue;
      if (!(await markOnce(tx, ws, `ending ${one.id} ${one.version} ${ahead}`, now))) continue;
      told.push(...(await tellBoth(tx, ws, one, days)));
    }
    return await deliverNotices(app, tx, ws, told);
  });
}

async function tellBoth(tx: Tx, ws: number, one: EndingContract, days: number): Promise<Told[]> {
  const { party, product, version, ends } = one;
  const names = await readNames(tx, ws, { parties: [party], products: [product] });
  const contract = publicId("contract", one.id);
  const facts = {
    partner: names.party(party),
    product: names.product(product),
    contract,
    version,
    ends,
    days,
  };
  const base = { party, kind: "ending_soon" as const, leadsTo: contract, facts, actor: "system" };
  return [
    { ...base, to: "producer" },
    { ...base, to: "party" },
  ];
}
