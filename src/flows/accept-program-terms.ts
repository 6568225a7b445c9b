// An affiliate accepts the terms of use in force; an older version than that is refused, so that nobody
// accepts what they did not read. Example: acceptProgramTerms(app, 7, id, 3, carla) → accepted version 3.
import { readProgramTerms } from "../affiliates/read-program.ts";
import { changeAffiliation, lockAffiliation } from "../affiliates/write-affiliation.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { App } from "./app.ts";
import { namesOf } from "./decide-affiliation.ts";
import { noAffiliation } from "./program-refusals.ts";

/** Throws 404, 409 `terms_changed`. */
export async function acceptProgramTerms(
  app: App,
  ws: number,
  id: Uuid,
  version: number,
  by: { party: Uuid; actor: string },
): Promise<void> {
  await inWorkspace(app.db, ws, async (tx) => {
    const before = await lockAffiliation(tx, ws, id);
    if (before === null || before.party !== by.party) throw noAffiliation();
    const newest = (await readProgramTerms(tx, ws, before.product))?.version ?? null;
    if (newest !== version) {
      throw new Refusal(409, "terms_changed", "These are not the terms of use in force: read those first.", {
        facts: { version: newest },
      });
    }
    if (before.acceptedTerms === version) return;
    const at = app.ids.now();
    await changeAffiliation(tx, ws, before, { acceptedTerms: version }, { by: by.actor, at });
    const payload = { ...namesOf(before), version };
    const about = { subject: publicId("affiliation", id), actor: by.actor, payload, at };
    await addEvent(tx, ws, { type: "affiliation.terms_accepted", ...about });
  });
}
