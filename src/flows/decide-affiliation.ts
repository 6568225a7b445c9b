// Decides on an affiliation: approve, refuse or block an applicant, suspend, resume or end one who promotes.
// By the producer, or for applicants by the manager who recruited them. Suspended and blocked ones earn
// nothing from that instant on and keep what they earned. Who is refused or suspended is told why.
// Example: decideAffiliation(app, 7, id, { decision: "suspend", reason: "…" }, { actor, side: "producer" }).
import type { Affiliation, AffiliationState } from "../affiliates/affiliation.ts";
import { readBarred } from "../affiliates/read-barred.ts";
import { changeAffiliation, lockAffiliation } from "../affiliates/write-affiliation.ts";
import { publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { ActsFor } from "./acts-for.ts";
import type { App } from "./app.ts";
import { mustBeManager } from "./managers-of.ts";
import { mayNotBeAffiliate, noAffiliation } from "./program-refusals.ts";

export const DECISIONS = ["approve", "refuse", "block", "unblock", "suspend", "resume", "end"] as const;
export type Decision = (typeof DECISIONS)[number];

interface Rule {
  readonly from: readonly AffiliationState[];
  readonly to: AffiliationState;
  readonly event: string;
  /** The affiliate must be told why. */
  readonly isReasoned: boolean;
}

const RULES: Record<Decision, Rule> = {
  approve: { from: ["requested", "refused"], to: "approved", event: "approved", isReasoned: false },
  refuse: { from: ["requested"], to: "refused", event: "refused", isReasoned: true },
  block: {
    from: ["requested", "refused", "approved", "suspended"],
    ...{ to: "blocked", event: "blocked", isReasoned: true },
  },
  unblock: { from: ["blocked"], to: "refused", event: "unblocked", isReasoned: false },
  suspend: { from: ["approved"], to: "suspended", event: "suspended", isReasoned: true },
  resume: { from: ["suspended"], to: "approved", event: "resumed", isReasoned: false },
  end: { from: ["approved", "suspended", "blocked"], to: "ended", event: "ended", isReasoned: false },
};

const OF_MANAGER: readonly Decision[] = ["approve", "refuse"];

export interface Decided {
  decision: Decision;
  reason: string;
  basedOn?: number | undefined;
}

/** Throws 404, 403 `not_manager`, 409 `not_possible_now`, `changed_meanwhile`, 422 `reason_needed`. */
export async function decideAffiliation(
  app: App,
  ws: number,
  id: Uuid,
  { decision, reason, basedOn }: Decided,
  by: ActsFor,
): Promise<Affiliation> {
  const rule = RULES[decision];
  return await inWorkspace(app.db, ws, async (tx) => {
    const at = app.ids.now();
    const before = await lockAffiliation(tx, ws, id);
    if (before === null || (by.side === "party" && before.recruitedBy !== by.party)) throw noAffiliation();
    if (by.side === "party") await mustServe(tx, ws, before, decision, by.party, at);
    // Pressed twice: done already.
    if (before.state === rule.to && !rule.from.includes(before.state)) return before;
    if (!rule.from.includes(before.state)) throw notNow(before, decision);
    if (basedOn !== undefined && basedOn !== before.version) throw changedMeanwhile(before);
    if (rule.isReasoned && reason.trim() === "") throw reasonNeeded();
    if (rule.to === "approved") await refuseBarred(tx, ws, before, at);
    const change = { state: rule.to, reason: reason.trim() === "" ? null : reason.trim() };
    const after = await changeAffiliation(tx, ws, before, change, { by: by.actor, at });
    const subject = publicId("affiliation", id);
    const payload = { ...namesOf(after), version: after.version, from: before.state, to: after.state };
    const told = { ...payload, side: by.side, reason: change.reason ?? "" };
    await addEvent(tx, ws, {
      type: `affiliation.${rule.event}`,
      subject,
      actor: by.actor,
      payload: told,
      at,
    });
    return after;
  });
}

/** Public ids, for events. */
export function namesOf({ product, party, code, recruitedBy }: Affiliation) {
  return {
    product: publicId("product", product),
    party: publicId("party", party),
    code,
    recruitedBy: recruitedBy && publicId("party", recruitedBy),
  };
}

export async function refuseBarred(
  tx: Tx,
  ws: number,
  { product, party }: Pick<Affiliation, "product" | "party">,
  at: number,
): Promise<void> {
  const bar = (await readBarred(tx, ws, product, [party], at)).get(party);
  if (bar !== undefined) throw mayNotBeAffiliate(bar, "party");
}

async function mustServe(
  tx: Tx,
  ws: number,
  { product }: Affiliation,
  decision: Decision,
  party: Uuid,
  at: number,
): Promise<void> {
  await mustBeManager(tx, ws, product, party, at);
  if (OF_MANAGER.includes(decision)) return;
  const message =
    "A manager approves and refuses applicants; the rest is the producer's to decide. Ask them.";
  throw new Refusal(403, "producer_decides", message);
}

function notNow({ state }: Affiliation, decision: Decision): Refusal {
  const message = `This affiliation is ${state}, so there is nothing to ${decision}.`;
  return new Refusal(409, "not_possible_now", message, { facts: { state } });
}

function changedMeanwhile({ version }: Affiliation): Refusal {
  const message = "Somebody else has changed this affiliation since you looked. Look again, then decide.";
  return new Refusal(409, "changed_meanwhile", message, { facts: { version } });
}

export function reasonNeeded(): Refusal {
  return new Refusal(422, "reason_needed", "Say why: the affiliate is told.", {
    details: [{ path: "reason", code: "reason_needed", message: "is needed: the affiliate is told" }],
  });
}
