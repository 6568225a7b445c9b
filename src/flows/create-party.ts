// Makes a party that can be owed money: a partner, a platform or a processor.
// Example: createParty(app, 7, { kind: "partner", name: "Bruno Lima", ref: "bruno" }, "account:…").
import { newUuid, publicId } from "../base/id.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { Party } from "../parties/party.ts";
import { addParty, type NewParty } from "../parties/write-party.ts";
import type { App } from "./app.ts";

export async function createParty(
  app: App,
  ws: number,
  facts: Omit<NewParty, "id" | "at">,
  actor: string,
): Promise<Party> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const party = await addParty(tx, ws, { id: newUuid(app.ids), ...facts, at });
    const subject = publicId("party", party.id);
    const payload = { kind: party.kind, name: party.name };
    await addEvent(tx, ws, { type: "party.created", subject, actor, payload, at });
    return party;
  });
}
