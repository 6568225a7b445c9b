// Changes an affiliation: code, rate, recruiter, state. Sales recorded from now on see it; posted ones keep
// theirs.
// Example: changeAffiliation(app, 7, id, { state: "suspended" }, "account:…").
import type { Affiliation } from "../affiliates/affiliation.ts";
import { type AffiliationChange, changeAffiliation as write } from "../affiliates/write-affiliation.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { PartyName } from "../parties/party.ts";
import { mustFindPartner } from "../parties/read-parties.ts";
import type { App } from "./app.ts";

type Change = Omit<AffiliationChange, "recruitedBy"> & { recruitedBy?: PartyName | null | undefined };

export async function changeAffiliation(
  app: App,
  ws: number,
  id: Uuid,
  change: Change,
  actor: string,
): Promise<Affiliation> {
  const at = app.ids.now();
  const { recruitedBy, ...rest } = change;
  return await inWorkspace(app.db, ws, async (tx) => {
    const recruiter = recruitedBy
      ? (await mustFindPartner(tx, ws, recruitedBy, "recruitedBy")).id
      : recruitedBy;
    const affiliation = await write(tx, ws, id, { ...rest, recruitedBy: recruiter });
    if (affiliation === null) {
      throw new Refusal(404, "not_found", "There is no such affiliation in this workspace.");
    }
    const payload = { changed: Object.keys(change) };
    const subject = publicId("affiliation", id);
    await addEvent(tx, ws, { type: "affiliation.changed", subject, actor, payload, at });
    return affiliation;
  });
}
