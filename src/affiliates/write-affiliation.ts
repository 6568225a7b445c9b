// Adds an affiliation and changes one: code, rate, recruiter, state. Never removes one, and never opens an
// ended one.
// Example: changeAffiliation(tx, 7, id, { state: "suspended" }): from now on its sales are direct sales.
import type { Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { type Affiliation, refuseTaken, toAffiliation } from "./affiliation.ts";

export interface NewAffiliation {
  id: Uuid;
  product: Uuid;
  party: Uuid;
  code: string;
  rate: Ppm;
  recruitedBy: Uuid | null;
  externalId?: string | undefined;
  metadata?: Record<string, string> | undefined;
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
      state: "approved",
      external_id: affiliation.externalId ?? null,
      metadata: JSON.stringify(affiliation.metadata ?? {}),
      created_at: new Date(affiliation.at),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTaken);
  return toAffiliation(row);
}

/** Left out (undefined): as it is. */
export interface AffiliationChange {
  code?: string | undefined;
  rate?: Ppm | undefined;
  recruitedBy?: Uuid | null | undefined;
  state?: Affiliation["state"] | undefined;
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

/** `before`: from lockAffiliation. */
export async function changeAffiliation(
  tx: Tx,
  ws: number,
  before: Affiliation,
  change: AffiliationChange,
): Promise<Affiliation> {
  if (before.state === "ended" && change.state !== undefined && change.state !== "ended") {
    throw new Refusal(422, "affiliation_ended", "An affiliation that has ended stays ended.", {
      details: [{ path: "state", code: "affiliation_ended", message: "cannot be opened again" }],
    });
  }
  const recruitedBy = change.recruitedBy === undefined ? before.recruitedBy : change.recruitedBy;
  refuseOwnRecruiter(before.party, recruitedBy);
  const row = await tx
    .updateTable("affiliation")
    .set({
      version: before.version + 1,
      code: change.code ?? before.code,
      rate: change.rate ?? before.rate,
      recruited_by: recruitedBy,
      state: change.state ?? before.state,
      external_id: change.externalId === undefined ? before.externalId : change.externalId,
      metadata: JSON.stringify(change.metadata ?? before.metadata),
    })
    .where("ws", "=", ws)
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTaken);
  return toAffiliation(row);
}

function refuseOwnRecruiter(party: Uuid, recruitedBy: Uuid | null): void {
  if (party !== recruitedBy) return;
  throw new Refusal(422, "recruited_by_itself", "Nobody recruits themselves.", {
    details: [{ path: "recruitedBy", code: "recruited_by_itself", message: "is the affiliate itself" }],
  });
}
