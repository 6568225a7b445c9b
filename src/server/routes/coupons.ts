// Coupons of affiliates: listed, made, changed, and as an affiliate sees its own. Never the use of one: that
// is told with a sale.
// Example: GET /v1/coupons?product=product_…&state=active → CARLA10 with its 12 uses.
import { z } from "zod";
import { noSuchCoupon } from "../../affiliates/coupon.ts";
import { listCoupons, readCoupon } from "../../affiliates/read-coupons.ts";
import { inParty, inWorkspace } from "../../db/transaction.ts";
import { changeCoupon, createCoupon } from "../../flows/change-coupon.ts";
import { affiliateCode } from "../../wire/affiliation.ts";
import { type Coupon, coupon, couponChange, couponState, newCoupon, ownCoupon } from "../../wire/coupon.ts";
import { idIn } from "../../wire/id.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showCoupons, showOwnCoupons } from "./show-coupon.ts";

const TAG = "Coupons";
const params = { coupon: idIn("coupon") };

export function couponRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/coupons",
    permission: "affiliates:read",
    name: "listCoupons",
    tag: TAG,
    summary: "List coupons of affiliates, newest first",
    query: {
      product: idIn("product").optional(),
      party: idIn("party").optional(),
      affiliation: idIn("affiliation").optional(),
      state: couponState.optional(),
      code: affiliateCode.optional(),
      q: z.string().min(1).max(100).optional().meta({ description: "In the code or the affiliate's name." }),
      ...pageQuery([z.number(), z.uuid()]),
    },
    answer: listOf(coupon),
    handle: async ({ app, caller, query }) => {
      const { cursor, limit, q, ...rest } = query;
      const filter = { ...rest, search: q };
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await listCoupons(tx, caller.ws, { ...filter, after: cursor, limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.createdAt, one.id]);
        return { data: await showCoupons(tx, caller.ws, rows), nextCursor };
      });
    },
  });
  singleRoutes(server);

  partnerRoute(server, {
    method: "GET",
    path: "/coupons",
    name: "listOwnCoupons",
    tag: "Partner portal",
    summary: "The party's coupons, newest first",
    query: { product: idIn("product").optional(), ...pageQuery([z.number(), z.uuid()]) },
    answer: listOf(ownCoupon),
    handle: ({ app, partner: { ws, party }, query: { cursor, limit, product } }) =>
      inParty(app.db, { ws, party }, async (tx) => {
        const found = await listCoupons(tx, ws, { party, product, after: cursor, limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.createdAt, one.id]);
        return { data: await showOwnCoupons(tx, ws, rows), nextCursor };
      }),
  });
}

function singleRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/coupons",
    permission: "affiliates:write",
    name: "createCoupon",
    tag: TAG,
    summary: "Make a coupon for an affiliate",
    body: newCoupon,
    answer: coupon,
    handle: async ({ app, caller: { ws, actor }, body }) => {
      const made = await createCoupon(app, ws, body, actor);
      return inWorkspace(app.db, ws, async (tx) => (await showCoupons(tx, ws, [made]))[0] as Coupon);
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/coupons/:coupon",
    permission: "affiliates:read",
    name: "readCoupon",
    tag: TAG,
    summary: "One coupon",
    params,
    answer: coupon,
    handle: async ({ app, caller: { ws }, params }) =>
      inWorkspace(app.db, ws, async (tx) => {
        const found = await readCoupon(tx, ws, params.coupon);
        if (found === null) throw noSuchCoupon();
        return (await showCoupons(tx, ws, [found]))[0] as Coupon;
      }),
  });

  resourceRoute(server, {
    method: "PATCH",
    path: "/coupons/:coupon",
    permission: "affiliates:write",
    name: "changeCoupon",
    tag: TAG,
    summary: "Change a coupon's limits, days, stacking or state",
    params,
    body: couponChange,
    answer: coupon,
    handle: async ({ app, caller: { ws, actor }, params, body }) => {
      const changed = await changeCoupon(app, ws, params.coupon, body, actor);
      return inWorkspace(app.db, ws, async (tx) => (await showCoupons(tx, ws, [changed]))[0] as Coupon);
    },
  });
}
