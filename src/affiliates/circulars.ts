// What was written to several affiliates at once, by the producer or by their manager, and to whom. Never
// changed or removed. Example: addCircular(tx, 7, { product, subject: "Spring offer", recipients: [carla], …
// }).
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface Circular {
  id: Uuid;
  product: Uuid;
  /** The manager; null: the producer. */
  party: Uuid | null;
  subject: string;
  text: string;
  byName: string;
  recipients: Uuid[];
  createdAt: Date;
}

export async function addCircular(
  tx: Tx,
  ws: number,
  { actor, at, byName, ...made }: Omit<Circular, "createdAt"> & { actor: string; at: number },
): Promise<void> {
  await tx
    .insertInto("affiliate_message")
    .values({ ws, ...made, by_name: byName, created_by: actor, created_at: new Date(at) })
    .execute();
}

export interface CircularFilter {
  id?: Uuid | undefined;
  product?: Uuid | undefined;
  /** Of a manager; null: of the producer. */
  party?: Uuid | null | undefined;
  after?: readonly [number, string] | undefined;
  limit: number;
}

/** Newest first. */
export async function listCirculars(tx: Tx, ws: number, filter: CircularFilter): Promise<Circular[]> {
  const { id, product, party, after, limit } = filter;
  let query = tx.selectFrom("affiliate_message").selectAll().where("ws", "=", ws);
  if (id !== undefined) query = query.where("id", "=", id);
  if (product !== undefined) query = query.where("product", "=", product);
  if (party !== undefined) query = query.where("party", "is not distinct from", party);
  if (after !== undefined) {
    const [at, last] = after;
    query = query.where((is) => is(is.refTuple("created_at", "id"), "<", is.tuple(new Date(at), last)));
  }
  const rows = await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
  return rows.map((row) => ({
    id: row.id as Uuid,
    product: row.product as Uuid,
    party: row.party as Uuid | null,
    subject: row.subject,
    text: row.text,
    byName: row.by_name,
    recipients: row.recipients as Uuid[],
    createdAt: row.created_at,
  }));
}
