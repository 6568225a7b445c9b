// Affiliations: who promotes which product, under which code and at which rate.
// Never a click or a link. Example: GET /v1/affiliations?product=product_…&code=CARLA → one affiliation.
import { z } from "zod";
import type { Affiliation } from "../../affiliates/affiliation.ts";
import { type NextRate, readRatesNow } from "../../affiliates/rates-now.ts";
import { listAffiliations, readAffiliation } from "../../affiliates/read-affiliations.ts";
import { readBars } from "../../affiliates/read-barred.ts";
import { formatRate } from "../../base/rate.ts";
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import { changeAffiliation } from "../../flows/change-affiliation.ts";
import { createAffiliation } from "../../flows/create-affiliation.ts";
import { readNames } from "../../reports/names.ts";
import {
  affiliateCode,
  affiliation,
  affiliationChange,
  affiliationState,
  newAffiliation,
  type Affiliation as Shown,
} from "../../wire/affiliation.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showParty, showProduct } from "./show-named.ts";

const TAG = "Affiliations";
const params = { affiliation: idIn("affiliation") };

export function affiliationRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/affiliations",
    permission: "affiliates:read",
    name: "listAffiliations",
    tag: TAG,
    summary: "List affiliations, newest first",
    query: {
      product: idIn("product").optional(),
      party: idIn("party").optional(),
      state: affiliationState.optional(),
      code: affiliateCode.optional(),
      ...pageQuery([z.number(), z.uuid()]),
    },
    answer: listOf(affiliation),
    handle: async ({ app, caller, query }) => {
      const { cursor, limit, ...filter } = query;
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await listAffiliations(tx, caller.ws, { ...filter, after: cursor, limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.createdAt.getTime(), one.id]);
        return { data: await showAffiliations(tx, caller.ws, rows, app.ids.now()), nextCursor };
      });
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/affiliations",
    permission: "affiliates:write",
    name: "createAffiliation",
    tag: TAG,
    summary: "Make a partner an affiliate of a product",
    body: newAffiliation,
    answer: affiliation,
    handle: async ({ app, caller, body }) => {
      const made = await createAffiliation(app, caller.ws, body, caller.actor);
      return inWorkspace(app.db, caller.ws, (tx) => showAffiliation(tx, caller.ws, made, app.ids.now()));
    },
  });
  singleRoutes(server);
}

function singleRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/affiliations/:affiliation",
    permission: "affiliates:read",
    name: "readAffiliation",
    tag: TAG,
    summary: "One affiliation",
    params,
    answer: affiliation,
    handle: async ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await readAffiliation(tx, caller.ws, params.affiliation);
        if (found === null) {
          throw new Refusal(404, "not_found", "There is no such affiliation in this workspace.");
        }
        return showAffiliation(tx, caller.ws, found, app.ids.now());
      }),
  });

  resourceRoute(server, {
    method: "PATCH",
    path: "/affiliations/:affiliation",
    permission: "affiliates:write",
    name: "changeAffiliation",
    tag: TAG,
    summary: "Change an affiliation's code, rate, recruiter or state",
    params,
    body: affiliationChange,
    answer: affiliation,
    handle: async ({ app, caller, params, body }) => {
      const changed = await changeAffiliation(app, caller.ws, params.affiliation, body, caller.actor);
      return inWorkspace(app.db, caller.ws, (tx) => showAffiliation(tx, caller.ws, changed, app.ids.now()));
    },
  });
}

export async function showAffiliation(tx: Tx, ws: number, one: Affiliation, now: number): Promise<Shown> {
  return (await showAffiliations(tx, ws, [one], now))[0] as Shown;
}

function showNextRate(next: NextRate | null): Shown["nextRate"] {
  return next === null ? null : { rate: formatRate(next.rate), starts: showInstant(next.starts) };
}

/** The rate is the one that applies today, by the programme's rules where there is one. */
export async function showAffiliations(
  tx: Tx,
  ws: number,
  affiliations: readonly Affiliation[],
  now: number,
): Promise<Shown[]> {
  const parties = affiliations.flatMap((one) => [one.party, one.recruitedBy]);
  const names = await readNames(tx, ws, { parties, products: affiliations.map((one) => one.product) });
  const rates = await readRatesNow(tx, ws, affiliations, now);
  const barred = await readBars(tx, ws, affiliations, now);
  return affiliations.map((one) => ({
    ...one,
    id: showId("affiliation", one.id),
    product: showProduct(names, one.product),
    party: showParty(names, one.party),
    rate: formatRate(rates.get(one.id)?.rate ?? one.rate),
    rateBy: rates.get(one.id)?.by ?? "own",
    nextRate: showNextRate(rates.get(one.id)?.next ?? null),
    bar: barred.get(one.id) ?? null,
    recruitedBy: showParty(names, one.recruitedBy),
    acceptedAt: one.acceptedAt === null ? null : showInstant(one.acceptedAt),
    createdAt: showInstant(one.createdAt),
  }));
}
