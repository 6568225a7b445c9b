// Reads the affiliates that a manager recruited, and no others. Never writes.
// Example: listRecruits(tx, 7, { recruitedBy: davi, state: "requested", limit: 26 }).
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type Affiliation, type AffiliationState, toAffiliation } from "./affiliation.ts";

export interface RecruitFilter {
  recruitedBy: Uuid;
  product?: Uuid | undefined;
  state?: AffiliationState | undefined;
  /** created_at and id of the last one shown. */
  after?: readonly [number, string] | undefined;
  limit: number;
}

/** Newest first. */
export async function listRecruits(tx: Tx, ws: number, filter: RecruitFilter): Promise<Affiliation[]> {
  const { recruitedBy, product, state, after, limit } = filter;
  let query = tx
    .selectFrom("affiliation")
    .selectAll()
    .where("ws", "=", ws)
    .where("recruited_by", "=", recruitedBy);
  if (product !== undefined) query = query.where("product", "=", product);
  if (state !== undefined) query = query.where("state", "=", state);
  if (after !== undefined) {
    const [at, last] = after;
    query = query.where((is) => is(is.refTuple("created_at", "id"), "<", is.tuple(new Date(at), last)));
  }
  const rows = await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
  return rows.map(toAffiliation);
}
