// Sales as a co-producer sees them: every one of its products, its own line of each or why there is none, and
// the steps to that line. Never the buyer, never another partner's part (docs/partner-sight.md).
// Example: GET /v1/partner/party_…/sales?earned=true → those with a line of the party, newest first.
import { z } from "zod";
import type { Uuid } from "../../base/id.ts";
import { inParty, type Tx } from "../../db/transaction.ts";
import { explainOwnSale, listOwnSales } from "../../flows/show-own-sales.ts";
import { readNames } from "../../reports/names.ts";
import { listOwnEntriesOf } from "../../reports/partner-sales.ts";
import { findSalesOfParty } from "../../reports/sales-of-party.ts";
import { lastSeqOf } from "../../reports/sums-at.ts";
import { idIn, showId } from "../../wire/id.ts";
import { instantIn, showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { currencyIn } from "../../wire/money.ts";
import { ownSale, ownSaleDetail } from "../../wire/partner.ts";
import { why } from "../../wire/why.ts";
import { type Partner, partnerRoute } from "../partner-route.ts";
import type { Server } from "../server-type.ts";
import { pastQuery, readPast } from "./read-past.ts";
import { showParty } from "./show-named.ts";
import { showOwnSale } from "./show-own.ts";
import { partiesIn } from "./split-preview.ts";

const TAG = "Partner portal";
const params = { sale: idIn("sale") };

export function partnerSaleRoutes(server: Server): void {
  listRoute(server);

  partnerRoute(server, {
    method: "GET",
    path: "/sales/:sale",
    name: "readOwnSale",
    tag: TAG,
    summary: "One sale with the party's own line and what moved it",
    params,
    answer: ownSaleDetail,
    handle: ({ app, partner, params }) =>
      inParty(app.db, partner, (tx) => showDetail(tx, partner, params.sale)),
  });

  partnerRoute(server, {
    method: "GET",
    path: "/sales/:sale/why",
    name: "explainOwnSale",
    tag: TAG,
    summary: "Why the party gets what it gets of a sale, step by step",
    params,
    answer: why,
    handle: ({ app, partner, params }) =>
      inParty(app.db, partner, async (tx) => {
        const { sale, plan, steps } = await explainOwnSale(tx, partner.ws, partner.party, params.sale);
        const parties = [...new Set([...partiesIn(steps), partner.party])];
        const names = await readNames(tx, partner.ws, { parties });
        return {
          sale: showId("sale", sale.id),
          currency: sale.currency,
          plan,
          parties: parties.map((party) => showParty(names, party)),
          steps: steps.map((step) => ({ ...step, inputs: { ...step.inputs } })),
        };
      }),
  });
}

function listRoute(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/sales",
    name: "listOwnSales",
    tag: TAG,
    summary: "Sales of the party's products, newest first",
    description: "Also those that earn the party nothing, and why; buyers and other partners are left out.",
    query: {
      product: idIn("product").optional(),
      currency: currencyIn.optional(),
      from: instantIn.optional(),
      to: instantIn.optional().meta({ description: "Exclusive." }),
      earned: z.literal("true").optional().meta({ description: "Only those with a line of the party." }),
      held: z
        .enum(["disputes", "checks"])
        .optional()
        .meta({
          description:
            "Only those of which something of the party's is held: by an open dispute, or while its commission is " +
            "looked at.",
        }),
      asOf: pastQuery.asOf.meta({
        description:
          "With `held`: what was held then, as it was recorded by that instant or the end of that day.",
      }),
      ...pageQuery([z.number(), z.uuid()]),
    },
    answer: listOf(ownSale),
    handle: ({ app, partner, query }) =>
      inParty(app.db, partner, async (tx) => {
        const { cursor, limit, earned, held, asOf, ...filter } = query;
        const { ws, party } = partner;
        const { past } = held === undefined ? {} : await readPast(app, tx, ws, { asOf });
        const seq = past && (await lastSeqOf(tx, ws, past.batch));
        const found = await listOwnSales(tx, ws, party, {
          ...{ ...filter, after: cursor, limit: limit + 1 },
          earned: earned !== undefined || held !== undefined,
          held: held && { for: held, party, seq },
        });
        const { rows, nextCursor } = page(found, limit, (one) => [one.at.getTime(), one.id]);
        const names = await readNames(tx, partner.ws, { products: rows.map((one) => one.product) });
        return { data: rows.map((one) => showOwnSale(names, one)), nextCursor };
      }),
  });
}

async function showDetail(tx: Tx, { ws, party }: Partner, id: Uuid) {
  const { sale, plan } = await explainOwnSale(tx, ws, party, id);
  const names = await readNames(tx, ws, { products: [sale.product] });
  const entries = await listOwnEntriesOf(tx, ws, id, (await findSalesOfParty(tx, ws, party)).accounts);
  const shown = entries.map(({ at, ...one }) => ({ ...one, at: showInstant(at) }));
  return { ...showOwnSale(names, sale), plan, entries: shown };
}
