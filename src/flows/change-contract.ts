// Changes what of a contract decides nothing: its external id and its metadata. Its terms never change
// (amend-contract).
// Example: changeContract(app, 7, id, { metadata: { folder: "2026/07" } }, "account:…").
import { publicId, type Uuid } from "../base/id.ts";
import { readContract } from "../contracts/read-contracts.ts";
import { changeContract as write } from "../contracts/write-contract.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { App } from "./app.ts";
import { changedFields } from "./changed-fields.ts";
import { noSuchContract } from "./record-contract.ts";

export async function changeContract(
  app: App,
  ws: number,
  id: Uuid,
  change: { externalId?: string | null | undefined; metadata?: Record<string, string> | undefined },
  actor: string,
): Promise<void> {
  const at = app.ids.now();
  await inWorkspace(app.db, ws, async (tx) => {
    const before = await readContract(tx, ws, id);
    if (before === null) throw noSuchContract();
    const fields = changedFields(before, change);
    if (fields === null) return;
    await write(tx, ws, id, change);
    const payload = { ...fields };
    const subject = publicId("contract", id);
    await addEvent(tx, ws, { type: "contract.changed", subject, actor, payload, at });
  });
}
