// What stands behind a sale: every entry about it, the plan it was split by, and its buyer, who may be
// forgotten.
// Example: GET /v1/sales/sale_…/entries → entries 12 (sale) and 19 (refund), each with postings that sum to
// zero.

import { parsePublicId } from "../../base/id.ts";
import { formatRate, type Ppm } from "../../base/rate.ts";
import { Refusal } from "../../base/refusal.ts";
import { readPlans } from "../../contracts/plans.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import type { Finding } from "../../findings/finding.ts";
import { listFindingsOf } from "../../findings/read-findings.ts";
import { forgetBuyer } from "../../flows/forget-buyer.ts";
import { readNames } from "../../reports/names.ts";
import { readSaleEntries } from "../../reports/sale-entries.ts";
import { type SaleLife as LifeOfSale, readSaleLife as readLifeOfSale } from "../../reports/sale-life.ts";
import { readSales } from "../../sales/read-sale.ts";
import { entry } from "../../wire/entry.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf } from "../../wire/list.ts";
import { salePlan } from "../../wire/sale.ts";
import { saleLife } from "../../wire/sale-life.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { ownersOf, showEntry } from "./entries.ts";
import { readPast } from "./read-past.ts";
import { showParty } from "./show-named.ts";

const TAG = "Sales";
const params = { sale: idIn("sale") };

export function saleStoryRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/sales/:sale/entries",
    permission: "ledger:read",
    name: "listSaleEntries",
    tag: TAG,
    summary: "Every entry about one sale, in order",
    params,
    answer: listOf(entry),
    handle: async ({ app, caller, params: { sale } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await readSaleEntries(tx, caller.ws, sale);
        if (found.length === 0) throw noSuchSale();
        const names = await readNames(tx, caller.ws, { parties: found.flatMap(ownersOf) });
        return { data: found.map((one) => showEntry(names, one)), nextCursor: null };
      }),
  });

  lifeRoute(server);

  resourceRoute(server, {
    method: "GET",
    path: "/sales/:sale/plan",
    permission: "ledger:read",
    name: "readSalePlan",
    tag: TAG,
    summary: "The plan a sale was split by, as it was kept",
    params,
    answer: salePlan,
    handle: async ({ app, caller, params: { sale } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const recorded = (await readSales(tx, caller.ws, [sale])).get(sale);
        if (recorded === undefined) throw noSuchSale();
        const plan = [...(await readPlans(tx, caller.ws, [recorded.plan])).values()][0];
        if (plan === undefined) throw noSuchSale();
        const parties = partiesOf(plan.body);
        const names = await readNames(tx, caller.ws, { parties });
        return {
          hash: plan.hash,
          plan: plan.body as Record<string, unknown>,
          parties: parties.map((party) => showParty(names, party)),
        };
      }),
  });

  resourceRoute(server, {
    method: "DELETE",
    path: "/sales/:sale/buyer",
    permission: "buyers:erase",
    name: "eraseBuyer",
    tag: TAG,
    summary: "Forget who bought: name, e-mail address and reference, for good",
    description: "The sale and its amounts stay. Messages as a source sent them are kept as evidence.",
    params,
    handle: async ({ app, caller, params: { sale } }) => {
      await forgetBuyer(app, caller.ws, sale, caller.actor);
      return undefined;
    },
  });
}

function lifeRoute(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/sales/:sale/life",
    permission: "ledger:read",
    name: "readSaleLife",
    tag: TAG,
    summary: "What became of a sale: commissions held, statements, payouts, reserves",
    params,
    answer: saleLife,
    handle: async ({ app, caller, params: { sale } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        if (!(await readSales(tx, caller.ws, [sale])).has(sale)) throw noSuchSale();
        const { today } = await readPast(app, tx, caller.ws, {});
        const holds = await listFindingsOf(tx, caller.ws, [sale]);
        return await showLife(tx, caller.ws, holds, await readLifeOfSale(tx, caller.ws, sale, today));
      }),
  });
}

async function showLife(tx: Tx, ws: number, holds: Finding[], life: LifeOfSale) {
  const all = [...holds, ...life.statements, ...life.payouts, ...life.reserves];
  const names = await readNames(tx, ws, { parties: all.map((one) => one.party) });
  return {
    holds: holds.map((one) => ({
      id: showId("finding", one.id),
      party: showParty(names, one.party),
      ...{ rules: one.rules, state: one.state, reason: one.reason },
      ...{ amount: one.amount, released: one.released, taken: one.taken },
      foundAt: showInstant(one.foundAt),
      decidedAt: one.decidedAt && showInstant(one.decidedAt),
    })),
    statements: life.statements.map(({ id, party, issuedAt, ...told }) => ({
      ...{ id: showId("statement", id), party: showParty(names, party), issuedAt: showInstant(issuedAt) },
      ...told,
    })),
    payouts: life.payouts.map(({ id, party, at, ...paid }) => ({
      ...{ id: showId("payout", id), party: showParty(names, party), at: showInstant(at) },
      ...paid,
    })),
    reserves: life.reserves.map(({ party, rate, ...kept }) => ({
      ...{ party: showParty(names, party), rate: formatRate(rate as Ppm) },
      ...kept,
    })),
  };
}

/** Everybody a plan names, once. */
function partiesOf(body: unknown): string[] {
  const named = JSON.stringify(body).match(/party_[0-9a-hjkmnp-tv-z]{26}/g) ?? [];
  return [...new Set(named)].flatMap((name) => parsePublicId("party", name) ?? []);
}

function noSuchSale(): Refusal {
  return new Refusal(404, "not_found", "There is no such sale in this workspace.");
}
