// The journey of a sale: for who works for the business with every name, for an affiliate with its own. Reads
// only.
// Example: GET /v1/sales/sale_…/journey → carla's link of 1 May credited, dora's of 20 April not the last.
import { mustSeeEarnings } from "../../access/earnings.ts";
import type { Uuid } from "../../base/id.ts";
import { formatRate, ppm } from "../../base/rate.ts";
import { Refusal } from "../../base/refusal.ts";
import { inParty, inWorkspace, type Tx } from "../../db/transaction.ts";
import { type ToldJourney, type ToldTouch, tellJourney } from "../../flows/tell-journey.ts";
import { type Names, readNames } from "../../reports/names.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { type Journey, journey, type Touch } from "../../wire/journey.ts";
import { partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showParty, showProduct } from "./show-named.ts";
import { touchedSaleRoutes } from "./touched-sales.ts";

const params = { sale: idIn("sale") };

export function journeyRoutes(server: Server): void {
  touchedSaleRoutes(server);

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
        const since = told.corrections.flatMap((one) => one.credited);
        const isPart = [...told.touches, ...told.credited, ...since].some((one) => one.party === party);
        if (!isPart) throw notOwn();
        return show(told, await namesOf(tx, ws, told), party);
      }),
  });
}

function notOwn(): Refusal {
  return new Refusal(404, "not_found", "There is no such sale, or no touch of yours led to it.");
}

async function namesOf(
  tx: Tx,
  ws: number,
  { touches, credited, corrections, product }: ToldJourney,
): Promise<Names> {
  const since = corrections.flatMap((one) => one.credited);
  const parties = [...touches, ...credited, ...since].map((one) => one.party);
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
    corrections: told.corrections.map(({ answeredAt, credited, reason }) => ({
      at: showInstant(answeredAt as Date),
      reason,
      credited: credited.map(({ party, weight }) => ({
        party: sees(party) ? showParty(names, party) : null,
        ...own(party),
        weight: formatRate(ppm(weight)),
      })),
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
