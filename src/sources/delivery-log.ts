// What became of deliveries: one, a page of them, all of one payment, those that wait; and what is written
// back. Never changes a body. Example: deliveriesOfPayment(tx, 7, id) → the charge, its session and its
// refund, oldest first.
import { type Selectable, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Delivery } from "../db/tables.ts";
import type { Tx } from "../db/transaction.ts";
import { keepProducts, type WaitedProduct } from "./parked-products.ts";

export type KeptDelivery = Selectable<Delivery>;
export type DeliveryState = "stored" | "applied" | "parked" | "ignored" | "refused" | "dismissed";

export async function readDelivery(tx: Tx, ws: number, id: Uuid): Promise<KeptDelivery | null> {
  const query = tx.selectFrom("delivery").selectAll().where("ws", "=", ws).where("id", "=", id);
  return (await query.executeTakeFirst()) ?? null;
}

export interface DeliveryFilter {
  source?: string | undefined;
  state?: DeliveryState | undefined;
  reason?: string | undefined;
  /** A part of it, in any case. */
  type?: string | undefined;
  /** The sale it was made into. */
  sale?: Uuid | undefined;
  /** True: only those whose remark nobody has looked at. */
  open?: boolean | undefined;
  /** Received from then on, and before then; epoch milliseconds. */
  from?: number | undefined;
  until?: number | undefined;
  /** received_at in epoch milliseconds and id of the last one shown. */
  after?: readonly [number, string] | undefined;
  limit: number;
}

/** Newest first. */
export async function listDeliveries(tx: Tx, ws: number, filter: DeliveryFilter): Promise<KeptDelivery[]> {
  const { source, state, reason, type, sale, open, from, until, after } = filter;
  let query = tx.selectFrom("delivery").selectAll().where("ws", "=", ws);
  if (source !== undefined) query = query.where("source", "=", source);
  if (state !== undefined) query = query.where("state", "=", state);
  if (reason !== undefined) query = query.where("reason", "=", reason);
  if (type !== undefined) query = query.where("type", "ilike", `%${type.replace(/[\\%_]/g, "\\$&")}%`);
  if (sale !== undefined) query = query.where("sale", "=", sale);
  if (open) query = query.where("reviewed_at", "is", null);
  if (from !== undefined) query = query.where("received_at", ">=", new Date(from));
  if (until !== undefined) query = query.where("received_at", "<", new Date(until));
  if (after !== undefined) {
    const [at, id] = after;
    query = query.where((is) => is(is.refTuple("received_at", "id"), "<", is.tuple(new Date(at), id)));
  }
  return query.orderBy("received_at", "desc").orderBy("id", "desc").limit(filter.limit).execute();
}

/**
 * Deliveries of one source are applied one after the other: what is booked is decided on what was booked
 * before.
 */
export async function lockSource(tx: Tx, ws: number, source: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`delivery ${ws} ${source}`}, 0))`.execute(tx);
}

export async function keepPaymentRefs(
  tx: Tx,
  ws: number,
  { id, source }: KeptDelivery,
  refs: readonly string[],
): Promise<void> {
  await keepRefs(
    tx,
    refs.map((ref) => ({ ws, source, kind: "payment", ref, delivery: id })),
  );
}

/** All deliveries that share an id with this one, through any chain, and itself; oldest first. */
export async function deliveriesOfPayment(tx: Tx, ws: number, id: string): Promise<KeptDelivery[]> {
  const found = await sql<{ delivery: string }>`
    WITH RECURSIVE known(source, ref) AS (
      SELECT source, ref FROM partage.delivery_ref WHERE ws = ${ws} AND delivery = ${id} AND kind = 'payment'
      UNION
      SELECT other.source, other.ref FROM known
        JOIN partage.delivery_ref one
          ON one.ws = ${ws} AND one.kind = 'payment' AND one.source = known.source AND one.ref = known.ref
        JOIN partage.delivery_ref other
          ON other.ws = ${ws} AND other.kind = 'payment' AND other.delivery = one.delivery
    )
    SELECT DISTINCT r.delivery FROM known JOIN partage.delivery_ref r
      ON r.ws = ${ws} AND r.kind = 'payment' AND r.source = known.source AND r.ref = known.ref`.execute(tx);
  const ids = [...new Set([id, ...found.rows.map((row) => row.delivery)])];
  return tx
    .selectFrom("delivery")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "in", ids)
    .orderBy("received_at")
    .orderBy("id")
    .execute();
}

export interface Verdict {
  state: DeliveryState;
  reason: string | null;
  message: string | null;
  sale: Uuid | null;
  /** Of the source: the delivery is tried again when one of them is mapped. */
  waitsFor: readonly string[];
  /** The products among them, as the source names them. */
  products: readonly WaitedProduct[];
}

/**
 * What became of a delivery. `tried`: it was its own turn, not that of another delivery of the same payment.
 */
export async function settleDelivery(
  tx: Tx,
  ws: number,
  { id, source, attempts, sale }: KeptDelivery,
  verdict: Verdict,
  { tried, at }: { tried: boolean; at: number },
): Promise<void> {
  await tx
    .updateTable("delivery")
    .set({
      state: verdict.state,
      reason: verdict.reason,
      message: verdict.message?.slice(0, 2000) ?? null,
      sale: verdict.sale ?? sale,
      attempts: tried ? attempts + 1 : attempts,
      applied_at: verdict.state === "applied" ? new Date(at) : null,
    })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .execute();
  await tx
    .deleteFrom("delivery_ref")
    .where("ws", "=", ws)
    .where("delivery", "=", id)
    .where("kind", "=", "product")
    .execute();
  await keepRefs(
    tx,
    verdict.waitsFor.map((ref) => ({ ws, source, kind: "product", ref, delivery: id })),
  );
  await keepProducts(tx, ws, { id, source }, verdict.products);
}

/** Back in the queue: it is neither parked nor refused until it was tried. */
export async function markQueued(tx: Tx, ws: number, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const none = { dismissed_at: null, dismissed_by: null, dismissed_why: null };
  await tx
    .updateTable("delivery")
    .set({ state: "stored", reason: null, message: null, ...none })
    .where("ws", "=", ws)
    .where("id", "in", [...ids])
    .where("state", "!=", "applied")
    .execute();
}

/** Somebody has looked at its remark; the first look stands. */
export async function markReviewed(tx: Tx, ws: number, id: string, by: string, at: number) {
  const set = await tx
    .updateTable("delivery")
    .set({ reviewed_at: new Date(at), reviewed_by: by })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .where("reviewed_at", "is", null)
    .executeTakeFirst();
  return set.numUpdatedRows > 0n;
}

export interface Dismissal {
  why: string;
  by: string;
  at: number;
}

/** Kept, and never applied until it is restored; its reason stays. False where it is applied already. */
export async function markDismissed(tx: Tx, ws: number, id: string, { why, by, at }: Dismissal) {
  const set = await tx
    .updateTable("delivery")
    .set({ state: "dismissed", dismissed_at: new Date(at), dismissed_by: by, dismissed_why: why })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .where("state", "not in", ["applied", "dismissed"])
    .executeTakeFirst();
  return set.numUpdatedRows > 0n;
}

/** Parked deliveries that wait for this product of the source; what was set aside waits for nothing. */
export async function waitingFor(tx: Tx, ws: number, source: string, ref: string): Promise<Uuid[]> {
  const rows = await tx
    .selectFrom("delivery_ref as named")
    .innerJoin("delivery", (join) =>
      join.onRef("delivery.ws", "=", "named.ws").onRef("delivery.id", "=", "named.delivery"),
    )
    .select("delivery.id")
    .where("named.ws", "=", ws)
    .where("named.source", "=", source)
    .where("named.kind", "=", "product")
    .where("named.ref", "=", ref)
    .where("delivery.state", "=", "parked")
    .execute();
  return rows.map((row) => row.id as Uuid);
}

/**
 * Those stored before `before` and never applied: a restored database has forgotten their jobs. Those of a
 * source that is paused wait until it goes on.
 */
export async function storedBefore(tx: Tx, ws: number, before: number, source?: string): Promise<Uuid[]> {
  let query = tx
    .selectFrom("delivery")
    .select("id")
    .where("ws", "=", ws)
    .where("state", "=", "stored")
    .where("received_at", "<", new Date(before))
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom("source")
            .whereRef("source.ws", "=", "delivery.ws")
            .whereRef("source.name", "=", "delivery.source")
            .where("source.state", "=", "paused")
            .select("source.name"),
        ),
      ),
    );
  if (source !== undefined) query = query.where("source", "=", source);
  const rows = await query.orderBy("received_at").limit(10_000).execute();
  return rows.map((row) => row.id as Uuid);
}

interface Ref {
  ws: number;
  source: string;
  kind: "payment" | "product";
  ref: string;
  delivery: string;
}

async function keepRefs(tx: Tx, refs: readonly Ref[]): Promise<void> {
  if (refs.length === 0) return;
  await tx
    .insertInto("delivery_ref")
    .values([...refs])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
