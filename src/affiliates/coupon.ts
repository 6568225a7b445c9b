// A coupon of an affiliate: whoever buys with it is credited to the affiliate, before any link. What it takes
// off the price is told to people; what the buyer paid is the fact. Whose it is never changes.
// Example: CARLA10 of carla on "Piano in 30 days", 10 % off, 200 uses at the most, until 31 December.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Coupon as CouponRow } from "../db/tables.ts";
import { takenBy } from "../db/taken.ts";

export type CouponState = "active" | "paused" | "ended";

export type Discount =
  | { kind: "none" }
  /** Parts per million. */
  | { kind: "percent"; rate: number }
  | { kind: "fixed"; amount: number; currency: string };

export interface Coupon {
  id: Uuid;
  /** Counts changes. */
  version: number;
  product: Uuid;
  affiliation: Uuid;
  party: Uuid;
  code: string;
  discount: Discount;
  mostUses: number | null;
  /** Epoch milliseconds, inclusive. */
  startsAt: number | null;
  /** Exclusive. */
  endsAt: number | null;
  /** False: beside another coupon it credits nobody. */
  stacks: boolean;
  state: CouponState;
  externalId: string | null;
  createdAt: number;
}

export function toCoupon(row: Selectable<CouponRow>): Coupon {
  return {
    id: row.id as Uuid,
    version: row.version,
    product: row.product as Uuid,
    affiliation: row.affiliation as Uuid,
    party: row.party as Uuid,
    code: row.code,
    discount: toDiscount(row),
    mostUses: row.most_uses,
    startsAt: row.starts_at?.getTime() ?? null,
    endsAt: row.ends_at?.getTime() ?? null,
    stacks: row.stacks,
    state: row.state as CouponState,
    externalId: row.external_id,
    createdAt: row.created_at.getTime(),
  };
}

function toDiscount({ discount, rate, amount, currency }: Selectable<CouponRow>): Discount {
  if (discount === "percent") return { kind: "percent", rate: rate as number };
  if (discount === "fixed") return { kind: "fixed", amount: amount as number, currency: currency as string };
  return { kind: "none" };
}

/** Why a coupon that somebody used credits nobody; null where it does. */
export type CouponFault =
  | "coupon_paused"
  | "coupon_ended"
  | "coupon_not_yet"
  | "coupon_over"
  | "coupon_used_up"
  | "coupon_not_alone";

/** `used`: how often it was counted before; `beside`: other coupons on the same sale. */
export function faultOf(coupon: Coupon, at: number, used: number, beside: number): CouponFault | null {
  if (coupon.startsAt !== null && at < coupon.startsAt) return "coupon_not_yet";
  if (coupon.endsAt !== null && at >= coupon.endsAt) return "coupon_over";
  if (coupon.state === "paused") return "coupon_paused";
  if (coupon.state === "ended") return "coupon_ended";
  if (coupon.mostUses !== null && used >= coupon.mostUses) return "coupon_used_up";
  return !coupon.stacks && beside > 0 ? "coupon_not_alone" : null;
}

const TAKEN: Record<string, { code: string; path: string; message: string }> = {
  coupon_code: { code: "code_taken", path: "code", message: "is another coupon's on this product" },
  coupon_external: { code: "external_id_taken", path: "externalId", message: "is another coupon's" },
};

/** Throws 409 when code or id is taken; every other error goes on. */
export function refuseTakenCoupon(error: unknown): never {
  const taken = TAKEN[takenBy(error) ?? ""];
  if (taken === undefined) throw error;
  const { code, path, message } = taken;
  throw new Refusal(409, code, `${path} ${message}.`, { details: [{ path, code, message }] });
}

export function noSuchCoupon(): Refusal {
  return new Refusal(404, "not_found", "There is no such coupon in this workspace.");
}
