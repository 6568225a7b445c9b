// One sale with everything that became of it, and why each party got what it got: recomputed from the frozen
// plan. Never stored with the sale. Example: GET /v1/sales/sale_…/why → 100.00, less 10.40, 35 % of 89.60 is
// 31.36, …
import { may } from "../../access/caller.ts";
import { maySeeEarnings, mustSeeEarnings } from "../../access/earnings.ts";
import type { Uuid } from "../../base/id.ts";
import { assert, Refusal } from "../../base/refusal.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { type ExplainedSale, explainSale } from "../../flows/explain-sale.ts";
import { linesThatStand, type StandingLines } from "../../flows/lines-that-stand.ts";
import { dayText } from "../../ledger/entry.ts";
import { readProduct } from "../../products/read-products.ts";
import { readEntry } from "../../reports/entries.ts";
import { type Names, readNames } from "../../reports/names.ts";
import { listDeliveriesOfSale } from "../../reports/sale-entries.ts";
import { readListedSale } from "../../reports/sales.ts";
import { listDisputes, listRefunds } from "../../reports/take-backs.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { type SaleDetail, saleDetail } from "../../wire/sale.ts";
import { why } from "../../wire/why.ts";
import { readPostingSettings } from "../../workspaces/posting-settings.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showParty } from "./show-named.ts";
import { namedBy, showDispute, showRefund, showSale, withoutEarnings } from "./show-sale.ts";
import { partiesIn } from "./split-preview.ts";

const TAG = "Sales";
/** More take-backs than anybody reads on one page; the lists have the rest. */
const MOST = 100;
const RESPONSIBLE = ["delivery", "support", "marketing", "tax"] as const;

export function saleDetailRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/sales/:sale",
    permission: "sales:read",
    name: "readSale",
    tag: TAG,
    summary: "One sale with its lines, refunds and disputes",
    params: { sale: idIn("sale") },
    answer: saleDetail,
    handle: async ({ app, caller, params }) => {
      const told = may(caller, "sources:read");
      const detail = await readDetail(app, caller.ws, params.sale, told);
      return maySeeEarnings(caller) ? detail : hideEarnings(detail);
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/sales/:sale/why",
    permission: "sales:read",
    name: "explainSale",
    tag: TAG,
    summary: "Why each minor unit of a sale went where it went",
    description: "Derived anew from the sale, the plan it was split by and what clauses had counted then.",
    params: { sale: idIn("sale") },
    answer: why,
    handle: async ({ app, caller, params }) => {
      mustSeeEarnings(caller);
      const { sale, plan, steps } = await explainSale(app, caller.ws, params.sale);
      const parties = [...new Set([...partiesIn(steps), ...sale.posted.map((line) => line.party)])];
      const names = await inWorkspace(app.db, caller.ws, (tx) => readNames(tx, caller.ws, { parties }));
      return {
        sale: showId("sale", sale.id),
        currency: sale.facts.currency,
        plan,
        parties: parties.map((party) => showParty(names, party)),
        steps: steps.map((step) => ({ ...step, inputs: { ...step.inputs } })),
      };
    },
  });
}

async function readDetail(app: App, ws: number, id: Uuid, told: boolean): Promise<SaleDetail> {
  const explained = await explainSale(app, ws, id);
  return inWorkspace(app.db, ws, async (tx) => {
    const listed = await readListedSale(tx, ws, id);
    if (listed === null) throw new Refusal(404, "not_found", "There is no such sale in this workspace.");
    const entry = await readEntry(tx, ws, explained.sale.seq);
    assert(entry, `sale ${id} has no entry`);
    const responsible = await readResponsible(tx, ws, listed.product);
    const named = namedBy([listed]);
    const lines = explained.sale.posted.map((line) => line.party);
    const parties = [...named.parties, ...lines, ...responsible.map(([, party]) => party)];
    const names = await readNames(tx, ws, { ...named, parties });
    const refunds = await listRefunds(tx, ws, { sale: id, limit: MOST });
    const disputes = await listDisputes(tx, ws, { sale: id, limit: MOST });
    const deliveries = told ? await listDeliveriesOfSale(tx, ws, id) : [];
    const stand = await linesThatStand(tx, ws, new Map([[id, explained.sale]]));
    const standing = stand.get(id) as StandingLines;
    const side = explained.sale.facts.side ?? {};
    return {
      ...showSale(names, listed),
      recordedAt: showInstant(entry.recordedAt),
      availableOn: dayText(Math.max(...explained.sale.days)),
      plan: explained.plan,
      abated: explained.sale.split.isAbated,
      lines: showLines(names, explained, standing),
      refunds: refunds.map(showRefund),
      disputes: disputes.map(showDispute),
      responsibilities: Object.fromEntries(
        responsible.map(([what, party]) => [what, showParty(names, party)]),
      ),
      reported: side.reported ?? [],
      deliveries: deliveries.map(({ receivedAt, ...one }) => ({
        ...one,
        id: showId("delivery", one.id),
        receivedAt: showInstant(receivedAt),
      })),
      paymentMethod: side.paymentMethod ?? null,
      coupon: side.coupon ?? null,
      country: side.country ?? null,
      subscription: side.subscription ?? null,
    };
  });
}

/** What a role that sees no earnings is shown: the buyer's side of the sale. */
function hideEarnings(detail: SaleDetail): SaleDetail {
  const { affiliates: _, ...rest } = detail;
  return { ...rest, ...withoutEarnings(detail), lines: [], reported: [] };
}

/** Who answers for what; the producer where nobody is named. */
async function readResponsible(tx: Tx, ws: number, product: Uuid): Promise<[string, Uuid][]> {
  const { producer } = await readPostingSettings(tx, ws);
  const named = (await readProduct(tx, ws, product))?.responsibilities ?? {};
  return RESPONSIBLE.map((what) => [what, named[what] ?? producer]);
}

function showLines(
  names: Names,
  { sale }: ExplainedSale,
  { reversed, reserved }: StandingLines,
): SaleDetail["lines"] {
  const paidThere = new Map(sale.paidAtSource.map((one) => [one.party, one.amount]));
  return sale.lines.map((line, i) => {
    const party = sale.posted[i]?.party as Uuid;
    const paidAtSource = paidThere.get(party) ?? 0;
    // A party with two lines is told once, at the first.
    paidThere.delete(party);
    return {
      party: showParty(names, party),
      role: line.role,
      contract: line.contract ?? null,
      amount: line.amount,
      reversed: reversed[i] ?? 0,
      reserved: reserved[i] ?? 0,
      paidAtSource,
    };
  });
}
