// Reads coupons: one, a page of them, by code, how often each was used and how often after a click. Never
// writes. Example: findCoupons(tx, 7, piano, ["carla10"]) → [CARLA10].
import { type SqlBool, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type Coupon, type CouponState, toCoupon } from "./coupon.ts";

export interface CouponFilter {
  id?: Uuid | undefined;
  product?: Uuid | undefined;
  party?: Uuid | undefined;
  affiliation?: Uuid | undefined;
  state?: CouponState | undefined;
  code?: string | undefined;
  /** Part of the code or of the affiliate's name. */
  search?: string | undefined;
  /** Created at, epoch milliseconds, and id of the last one shown. */
  after?: readonly [number, string] | undefined;
  limit: number;
}

export async function readCoupon(tx: Tx, ws: number, id: Uuid): Promise<Coupon | null> {
  return (await listCoupons(tx, ws, { id, limit: 1 }))[0] ?? null;
}

/** Newest first. */
export async function listCoupons(tx: Tx, ws: number, filter: CouponFilter): Promise<Coupon[]> {
  let query = tx.selectFrom("coupon").selectAll().where("ws", "=", ws);
  const { id, product, party, affiliation, state, code, search, after } = filter;
  if (id !== undefined) query = query.where("id", "=", id);
  if (product !== undefined) query = query.where("product", "=", product);
  if (party !== undefined) query = query.where("party", "=", party);
  if (affiliation !== undefined) query = query.where("affiliation", "=", affiliation);
  if (state !== undefined) query = query.where("state", "=", state);
  if (code !== undefined) query = query.where((is) => is(is.fn("lower", ["code"]), "=", code.toLowerCase()));
  if (search !== undefined) {
    const like = `%${search.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
    query = query.where(sql<SqlBool>`(code ILIKE ${like} OR EXISTS (SELECT FROM partage.party p
      WHERE p.ws = coupon.ws AND p.id = coupon.party AND p.name ILIKE ${like}))`);
  }
  if (after !== undefined) {
    const [at, last] = after;
    query = query.where((is) => is(is.refTuple("created_at", "id"), "<", is.tuple(new Date(at), last)));
  }
  const rows = await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(filter.limit).execute();
  return rows.map(toCoupon);
}

/** As it is until this transaction ends; null when there is no such coupon. */
export async function lockCoupon(tx: Tx, ws: number, id: Uuid): Promise<Coupon | null> {
  const row = await tx
    .selectFrom("coupon")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row === undefined ? null : toCoupon(row);
}

/**
 * The one that a code named on a product at an instant, in the state it had then: of several that which lived
 * then, else the last that ended before. One that was only made after counts as it began.
 */
export async function findCoupon(
  tx: Tx,
  ws: number,
  { product, code, at }: { product: Uuid; code: string; at: number },
): Promise<Coupon | null> {
  const then = new Date(at);
  const row = await tx
    .selectFrom((from) =>
      from
        .selectFrom("coupon as c")
        .selectAll("c")
        .select(stateAt(then).as("then"))
        .where("c.ws", "=", ws)
        .where("c.product", "=", product)
        .where((is) => is(is.fn("lower", ["c.code"]), "=", code.toLowerCase()))
        .as("c"),
    )
    .selectAll()
    .orderBy((is) => is("created_at", ">", then))
    .orderBy((is) => is("then", "=", "ended"))
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toCoupon({ ...row, state: row.then });
}

/** What nobody ever changed stood as it stands. */
function stateAt(at: Date) {
  return sql<CouponState>`CASE
    WHEN NOT EXISTS (SELECT FROM partage.coupon_step s WHERE s.ws = c.ws AND s.coupon = c.id) THEN c.state
    ELSE coalesce((SELECT s.state FROM partage.coupon_step s
                    WHERE s.ws = c.ws AND s.coupon = c.id AND s.at <= ${at} ORDER BY s.no DESC LIMIT 1), 'active')
    END`;
}

export interface CouponUses {
  uses: number;
  /** Where the buyer had followed a link of the affiliate. */
  clicked: number;
  lastAt: Date | null;
}

/** Of these, those that were ever used. */
export async function readUses(tx: Tx, ws: number, coupons: readonly Uuid[]): Promise<Map<Uuid, CouponUses>> {
  if (coupons.length === 0) return new Map();
  const { rows } = await sql<{ coupon: Uuid; uses: number; clicked: number; lastAt: Date }>`
    SELECT coupon, count(*)::int AS uses, (count(*) FILTER (WHERE clicked))::int AS clicked, max(at) AS "lastAt"
      FROM partage.coupon_use WHERE ws = ${ws} AND coupon = ANY (${[...coupons]}::uuid[]) AND counted
     GROUP BY coupon`.execute(tx);
  return new Map(rows.map(({ coupon, ...uses }) => [coupon, uses]));
}
