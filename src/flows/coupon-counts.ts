// How often coupons were used, for limits, within one batch of sales: what is recorded, and what the sales of
// the batch itself have used meanwhile. What is in the air is not seen: the flight looks again.
// Example: 199 of 200 recorded; the first sale of the batch counts, the second finds it used up.
import { countUses } from "../affiliates/coupon-uses.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export class CouponCounts {
  readonly #ws: number;
  readonly #uses = new Map<Uuid, number>();

  constructor(ws: number) {
    this.#ws = ws;
  }

  async usesOf(tx: Tx, coupon: Uuid): Promise<number> {
    const known = this.#uses.get(coupon);
    if (known !== undefined) return known;
    const uses = (await countUses(tx, this.#ws, [coupon])).get(coupon) ?? 0;
    this.#uses.set(coupon, uses);
    return uses;
  }

  /** One use more; of a coupon without a limit nothing is known and nothing is kept. */
  count(coupon: Uuid): void {
    const known = this.#uses.get(coupon);
    if (known !== undefined) this.#uses.set(coupon, known + 1);
  }
}
