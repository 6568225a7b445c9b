// Adds a coupon and changes one: limits, days, stacking, state. Never its code nor whose it is, and an ended
// one stays ended.
// Example: changeCoupon(tx, 7, coupon, { state: "paused" }): from now on it credits nobody.
import { sql } from "kysely";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { type Coupon, type Discount, refuseTakenCoupon, toCoupon } from "./coupon.ts";

export type NewCoupon = Omit<Coupon, "version" | "state">;

export async function addCoupon(tx: Tx, ws: number, coupon: NewCoupon): Promise<Coupon> {
  const row = await tx
    .insertInto("coupon")
    .values({
      ws,
      id: coupon.id,
      product: coupon.product,
      affiliation: coupon.affiliation,
      party: coupon.party,
      code: coupon.code,
      ...columnsOf(coupon.discount),
      most_uses: coupon.mostUses,
      starts_at: date(coupon.startsAt),
      ends_at: date(coupon.endsAt),
      stacks: coupon.stacks,
      external_id: coupon.externalId,
      created_at: new Date(coupon.createdAt),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTakenCoupon);
  return toCoupon(row);
}

/** Left out (undefined): as it is. */
export type CouponChange = {
  [K in "discount" | "mostUses" | "startsAt" | "endsAt" | "stacks" | "state" | "externalId"]?:
    | Coupon[K]
    | undefined;
};

/** `before`: locked. `at`: epoch milliseconds; from then on another state holds. */
export async function changeCoupon(
  tx: Tx,
  ws: number,
  before: Coupon,
  change: CouponChange,
  at: number,
): Promise<Coupon> {
  if (before.state === "ended" && change.state !== undefined && change.state !== "ended") {
    throw new Refusal(422, "coupon_ended", "A coupon that has ended stays ended. Make a new one.", {
      details: [{ path: "state", code: "coupon_ended", message: "cannot be opened again" }],
    });
  }
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const after: Coupon = { ...before, ...Object.fromEntries(given) };
  refuseBackwards(after);
  const row = await tx
    .updateTable("coupon")
    .set({
      version: before.version + 1,
      ...columnsOf(after.discount),
      most_uses: after.mostUses,
      starts_at: date(after.startsAt),
      ends_at: date(after.endsAt),
      stacks: after.stacks,
      state: after.state,
      external_id: after.externalId,
    })
    .where("ws", "=", ws)
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(refuseTakenCoupon);
  if (after.state !== before.state) await addStep(tx, ws, after, at);
  return toCoupon(row);
}

async function addStep(tx: Tx, ws: number, { id, state }: Coupon, at: number): Promise<void> {
  await sql`INSERT INTO partage.coupon_step (ws, coupon, no, at, state)
    SELECT ${ws}, ${id}, coalesce(max(no), 0) + 1, ${new Date(at)}, ${state} FROM partage.coupon_step
     WHERE ws = ${ws} AND coupon = ${id}`.execute(tx);
}

/** Throws 422 for an end that is not after the start. */
export function refuseBackwards({ startsAt, endsAt }: Pick<Coupon, "startsAt" | "endsAt">): void {
  if (startsAt === null || endsAt === null || endsAt > startsAt) return;
  const message = "must be after it starts";
  throw new Refusal(422, "ends_before_start", `endsAt ${message}.`, {
    details: [{ path: "endsAt", code: "ends_before_start", message }],
  });
}

function columnsOf(discount: Discount) {
  return {
    discount: discount.kind,
    rate: discount.kind === "percent" ? discount.rate : null,
    amount: discount.kind === "fixed" ? discount.amount : null,
    currency: discount.kind === "fixed" ? discount.currency : null,
  };
}

function date(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
