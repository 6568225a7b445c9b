// Changes an affiliation: code, rate, recruiter, state. Sales recorded from now on see it; posted ones keep
// theirs. The event tells each field before and after. Where the product has a programme another rate is a
// rule for this affiliate, that a cut holds back for three days.
// Example: changeAffiliation(app, 7, id, { state: "suspended" }, "account:…").
import type { Affiliation } from "../affiliates/affiliation.ts";
import {
  type AffiliationChange,
  lockAffiliation,
  changeAffiliation as write,
} from "../affiliates/write-affiliation.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { formatRate } from "../base/rate.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { PartyName } from "../parties/party.ts";
import { mustFindPartner } from "../parties/read-parties.ts";
import { lockTerms } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { changedFields } from "./changed-fields.ts";
import { giveOwnRate } from "./give-own-rate.ts";
import { refuseStale } from "./refuse-stale.ts";

type Change = Omit<AffiliationChange, "recruitedBy"> & {
  recruitedBy?: PartyName | null | undefined;
  basedOn?: number | undefined;
};

export async function changeAffiliation(
  app: App,
  ws: number,
  id: Uuid,
  { recruitedBy, basedOn, ...rest }: Change,
  actor: string,
): Promise<Affiliation> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    await lockTerms(tx, ws);
    const subject = publicId("affiliation", id);
    const before = await lockAffiliation(tx, ws, id);
    if (before === null) {
      throw new Refusal(404, "not_found", "There is no such affiliation in this workspace.");
    }
    await refuseStale(tx, ws, { subject, type: "affiliation.changed", basedOn, version: before.version });
    const recruiter = recruitedBy
      ? (await mustFindPartner(tx, ws, recruitedBy, "recruitedBy")).id
      : recruitedBy;
    const { product: of, party: who } = before;
    const isRule =
      rest.rate !== undefined &&
      (await giveOwnRate(app, tx, ws, { product: of, party: who, rate: rest.rate }, actor));
    const wanted = { ...rest, ...(isRule ? { rate: undefined } : {}), recruitedBy: recruiter };
    const fields = changedFields(told(before), told(wanted));
    if (fields === null) return before;
    const affiliation = await write(tx, ws, before, wanted, { by: actor, at });
    const { version, party, product, code } = affiliation;
    const about = { version, code, party: publicId("party", party), product: publicId("product", product) };
    await addEvent(tx, ws, {
      type: "affiliation.changed",
      subject,
      actor,
      payload: { ...fields, ...about },
      at,
    });
    return affiliation;
  });
}

/** As people read it: the rate as a decimal string, the recruiter by public id. */
function told({ rate, recruitedBy, ...rest }: Pick<AffiliationChange, "rate" | "recruitedBy">): object {
  return {
    ...rest,
    rate: rate === undefined ? undefined : formatRate(rate),
    recruitedBy: recruitedBy ? publicId("party", recruitedBy) : recruitedBy,
  };
}
