// The journey of a sale: for who works for the business with every name, for an affiliate with its own. And
// the sales that a party's touches led to, credited or not. Reads only.
// Example: GET /v1/sales/sale_…/journey → carla's link of 1 May credited, dora's of 20 April not the last.
import { z } from "zod";
import { mustSeeEarnings } from "../../access/earnings.ts";
import type { Uuid } from "../../base/id.ts";
import { formatRate, ppm } from "../../base/rate.ts";
import { Refusal } from "../../base/refusal.ts";
import { inParty, inWorkspace, type Tx } from "../../db/transaction.ts";
import { type ToldJourney, type ToldTouch, tellJourney } from "../../flows/tell-journey.ts";
import { type Names, readNames } from "../../reports/names.ts";
import { listTouchedSales } from "../../reports/touched-sales.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { type Journey, journey, type Skipped, type Touch, touchedSale } from "../../wire/journey.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showParty, showProduct } from "./show-named.ts";

const params = { sale: idIn("sale") };

export function journeyRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/sales/:sale/journey",
    permission: "sales:read",
    name: "readJourney",
    tag: "Sales",
    summary: "How the buyer came: every touch, credited or why not",
    description: "As it was judged when the sale was recorded; nothing that changes later changes it.",
    params,
    answer: journey,
    handle: async ({ app, caller, params }) => {
      mustSeeEarnings(caller);
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const told = await tellJourney(tx, caller.ws, params.sale);
        return show(told, await namesOf(tx, caller.ws, told), null);
      });
    },
  });

  partnerRoute(server, {
    method: "GET",
    path: "/sales/:sale/journey",
    name: "readOwnJourney",
    tag: "Partner portal",
    summary: "How the buyer of a sale came, the party's own touches by name",
    params,
    answer: journey,
    handle: ({ app, partner: { ws, party }, params }) =>
      inParty(app.db, { ws, party }, async (tx) => {
        const told = await tellJourney(tx, ws, params.sale);
        const isPart = told.touches.some((one) => one.party === party);
        if (!isPart && !told.credited.some((one) => one.party === party)) throw notOwn();
        return show(told, await namesOf(tx, ws, told), party);
      }),
  });

  partnerRoute(server, {
    method: "GET",
    path: "/touched-sales",
    name: "listTouchedSales",
    tag: "Partner portal",
    summary: "Sales that a link or coupon of the party led to, newest first",
    description: "Also those that were credited to somebody else, with the reason.",
    query: {
      product: idIn("product").optional(),
      credited: z.enum(["true", "false"]).optional(),
      ...pageQuery([z.number(), z.uuid()]),
    },
    answer: listOf(touchedSale),
    handle: ({ app, partner: { ws, party }, query }) =>
      inParty(app.db, { ws, party }, async (tx) => {
        const { cursor, limit, credited, product } = query;
        const wanted = { product, credited: credited && credited === "true", after: cursor };
        const found = await listTouchedSales(tx, ws, party, { ...wanted, limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.at.getTime(), one.sale]);
        const names = await readNames(tx, ws, { products: rows.map((one) => one.product) });
        const data = rows.map((one) => ({
          ...one,
          skipped: one.skipped as Skipped | null,
          sale: showId("sale", one.sale),
          product: showProduct(names, one.product),
          at: showInstant(one.at),
        }));
        return { data, nextCursor };
      }),
  });
}

function notOwn(): Refusal {
  return new Refusal(404, "not_found", "There is no such sale, or no touch of yours led to it.");
}

async function namesOf(tx: Tx, ws: number, { touches, credited, product }: ToldJourney): Promise<Names> {
  const parties = [...touches, ...credited].map((one) => one.party);
  return await readNames(tx, ws, { parties, products: [product] });
}

/** `viewer`: the party that looks; null for who works for the business and sees every name. */
function show(told: ToldJourney, names: Names, viewer: Uuid | null): Journey {
  const sees = (party: Uuid | null) => viewer === null || party === viewer;
  const own = (party: Uuid | null) => (viewer === null ? {} : { own: party === viewer });
  return {
    sale: showId("sale", told.sale),
    product: showProduct(names, told.product),
    at: showInstant(told.at),
    how: told.how,
    model: told.model,
    windowDays: told.windowDays,
    touches: told.touches.map((one) => ({ ...showTouch(one, names, sees(one.party)), ...own(one.party) })),
    credited: told.credited.map(({ party, weight, rate, rule }) => ({
      party: sees(party) ? showParty(names, party) : null,
      ...own(party),
      weight: formatRate(ppm(weight)),
      rate: sees(party) ? formatRate(ppm(rate)) : null,
      rule: sees(party) ? rule : null,
    })),
  };
}

function showTouch(one: ToldTouch, names: Names, sees: boolean): Touch {
  const { by, at, party, code = null, campaign, weight, skipped, id } = one;
  return {
    by,
    at: showInstant(at),
    party: sees && party !== null ? showParty(names, party) : null,
    code: sees ? code : null,
    campaign: sees ? campaign : null,
    weight: formatRate(ppm(weight)),
    skipped,
    sale: sees && by === "first_charge" && id !== "" ? showId("sale", id as Uuid) : null,
  };
}
