// How a coupon looks in an answer: with its uses, to who works for the business with its affiliate.
// Example: CARLA10, 10 % off, 12 of 200 uses, 9 after a click.
import type { Coupon } from "../../affiliates/coupon.ts";
import { readUses } from "../../affiliates/read-coupons.ts";
import { formatRate, ppm } from "../../base/rate.ts";
import type { Tx } from "../../db/transaction.ts";
import { readNames } from "../../reports/names.ts";
import type { OwnCoupon, Coupon as Shown } from "../../wire/coupon.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { showParty, showProduct } from "./show-named.ts";

export async function showCoupons(tx: Tx, ws: number, coupons: readonly Coupon[]): Promise<Shown[]> {
  const own = await showOwnCoupons(tx, ws, coupons);
  const names = await readNames(tx, ws, { parties: coupons.map((one) => one.party) });
  return coupons.map(({ party, externalId }, i) => {
    return { ...(own[i] as OwnCoupon), party: showParty(names, party), externalId };
  });
}

export async function showOwnCoupons(tx: Tx, ws: number, coupons: readonly Coupon[]): Promise<OwnCoupon[]> {
  const uses = await readUses(
    tx,
    ws,
    coupons.map((one) => one.id),
  );
  const names = await readNames(tx, ws, { products: coupons.map((one) => one.product) });
  return coupons.map((one) => {
    const { id, version, code, mostUses, stacks, state, startsAt, endsAt } = one;
    const used = uses.get(id);
    return {
      id: showId("coupon", id),
      version,
      product: showProduct(names, one.product),
      affiliation: showId("affiliation", one.affiliation),
      code,
      discount: showDiscount(one.discount),
      mostUses,
      startsAt: showInstant(startsAt),
      endsAt: showInstant(endsAt),
      stacks,
      state,
      uses: used?.uses ?? 0,
      usesAfterClick: used?.clicked ?? 0,
      lastUsedAt: showInstant(used?.lastAt ?? null),
      createdAt: showInstant(one.createdAt),
    };
  });
}

function showDiscount(discount: Coupon["discount"]): OwnCoupon["discount"] {
  return discount.kind === "percent" ? { ...discount, rate: formatRate(ppm(discount.rate)) } : discount;
}
