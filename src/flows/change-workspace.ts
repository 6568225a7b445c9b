// Changes a workspace's settings. A lower cap is refused while contracts in force or to come share more than
// it, with what is in the way; the time zone while money is posted. Waits for sales in the air: their holds
// are the old ones. The event keeps each setting before and after.
// Example: maxShared 0.70 → 0.30 with bruno at 0.40 → 422 cap_in_use, naming his contract and product.
import { publicId } from "../base/id.ts";
import { formatRate, type Ppm } from "../base/rate.ts";
import { Refusal, type RefusalDetail } from "../base/refusal.ts";
import { findBreaches } from "../contracts/check-agreement.ts";
import { readShares } from "../contracts/read-shares.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { readNames } from "../reports/names.ts";
import { lockTerms, readWorkspace } from "../workspaces/read-workspace.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { type WorkspaceChange, changeWorkspace as write } from "../workspaces/write-workspace.ts";
import type { App } from "./app.ts";
import { changedFields } from "./changed-fields.ts";
import { type FeesFacts, nameFees } from "./name-fees.ts";
import { promisedBy, refuseForContracts } from "./refuse-promised.ts";

export interface SettingsFacts extends Omit<WorkspaceChange, "fees"> {
  fees?: FeesFacts | undefined;
}

export async function changeWorkspace(
  app: App,
  ws: number,
  facts: SettingsFacts,
  actor: string,
): Promise<Workspace> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const before = await readWorkspace(tx, ws);
    if (facts.maxShared !== undefined && facts.maxShared < before.maxShared) {
      await refuseInUse(tx, ws, facts.maxShared, at);
    }
    if (facts.timeZone !== undefined && facts.timeZone !== before.timeZone) {
      const why =
        "The time zone says when days, months and terms begin. End those contracts first, or keep it.";
      await refuseForContracts(tx, ws, await promisedBy(tx, ws, undefined, at), why, "timeZone");
    }
    const { fees, ...rest } = facts;
    const change = fees === undefined ? rest : { ...rest, fees: await nameFees(tx, ws, fees) };
    const fields = changedFields(before, change);
    if (fields === null) return before;
    const workspace = await write(tx, before, change);
    const changed = fields.changed.filter((key) => key !== "metadata");
    const payload = { changed, before: told(before, changed), after: told(workspace, changed) };
    const subject = publicId("ws", workspace.id);
    await addEvent(tx, ws, { type: "workspace.changed", subject, actor, payload, at });
    return workspace;
  });
}

/** Rates as people write them. */
function told(workspace: Workspace, keys: readonly string[]): object {
  const all = { ...workspace, maxShared: formatRate(workspace.maxShared) } as Record<string, unknown>;
  return Object.fromEntries(keys.map((key) => [key, all[key] ?? null]));
}

async function refuseInUse(tx: Tx, ws: number, maxShared: Ppm, now: number): Promise<void> {
  const details: RefusalDetail[] = [];
  const inTheWay: unknown[] = [];
  const shares = await readShares(tx, ws, now);
  const names = await readNames(tx, ws, { products: shares.keys() });
  for (const [product, contracts] of shares) {
    for (const breach of findBreaches(contracts, maxShared, now)) {
      const id = publicId("product", product);
      const name = names.product(product);
      const message = `“${name}” (${id}): ${breach.message}`;
      details.push({ path: "maxShared", code: "cap_in_use", message });
      inTheWay.push({ product: id, productName: name, ...breach.facts });
    }
  }
  if (details.length === 0) return;
  const message = `Contracts and open proposals share more than ${formatRate(maxShared)} already. Amend or end them first.`;
  throw new Refusal(422, "cap_in_use", message, { details: details.slice(0, 50), facts: { inTheWay } });
}
