// How many uses are left of the coupons that a batch of sales counts, read at the head that the flight swaps
// from: another process that counts one meanwhile moves the head, and this flight reads again. What finds no
// room is judged anew by whoever handed it in, and then the coupon is used up.
// Example: CARLA10, ten uses at the most, nine recorded, two sales in the batch: one is posted, one judged
// anew.
import { countUses } from "../affiliates/coupon-uses.ts";
import type { Uuid } from "../base/id.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { SaleFacts } from "../sales/facts.ts";

type Attributed = Pick<SaleFacts, "attributed">;

/** Does the sale count a use of a coupon that has a limit? */
export function isLimited({ attributed }: Attributed): boolean {
  return attributed?.used.some((use) => use.counted && use.mostUses !== undefined) ?? false;
}

const limitedOf = ({ attributed }: Attributed) =>
  attributed?.used.filter((use) => use.counted && use.mostUses !== undefined) ?? [];

export class CouponRoom {
  readonly #uses: ReadonlyMap<Uuid, number>;
  readonly #taken = new Map<Uuid, number>();

  /** `uses`: those that are recorded; a coupon that is not in it has none. */
  constructor(uses: ReadonlyMap<Uuid, number> = new Map()) {
    this.#uses = uses;
  }

  hasRoom(facts: Attributed): boolean {
    if (!isLimited(facts)) return true;
    return limitedOf(facts).every(({ coupon, mostUses }) => this.#usesOf(coupon) < (mostUses as number));
  }

  /** The sale is placed: what it counts is used. */
  take(facts: Attributed): void {
    if (!isLimited(facts)) return;
    for (const { coupon } of limitedOf(facts)) this.#taken.set(coupon, (this.#taken.get(coupon) ?? 0) + 1);
  }

  #usesOf(coupon: Uuid): number {
    return (this.#uses.get(coupon) ?? 0) + (this.#taken.get(coupon) ?? 0);
  }
}

/** Asks the database only where a sale counts a coupon that has a limit. */
export async function readCouponRoom(
  db: Database,
  ws: number,
  acts: readonly { facts: Attributed }[],
): Promise<CouponRoom> {
  const coupons = [...new Set(acts.flatMap(({ facts }) => limitedOf(facts).map((one) => one.coupon)))];
  if (coupons.length === 0) return new CouponRoom();
  return new CouponRoom(await inWorkspace(db, ws, (tx) => countUses(tx, ws, coupons)));
}
