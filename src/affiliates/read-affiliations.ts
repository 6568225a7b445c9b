// Reads affiliations: one, a page of them. Never writes.
// Example: listAffiliations(tx, 7, { product, state: "approved", limit: 26 }).
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type Affiliation, toAffiliation } from "./affiliation.ts";

export interface AffiliationFilter {
  id?: Uuid | undefined;
  ids?: readonly Uuid[] | undefined;
  product?: Uuid | undefined;
  party?: Uuid | undefined;
  state?: Affiliation["state"] | undefined;
  code?: string | undefined;
  /** created_at and id of the last one shown. */
  after?: readonly [number, string] | undefined;
  limit: number;
}

export async function readAffiliation(tx: Tx, ws: number, id: Uuid): Promise<Affiliation | null> {
  return (await listAffiliations(tx, ws, { id, limit: 1 }))[0] ?? null;
}

/** Newest first. */
export async function listAffiliations(
  tx: Tx,
  ws: number,
  filter: AffiliationFilter,
): Promise<Affiliation[]> {
  let query = tx.selectFrom("affiliation").selectAll().where("ws", "=", ws);
  const { id, ids, product, party, state, code, after } = filter;
  if (id !== undefined) query = query.where("id", "=", id);
  if (ids !== undefined) query = query.where("id", "in", ids.length === 0 ? [null] : [...ids]);
  if (product !== undefined) query = query.where("product", "=", product);
  if (party !== undefined) query = query.where("party", "=", party);
  if (state !== undefined) query = query.where("state", "=", state);
  if (code !== undefined) query = query.where((is) => is(is.fn("lower", ["code"]), "=", code.toLowerCase()));
  if (after !== undefined) {
    const [at, last] = after;
    query = query.where((is) => is(is.refTuple("created_at", "id"), "<", is.tuple(new Date(at), last)));
  }
  const rows = await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(filter.limit).execute();
  return rows.map(toAffiliation);
}
