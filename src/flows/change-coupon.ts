// Makes a coupon for an affiliate and changes one. A coupon is of an affiliation that may earn; whose it is
// never changes. Sales recorded from now on see the change, posted ones keep theirs.
// Example: createCoupon(app, 7, { affiliation, code: "CARLA10", mostUses: 200 }, "account:…") → coupon_….
import { type Coupon, noSuchCoupon } from "../affiliates/coupon.ts";
import { readAffiliation } from "../affiliates/read-affiliations.ts";
import { lockCoupon } from "../affiliates/read-coupons.ts";
import {
  addCoupon,
  type CouponChange,
  refuseBackwards,
  changeCoupon as write,
} from "../affiliates/write-coupon.ts";
import { newUuid, publicId, type Uuid } from "../base/id.ts";
import { formatRate, ppm } from "../base/rate.ts";
import { Refusal } from "../base/refusal.ts";
import { addEvent } from "../db/events.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { App } from "./app.ts";
import { changedFields } from "./changed-fields.ts";
import { refuseBarred } from "./decide-affiliation.ts";
import { refuseStale } from "./refuse-stale.ts";

export interface CouponFacts extends Omit<CouponChange, "state"> {
  affiliation: Uuid;
  code: string;
}

export async function createCoupon(app: App, ws: number, facts: CouponFacts, actor: string): Promise<Coupon> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const affiliation = await readAffiliation(tx, ws, facts.affiliation);
    if (affiliation === null) throw refusedAffiliation("unknown_affiliation", "is not of this workspace");
    if (affiliation.state !== "approved") {
      throw refusedAffiliation(
        "affiliation_not_approved",
        "may not promote now: its coupon would earn nothing",
      );
    }
    await refuseBarred(tx, ws, affiliation, at);
    const { startsAt = null, endsAt = null, mostUses = null, stacks = true, externalId = null } = facts;
    refuseBackwards({ startsAt, endsAt });
    const { product, party } = affiliation;
    const coupon = await addCoupon(tx, ws, {
      id: newUuid(app.ids),
      product,
      affiliation: affiliation.id,
      party,
      code: facts.code,
      discount: facts.discount ?? { kind: "none" },
      mostUses,
      startsAt,
      endsAt,
      stacks,
      externalId,
      createdAt: at,
    });
    const about = {
      product: publicId("product", product),
      party: publicId("party", party),
      code: coupon.code,
    };
    const payload = { ...about, after: told(coupon) };
    const subject = publicId("coupon", coupon.id);
    await addEvent(tx, ws, { type: "coupon.created", subject, actor, payload, at });
    return coupon;
  });
}

export async function changeCoupon(
  app: App,
  ws: number,
  id: Uuid,
  { basedOn, ...change }: CouponChange & { basedOn?: number | undefined },
  actor: string,
): Promise<Coupon> {
  const at = app.ids.now();
  return await inWorkspace(app.db, ws, async (tx) => {
    const before = await lockCoupon(tx, ws, id);
    if (before === null) throw noSuchCoupon();
    const subject = publicId("coupon", id);
    await refuseStale(tx, ws, { subject, type: "coupon.changed", basedOn, version: before.version });
    const fields = changedFields(told(before), told(change));
    if (fields === null) return before;
    const coupon = await write(tx, ws, before, change, at);
    const { version, party, product, code } = coupon;
    const about = { version, code, party: publicId("party", party), product: publicId("product", product) };
    const payload = { ...fields, ...about };
    await addEvent(tx, ws, { type: "coupon.changed", subject, actor, payload, at });
    return coupon;
  });
}

/** As people read it: rates as decimal strings, instants as text. */
function told({ discount, mostUses, startsAt, endsAt, stacks, state, externalId }: CouponChange): object {
  const taken =
    discount?.kind === "percent" ? { ...discount, rate: formatRate(ppm(discount.rate)) } : discount;
  const text = (at: number | null | undefined) => (typeof at === "number" ? new Date(at).toISOString() : at);
  return {
    discount: taken,
    mostUses,
    startsAt: text(startsAt),
    endsAt: text(endsAt),
    stacks,
    state,
    externalId,
  };
}

function refusedAffiliation(code: string, message: string): Refusal {
  return new Refusal(422, code, `affiliation ${message}.`, {
    details: [{ path: "affiliation", code, message }],
  });
}
