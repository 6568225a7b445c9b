// Adds an affiliation and changes one: code, rate, recruiter, state. Never removes one, and never opens an
// ended one. What it was and who had recruited it stays told, step by step: a late sale asks how it stood.
// Example: changeAffiliation(tx, 7, before, { state: "suspended", reason: "…" }, { by, at }).
import type { Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { type Affiliation, type AffiliationState, refuseTaken, toAffiliation } from "./affiliation.ts";

export interface NewAffiliation {
  id: Uuid;
  product: Uuid;
  party: Uuid;
  code: string;
  rate: Ppm;
  recruitedBy: Uuid | null;
  externalId?: string | undefined;
  metadata?: Record<string, string> | undefined;
  /** Approved where it is left out. */
  state?: "requested" | "approved" | "suspended" | "blocked" | undefined;
  /** Why it is suspended or blocked. */
  reason?: string | undefined;
  /** What the applicant wrote. */
  note?: string | undefined;
  acceptedTerms?: number | null | undefined;
  by: string;
  at: number;
}

export async function addAffiliation(tx: Tx, ws: number, affiliation: NewAffiliation): Promise<Affiliation> {
  refuseOwnRecruiter(affiliation.party, affiliation.recruitedBy);
  const row = await tx
    .insertInto("affiliation")
    .values({
      ws,
      id: affiliation.id,
      product: affiliation.product,
      party: affiliation.party,
      code: affiliation.code,
      rate: affiliation.rate,
      recruited_by: affiliation.recruitedBy,
      state: affiliation.state ?? "approved",
      note: affiliation.note ?? "",
      reason: affiliation.reason ?? null,
      accepted_terms: affiliation.acceptedTerms ?? null,
      accepted_at: affiliation.acceptedTerms ? new Date(affiliation.at) : null,
      external_id: affiliation.externalId ?? null,
      metadata: JSON.stringify(affiliation.metadata ?? {}),
      created_at: new Date(affiliation.at),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTaken);
  const added = toAffiliation(row);
  await addStep(tx, ws, added, 1, affiliation);
  return added;
}

async function addStep(
  tx: Tx,
  ws: number,
  { id, state, recruitedBy, reason }: Affiliation,
  no: number,
  { by, at }: { by: string; at: number },
): Promise<void> {
  await tx
    .insertInto("affiliation_step")
    .values({ ws, affiliation: id, no, at: new Date(at), state, recruited_by: recruitedBy, reason, by })
    .execute();
}

/** Left out (undefined): as it is. */
export interface AffiliationChange {
  code?: string | undefined;
  rate?: Ppm | undefined;
  recruitedBy?: Uuid | null | undefined;
  state?: AffiliationState | undefined;
  /** Of the new state; none where it is left out. */
  reason?: string | null | undefined;
  note?: string | undefined;
  acceptedTerms?: number | undefined;
  externalId?: string | null | undefined;
  metadata?: Record<string, string> | undefined;
}

/** As it is until this transaction ends; null when there is no such affiliation. */
export async function lockAffiliation(tx: Tx, ws: number, id: Uuid): Promise<Affiliation | null> {
  const found = await tx
    .selectFrom("affiliation")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return found ? toAffiliation(found) : null;
}

/** From each state the ones that may follow. Ended is final. */
const MOVES: Record<AffiliationState, readonly AffiliationState[]> = {
  requested: ["approved", "refused", "blocked"],
  refused: ["requested", "approved", "blocked"],
  blocked: ["refused", "ended"],
  approved: ["suspended", "blocked", "ended"],
  suspended: ["approved", "blocked", "ended"],
  ended: [],
};

/** `before`: from lockAffiliation. */
export async function changeAffiliation(
  tx: Tx,
  ws: number,
  before: Affiliation,
  change: AffiliationChange,
  made: { by: string; at: number },
): Promise<Affiliation> {
  const state = change.state ?? before.state;
  const isMoved = state !== before.state;
  if (isMoved && !MOVES[before.state].includes(state)) throw mayNotFollow(before.state, state);
  const recruitedBy = change.recruitedBy === undefined ? before.recruitedBy : change.recruitedBy;
  refuseOwnRecruiter(before.party, recruitedBy);
  const { acceptedTerms } = change;
  const row = await tx
    .updateTable("affiliation")
    .set({
      version: before.version + 1,
      code: change.code ?? before.code,
      rate: change.rate ?? before.rate,
      recruited_by: recruitedBy,
      state,
      reason: isMoved ? (change.reason ?? null) : before.reason,
      note: change.note ?? before.note,
      ...(acceptedTerms === undefined
        ? {}
        : { accepted_terms: acceptedTerms, accepted_at: new Date(made.at) }),
      external_id: change.externalId === undefined ? before.externalId : change.externalId,
      metadata: JSON.stringify(change.metadata ?? before.metadata),
    })
    .where("ws", "=", ws)
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTaken);
  const changed = toAffiliation(row);
  if (changed.code.toLowerCase() !== before.code.toLowerCase()) await keepCode(tx, ws, before, made.at);
  if (isMoved || recruitedBy !== before.recruitedBy) await addNextStep(tx, ws, before, changed, made);
  return changed;
}

/** Sales that still name it find the same affiliate. */
async function keepCode(tx: Tx, ws: number, { product, code, id }: Affiliation, at: number): Promise<void> {
  const had = { affiliation: id, until: new Date(at) };
  await tx
    .insertInto("affiliate_former_code")
    .values({ ws, product, code: code.toLowerCase(), ...had })
    .onConflict((conflict) => conflict.columns(["ws", "product", "code"]).doUpdateSet(had))
    .execute();
}

/** Of one that was made before steps were kept the first is how it began. */
async function addNextStep(
  tx: Tx,
  ws: number,
  before: Affiliation,
  after: Affiliation,
  made: { by: string; at: number },
): Promise<void> {
  const last = await tx
    .selectFrom("affiliation_step")
    .select((is) => is.fn.max("no").as("no"))
    .where("ws", "=", ws)
    .where("affiliation", "=", before.id)
    .executeTakeFirst();
  const no = last?.no ?? 0;
  if (no === 0) await addStep(tx, ws, before, 1, { by: "system", at: before.createdAt.getTime() });
  await addStep(tx, ws, after, Math.max(no, 1) + 1, made);
}

function mayNotFollow(from: AffiliationState, to: AffiliationState): Refusal {
  if (from === "ended") {
    return new Refusal(422, "affiliation_ended", "An affiliation that has ended stays ended.", {
      details: [{ path: "state", code: "affiliation_ended", message: "cannot be opened again" }],
    });
  }
  const message = `cannot go from ${from} to ${to}`;
  return new Refusal(409, "not_possible_now", `This affiliation is ${from}: it ${message}.`, {
    details: [{ path: "state", code: "not_possible_now", message }],
    facts: { state: from },
  });
}

function refuseOwnRecruiter(party: Uuid, recruitedBy: Uuid | null): void {
  if (party !== recruitedBy) return;
  throw new Refusal(422, "recruited_by_itself", "Nobody recruits themselves.", {
    details: [{ path: "recruitedBy", code: "recruited_by_itself", message: "is the affiliate itself" }],
  });
}
