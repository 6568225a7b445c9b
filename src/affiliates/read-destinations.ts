// Reads the pages that links of a product may lead to. Never writes.
// Example: listDestinations(tx, 7, { product: piano, state: "active", limit: 26 }) → the main one first.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { type Destination, toDestination } from "./destination.ts";

export interface DestinationFilter {
  product?: Uuid | undefined;
  state?: Destination["state"] | undefined;
  ids?: readonly Uuid[] | undefined;
  /** created_at and id of the last one shown. */
  after?: readonly [number, string] | undefined;
  limit: number;
}

/** Newest first. */
export async function listDestinations(
  tx: Tx,
  ws: number,
  filter: DestinationFilter,
): Promise<Destination[]> {
  const { product, state, ids, after, limit } = filter;
  let query = tx.selectFrom("destination").selectAll().where("ws", "=", ws);
  if (product !== undefined) query = query.where("product", "=", product);
  if (state !== undefined) query = query.where("state", "=", state);
  if (ids !== undefined) query = query.where("id", "=", sql<string>`any(${[...ids]}::uuid[])`);
  if (after !== undefined) {
    const [at, last] = after;
    query = query.where((is) => is(is.refTuple("created_at", "id"), "<", is.tuple(new Date(at), last)));
  }
  const rows = await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
  return rows.map(toDestination);
}

export async function readDestination(tx: Tx, ws: number, id: Uuid): Promise<Destination | null> {
  return (await listDestinations(tx, ws, { ids: [id], limit: 1 }))[0] ?? null;
}

/**
 * The one asked for, or the product's main one. Throws 422 where it is not the product's, or there is none.
 */
export async function mustFindDestination(
  tx: Tx,
  ws: number,
  product: Uuid,
  wanted: Uuid | undefined,
): Promise<Destination> {
  let query = tx.selectFrom("destination").selectAll().where("ws", "=", ws).where("product", "=", product);
  query = wanted === undefined ? query.where("main", "=", true) : query.where("id", "=", wanted);
  const row = await query.where("state", "=", "active").executeTakeFirst();
  if (row) return toDestination(row);
  const [code, message] =
    wanted === undefined
      ? ["no_destination", "is missing: the product has no destination yet, store one first"]
      : ["unknown_destination", "names no page that links of this product lead to"];
  throw new Refusal(422, code, `destination ${message}.`, {
    details: [{ path: "destination", code, message }],
  });
}

/** An active one of the product with this address, as readTarget spells it. */
export async function findDestinationByUrl(
  tx: Tx,
  ws: number,
  product: Uuid,
  url: string,
): Promise<Uuid | null> {
  const row = await tx
    .selectFrom("destination")
    .select("id")
    .where("ws", "=", ws)
    .where("product", "=", product)
    .where("url", "=", url)
    .where("state", "=", "active")
    .executeTakeFirst();
  return (row?.id as Uuid | undefined) ?? null;
}
