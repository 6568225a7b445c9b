// Findings: the queue of held commissions with their evidence, the decision about each, and the thresholds.
// The affiliate sees that a commission is held and for what kind of reason.
// Example: POST /v1/findings/finding_…/decision { "state": "released", "reason": "She taught it in class" }.
import { z } from "zod";
import { formatRate, ppm } from "../../base/rate.ts";
import { inParty, inWorkspace, type Tx } from "../../db/transaction.ts";
import {
  aboutOf,
  type Finding as Kept,
  noSuchFinding,
  reasonOfHold,
  versionOf,
} from "../../findings/finding.ts";
import { type KeptSettings, readFraudSettings } from "../../findings/fraud-settings.ts";
import { listFindings, readFinding } from "../../findings/read-findings.ts";
import { type CountedRows, countedBy } from "../../flows/counted-by.ts";
import { changeFraudSettings, decideFinding } from "../../flows/decide-finding.ts";
import { heldNow, sumHeld } from "../../flows/held-now.ts";
import { holdByHand } from "../../flows/hold-by-hand.ts";
import { readNames } from "../../reports/names.ts";
import { readSales } from "../../sales/read-sale.ts";
import {
  type Counted,
  counted,
  type Finding,
  type FraudSettings,
  finding,
  findingDecision,
  findingRule,
  findingState,
  fraudSettings,
  fraudSettingsChange,
  heldTotals,
  newFinding,
  type OwnFinding,
  ownFinding,
} from "../../wire/finding.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { personOf } from "./proposals.ts";
import { showParty, showProduct } from "./show-named.ts";

const TAG = "Findings";
const params = { finding: idIn("finding") };

export function findingRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/findings",
    permission: "findings:read",
    name: "listFindings",
    tag: TAG,
    summary: "Commissions that were held, newest first",
    query: {
      state: findingState.optional(),
      party: idIn("party").optional(),
      product: idIn("product").optional(),
      sale: idIn("sale").optional(),
      rule: findingRule.optional(),
      ...pageQuery([z.number(), z.uuid()]),
    },
    answer: listOf(finding),
    handle: async ({ app, caller: { ws }, query: { cursor, limit, ...filter } }) =>
      inWorkspace(app.db, ws, async (tx) => {
        const found = await listFindings(tx, ws, { ...filter, after: cursor, limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.foundAt.getTime(), one.id]);
        return { data: await show(tx, ws, rows), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/finding-totals",
    permission: "findings:read",
    name: "sumHeldFindings",
    tag: TAG,
    summary: "How many commissions are held and how much, by currency",
    answer: heldTotals,
    handle: async ({ app, caller: { ws } }) =>
      inWorkspace(app.db, ws, async (tx) => ({ totals: await sumHeld(tx, ws) })),
  });

  holdRoute(server);
  singleRoutes(server);
  settingRoutes(server);
  ownRoutes(server);
}

function holdRoute(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/findings",
    permission: "findings:decide",
    name: "holdCommission",
    tag: TAG,
    summary: "Hold a commission that no rule found, until somebody has looked",
    description:
      "What is left of the party's commission on the sale goes into the reserve. The affiliate reads the " +
      "reason. It is held once at a time: what was released may be held again, by a new finding.",
    idempotency: "external-id",
    body: newFinding,
    answer: finding,
    handle: async ({ app, caller, body, request }) => {
      const { ws } = caller;
      const id = await holdByHand(app, ws, body, personOf(caller, request));
      return inWorkspace(app.db, ws, async (tx) => {
        const found = await readFinding(tx, ws, id);
        return (await show(tx, ws, [found as Kept]))[0] as Finding;
      });
    },
  });
}

function singleRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/findings/:finding",
    permission: "findings:read",
    name: "readFinding",
    tag: TAG,
    summary: "One held commission with its evidence",
    params,
    answer: finding,
    handle: async ({ app, caller: { ws }, params }) =>
      inWorkspace(app.db, ws, async (tx) => {
        const found = await readFinding(tx, ws, params.finding);
        if (found === null) throw noSuchFinding();
        return (await show(tx, ws, [found]))[0] as Finding;
      }),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/findings/:finding/counted",
    permission: "findings:read",
    name: "listCountedEvidence",
    tag: TAG,
    summary: "The sales and clicks that the evidence counts, by rule, as they can be seen today",
    params,
    answer: listOf(counted),
    handle: async ({ app, caller: { ws }, params }) =>
      inWorkspace(app.db, ws, async (tx) => {
        const found = await readFinding(tx, ws, params.finding);
        if (found === null) throw noSuchFinding();
        return { data: await showCounted(tx, ws, await countedBy(tx, ws, found)), nextCursor: null };
      }),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/findings/:finding/decision",
    permission: "findings:decide",
    name: "decideFinding",
    tag: TAG,
    summary: "Release a held commission, or take it back",
    description:
      "Final, and based on the evidence that was seen. Released: payable to the affiliate again. Taken back: " +
      "the producer's.",
    statuses: [200],
    idempotency: "external-id",
    params,
    body: findingDecision,
    answer: finding,
    handle: async ({ app, caller, params, body, request }) => {
      const { ws } = caller;
      await decideFinding(app, ws, params.finding, body, personOf(caller, request));
      return inWorkspace(app.db, ws, async (tx) => {
        const decided = await readFinding(tx, ws, params.finding);
        return (await show(tx, ws, [decided as Kept]))[0] as Finding;
      });
    },
  });
}

function settingRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/fraud-settings",
    permission: "findings:read",
    name: "readFraudSettings",
    tag: TAG,
    summary: "What holds a commission until somebody has looked",
    answer: fraudSettings,
    handle: async ({ app, caller: { ws } }) =>
      inWorkspace(app.db, ws, async (tx) => showSettings(await readFraudSettings(tx, ws))),
  });

  resourceRoute(server, {
    method: "PATCH",
    path: "/fraud-settings",
    permission: "findings:decide",
    name: "changeFraudSettings",
    tag: TAG,
    summary: "Change what holds a commission, for sales from now on",
    body: fraudSettingsChange,
    answer: fraudSettings,
    handle: async ({ app, caller: { ws, actor }, body }) =>
      showSettings(await changeFraudSettings(app, ws, body, actor)),
  });
}

function ownRoutes(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/findings",
    name: "listOwnFindings",
    tag: "Partner portal",
    summary: "The party's commissions that were held, newest first",
    query: {
      state: findingState.optional(),
      sale: idIn("sale").optional(),
      ...pageQuery([z.number(), z.uuid()]),
    },
    answer: listOf(ownFinding),
    handle: async ({ app, partner: { ws, party }, query: { cursor, limit, ...filter } }) => {
      const { rows, nextCursor, names } = await inParty(app.db, { ws, party }, async (tx) => {
        const found = await listFindings(tx, ws, { party, ...filter, after: cursor, limit: limit + 1 });
        const own = page(found, limit, (one) => [one.foundAt.getTime(), one.id]);
        return { ...own, names: await readNames(tx, ws, { products: own.rows.map((one) => one.product) }) };
      });
      // What is left of the own line is worked out from the whole sale, which a partner does not see.
      const held = await inWorkspace(app.db, ws, (tx) => heldNow(tx, ws, rows));
      const data = rows.map(
        (one): OwnFinding => ({
          ...shared(one, held),
          product: showProduct(names, one.product),
          about: aboutOf(one.rules),
          heldReason: reasonOfHold(one.evidence),
        }),
      );
      return { data, nextCursor };
    },
  });
}

function shared(one: Kept, held: ReadonlyMap<Kept["id"], number>) {
  const { id, sale, state, currency, amount, released, taken, foundAt, decidedAt, reason } = one;
  return {
    id: showId("finding", id),
    sale: showId("sale", sale),
    state,
    currency,
    amount,
    held: held.get(one.id) ?? null,
    released,
    taken,
    foundAt: showInstant(foundAt),
    decidedAt: showInstant(decidedAt),
    reason,
  };
}

async function show(tx: Tx, ws: number, all: readonly Kept[]): Promise<Finding[]> {
  const named = { parties: all.map((one) => one.party), products: all.map((one) => one.product) };
  const names = await readNames(tx, ws, named);
  const held = await heldNow(tx, ws, all);
  return all.map((one) => ({
    ...shared(one, held),
    version: versionOf(one),
    product: showProduct(names, one.product),
    party: showParty(names, one.party),
    evidence: one.evidence.map(({ rule, facts, addedAt }) => ({
      ...{ rule, facts: { ...facts } },
      addedAt: addedAt === undefined ? null : showInstant(new Date(addedAt)),
    })),
    seq: one.seq,
    decidedSeq: one.decidedSeq,
    decidedBy: one.decidedBy,
  }));
}

async function showCounted(tx: Tx, ws: number, all: readonly CountedRows[]): Promise<Counted[]> {
  const sales = await readSales(tx, ws, [...new Set(all.flatMap((one) => one.sales))]);
  return all.map((one) => ({
    rule: one.rule,
    sales: one.sales
      .flatMap((id) => sales.get(id) ?? [])
      .sort((a, b) => b.facts.happenedAt - a.facts.happenedAt)
      .map(({ id, facts: { externalId, happenedAt, currency, paid } }) => ({
        id: showId("sale", id),
        ...{ externalId, at: showInstant(new Date(happenedAt)), currency, paid },
      })),
    clicks: one.clicks.map(({ id, at, code }) => ({ id: showId("click", id), at: showInstant(at), code })),
  }));
}

function showSettings({ version, settings }: KeptSettings): FraudSettings {
  const { refundRate } = settings;
  return { version, ...settings, refundRate: { ...refundRate, rate: formatRate(ppm(refundRate.rate)) } };
}
