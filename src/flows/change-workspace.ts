// Changes a workspace's settings. A lower cap is refused while contracts in force or to come share more than
// it, with what is in the way; the time zone while money is posted. Waits for sales in the air: their holds
// are the old ones.
// Example: maxShared 0.70 → 0.30 with bruno at 0.40 → 422 cap_in_use, naming his contract and product.
import { publicId } from "../base/id.ts";
import { formatRate, type Ppm } from "../base/rate.ts";
import { Refusal, type RefusalDetail } from "../base/refusal.ts";
import { findBreaches } from "../contracts/check-agreement.ts";
import { readShares } from "../contracts/read-shares.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { lockTerms, readWorkspace } from "../workspaces/read-workspace.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { type WorkspaceChange, changeWorkspace as write } from "../workspaces/write-workspace.ts";
import type { App } from "./app.ts";

export async function changeWorkspace(
  app: App,
  ws: number,
  change: WorkspaceChange,
  actor: string,
): Promise<Workspace> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const before = await readWorkspace(tx, ws);
    if (change.maxShared !== undefined && change.maxShared < before.maxShared) {
      await refuseInUse(tx, ws, change.maxShared, at);
    }
    const workspace = await write(tx, before, change);
    const subject = publicId("ws", workspace.id);
    const payload = { changed: Object.keys(change).filter((key) => key !== "metadata") };
    await addEvent(tx, ws, { type: "workspace.changed", subject, actor, payload, at });
    return workspace;
  });
}

async function refuseInUse(tx: Tx, ws: number, maxShared: Ppm, now: number): Promise<void> {
  const details: RefusalDetail[] = [];
  const inTheWay: unknown[] = [];
  for (const [product, contracts] of await readShares(tx, ws, now)) {
    for (const breach of findBreaches(contracts, maxShared)) {
      const name = publicId("product", product);
      details.push({ path: "maxShared", code: "cap_in_use", message: `${name}: ${breach.message}` });
      inTheWay.push({ product: name, ...breach.facts });
    }
  }
  if (details.length === 0) return;
  const message = `Contracts and open proposals share more than ${formatRate(maxShared)} already. Amend or end them first.`;
  throw new Refusal(422, "cap_in_use", message, { details: details.slice(0, 50), facts: { inTheWay } });
}
