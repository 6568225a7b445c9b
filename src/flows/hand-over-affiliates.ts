// Hands affiliates over to another manager, or to nobody: for sales from this instant on. Earlier sales, also
// those that arrive late, stay with who had recruited them. A manager hands over his own, to another manager
// of the product; the producer hands over anybody's.
// Example: handOver(app, 7, piano, { affiliations: [carla], to: eva }, by) → from now on eva earns on carla.
import { changeAffiliation, lockAffiliation } from "../affiliates/write-affiliation.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import { lockTerms } from "../workspaces/read-workspace.ts";
import type { ActsFor } from "./acts-for.ts";
import type { App } from "./app.ts";
import { namesOf } from "./decide-affiliation.ts";
import { mustBeManager, mustManage } from "./managers-of.ts";
import { noAffiliation } from "./program-refusals.ts";

export interface HandOver {
  affiliations: readonly Uuid[];
  /** Null: nobody earns on them any more. */
  to: Uuid | null;
  reason: string;
}

/** Answers how many changed hands. Throws 404, 403 `not_manager`, 422 `no_manager`, `recruited_by_itself`. */
export async function handOver(
  app: App,
  ws: number,
  product: Uuid,
  { affiliations, to, reason }: HandOver,
  by: ActsFor,
): Promise<number> {
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const at = app.ids.now();
    if (by.side === "party") await mustBeManager(tx, ws, product, by.party, at);
    if (to !== null) await mustManage(tx, ws, product, to, { at, path: "to" });
    let count = 0;
    for (const id of [...new Set(affiliations)].sort()) {
      const before = await lockAffiliation(tx, ws, id);
      if (before === null || before.product !== product) throw noAffiliation();
      if (by.side === "party" && before.recruitedBy !== by.party) throw noAffiliation();
      if (before.recruitedBy === to) continue;
      const after = await changeAffiliation(tx, ws, before, { recruitedBy: to }, { by: by.actor, at });
      const from = before.recruitedBy && publicId("party", before.recruitedBy);
      const payload = { ...namesOf(after), version: after.version, from, reason, side: by.side };
      const subject = publicId("affiliation", id);
      await addEvent(tx, ws, { type: "affiliation.handed_over", subject, actor: by.actor, payload, at });
      count += 1;
    }
    return count;
  });
}
