// Data-sharing grants, from both sides: the producer gives, lists and withdraws; the co-producer reads its
// own, looks at a buyer (recorded each time), or at what the others get where that is granted.
// Example: POST /v1/partner/party_…/sales/sale_…/buyer-looks → { "fields": ["email"], "email": "claire@…", …
// }
import { type DataGrant, grantState, listDataGrants, lockDataGrant } from "../../access/data-grants.ts";
import { Refusal } from "../../base/refusal.ts";
import { inParty, inWorkspace, type Tx } from "../../db/transaction.ts";
import { lookAtBuyer, shareData, withdrawData } from "../../flows/share-data.ts";
import { showAllLines } from "../../flows/show-other-lines.ts";
import { todayIn } from "../../reports/balances.ts";
import { readNames } from "../../reports/names.ts";
import type { SeenLines } from "../../wire/data-grant.ts";
import {
  dataGrant,
  dataGrants,
  newDataGrant,
  type DataGrant as Shown,
  seenBuyer,
  seenLines,
} from "../../wire/data-grant.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { personOf } from "./proposals.ts";
import { showParty, showProduct } from "./show-named.ts";

const TAG = "Data sharing";
const OWN = "Partner portal";
const params = { datagrant: idIn("datagrant") };
const ofSale = { sale: idIn("sale") };
/** One party and product rarely has more than a handful in all its time. */
const MOST = 200;

export function dataGrantRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/data-grants",
    permission: "datagrants:read",
    name: "listDataGrants",
    tag: TAG,
    summary: "What is shared with co-producers beyond their own, newest first",
    query: { party: idIn("party").optional(), product: idIn("product").optional() },
    answer: dataGrants,
    handle: ({ app, caller, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await listDataGrants(tx, caller.ws, { ...query, limit: MOST });
        return { data: await show(tx, caller.ws, found, app.ids.now()) };
      }),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/data-grants",
    permission: "datagrants:write",
    name: "shareData",
    tag: TAG,
    summary: "Share buyers' data of a product with a co-producer, for a purpose and until a day",
    description: "Both sides see it; each look of the co-producer is recorded in the audit trail.",
    body: newDataGrant,
    answer: dataGrant,
    handle: async ({ app, caller, body, request }) => {
      const id = await shareData(app, caller.ws, body, personOf(caller, request));
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await lockDataGrant(tx, caller.ws, id);
        return (await show(tx, caller.ws, [found as DataGrant], app.ids.now()))[0] as Shown;
      });
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/data-grants/:datagrant/withdraw",
    permission: "datagrants:write",
    name: "withdrawData",
    tag: TAG,
    summary: "Take a data grant back: it ends at once",
    statuses: [200],
    params,
    answer: dataGrant,
    handle: async ({ app, caller, params, request }) => {
      await withdrawData(app, caller.ws, params.datagrant, personOf(caller, request));
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await lockDataGrant(tx, caller.ws, params.datagrant);
        if (found === null) throw new Refusal(404, "not_found", "There is no such data grant.");
        return (await show(tx, caller.ws, [found], app.ids.now()))[0] as Shown;
      });
    },
  });

  ownRoutes(server);
}

function ownRoutes(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/data-grants",
    name: "listOwnDataGrants",
    tag: OWN,
    summary: "What is shared with the party beyond its own, newest first",
    query: { product: idIn("product").optional() },
    answer: dataGrants,
    handle: ({ app, partner, query }) =>
      inParty(app.db, partner, async (tx) => {
        const { ws, party } = partner;
        const found = await listDataGrants(tx, ws, { ...query, party, limit: MOST });
        return { data: await show(tx, ws, found, app.ids.now()) };
      }),
  });

  partnerRoute(server, {
    method: "POST",
    path: "/sales/:sale/buyer-looks",
    name: "lookAtBuyer",
    tag: OWN,
    summary: "Look at the buyer of a sale, where it is shared",
    description: "Each look is recorded: who, which sale, when. Without a grant: `not_granted`.",
    params: ofSale,
    answer: seenBuyer,
    status: 201,
    handle: async ({ app, partner, params }) => {
      const seen = await lookAtBuyer(app, partner.ws, params.sale, partner);
      return { sale: showId("sale", params.sale), ...seen };
    },
  });

  partnerRoute(server, {
    method: "GET",
    path: "/sales/:sale/lines",
    name: "readAllLines",
    tag: OWN,
    summary: "Every line of a sale, where it is shared what others get",
    params: ofSale,
    answer: seenLines,
    handle: async ({ app, partner, params }) => {
      const { currency, lines } = await showAllLines(app, partner.ws, partner.party, params.sale);
      const parties = lines.map((one) => one.party);
      const names = await inWorkspace(app.db, partner.ws, (tx) => readNames(tx, partner.ws, { parties }));
      return {
        sale: showId("sale", params.sale),
        currency,
        lines: lines.map(({ party, role, ...one }) => ({
          party: showParty(names, party),
          role: role as SeenLines["lines"][number]["role"],
          ...one,
        })),
      };
    },
  });
}

async function show(tx: Tx, ws: number, grants: readonly DataGrant[], now: number): Promise<Shown[]> {
  const today = await todayIn(tx, ws, now);
  const names = await readNames(tx, ws, {
    parties: grants.map((one) => one.party),
    products: grants.map((one) => one.product),
  });
  return grants.map((one) => ({
    id: showId("datagrant", one.id),
    party: showParty(names, one.party),
    product: showProduct(names, one.product),
    fields: one.fields,
    seesOthers: one.seesOthers,
    purpose: one.purpose,
    until: one.until,
    state: grantState(one, today),
    givenBy: one.givenName,
    givenAt: showInstant(one.givenAt),
    withdrawnBy: one.withdrawnName,
    withdrawnAt: showInstant(one.withdrawnAt),
    looks: one.looks,
    lookedAt: showInstant(one.lookedAt),
  }));
}
