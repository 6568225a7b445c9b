// Changes how a party is called and found; never what it is owed, and never its kind.
// Example: changeParty(app, 7, id, { ref: "bruno" }, "account:…").
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { Party } from "../parties/party.ts";
import { findParty } from "../parties/read-parties.ts";
import { type PartyChange, changeParty as write } from "../parties/write-party.ts";
import type { App } from "./app.ts";
import { type ChangedFields, changedFields } from "./changed-fields.ts";

export async function changeParty(
  app: App,
  ws: number,
  id: Uuid,
  change: PartyChange,
  actor: string,
): Promise<Party> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const before = await findParty(tx, ws, id);
    const fields = before && changedFields(before, change);
    if (before !== null && fields === null) return before;
    const party = await write(tx, ws, id, change);
    if (party === null) throw new Refusal(404, "not_found", "There is no such party in this workspace.");
    const payload = tellFields(fields);
    await addEvent(tx, ws, { type: "party.changed", subject: publicId("party", id), actor, payload, at });
    return party;
  });
}

/** What it is called, from what to what, as party.created tells its name; of an address only that it changed. */
function tellFields(fields: ChangedFields | null) {
  const told = (values: Record<string, unknown> = {}) => {
    const { email: _, metadata: __, ...others } = values;
    return others;
  };
  return { changed: fields?.changed ?? [], before: told(fields?.before), after: told(fields?.after) };
}
