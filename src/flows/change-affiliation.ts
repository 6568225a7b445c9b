// Changes an affiliation: code, rate, recruiter, state. Sales recorded from now on see it; posted ones keep
// theirs. The event tells each field before and after; who is suspended, taken up again, ended or handed over
// is told as by the acts of their own. Another rate is a rule for this affiliate, that a cut holds back for
// three days.
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
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { PartyName } from "../parties/party.ts";
import { mustFindPartner } from "../parties/read-parties.ts";
import { lockTerms } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { changedFields } from "./changed-fields.ts";
import { namesOf, reasonNeeded } from "./decide-affiliation.ts";
import { changeOwnRate } from "./give-own-rate.ts";
import { mustManage } from "./managers-of.ts";
import { refuseStale } from "./refuse-stale.ts";

type Change = Omit<AffiliationChange, "recruitedBy"> & {
  recruitedBy?: PartyName | null | undefined;
  basedOn?: number | undefined;
};

export async function changeAffiliation(
  app: App,
  ws: number,
  id: Uuid,
  { recruitedBy, basedOn, reason, ...rest }: Change,
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
    if (recruiter && recruiter !== before.recruitedBy && recruiter !== before.party) {
      await mustManage(tx, ws, before.product, recruiter, { at, path: "recruitedBy" });
    }
    // The affiliate reads why, whichever way it is suspended.
    if (rest.state === "suspended" && before.state !== "suspended" && !reason?.trim()) throw reasonNeeded();
    const { rate, ...others } = { ...rest, recruitedBy: recruiter };
    const given = rate === undefined ? null : await changeOwnRate(app, tx, ws, before, rate, actor);
    const was = { ...before, rate: given?.before ?? before.rate };
    const fields = changedFields(told(was), told(given ? { ...others, rate } : others));
    if (fields === null) return before;
    const affiliation = await write(tx, ws, before, { ...others, reason }, { by: actor, at });
    const { version, party, product, code } = affiliation;
    const about = {
      ...{ version, code, party: publicId("party", party), product: publicId("product", product) },
      ...(given && { rateStarts: new Date(given.starts).toISOString() }),
    };
    await addEvent(tx, ws, {
      type: "affiliation.changed",
      subject,
      actor,
      payload: { ...fields, ...about },
      at,
    });
    await tellConcerned(tx, ws, before, affiliation, { actor, at, reason: reason ?? "" });
    return affiliation;
  });
}

const MOVED = { approved: "resumed", suspended: "suspended", ended: "ended" } as const;

/** Whose state or manager changed, and who was and is the manager, are told as by the acts of their own. */
async function tellConcerned(
  tx: Tx,
  ws: number,
  before: Affiliation,
  after: Affiliation,
  { actor, at, reason }: { actor: string; at: number; reason: string },
): Promise<void> {
  const subject = publicId("affiliation", after.id);
  const told = { ...namesOf(after), version: after.version, side: "producer", reason };
  if (after.state !== before.state) {
    const type = `affiliation.${MOVED[after.state as keyof typeof MOVED]}`;
    const payload = { ...told, from: before.state, to: after.state };
    await addEvent(tx, ws, { type, subject, actor, payload, at });
  }
  if (after.recruitedBy === before.recruitedBy) return;
  const payload = { ...told, from: before.recruitedBy && publicId("party", before.recruitedBy) };
  await addEvent(tx, ws, { type: "affiliation.handed_over", subject, actor, payload, at });
}

/** As people read it: the rate as a decimal string, the recruiter by public id. */
function told({ rate, recruitedBy, ...rest }: Pick<AffiliationChange, "rate" | "recruitedBy">): object {
  return {
    ...rest,
    rate: rate === undefined ? undefined : formatRate(rate),
    recruitedBy: recruitedBy ? publicId("party", recruitedBy) : recruitedBy,
  };
}
