// Commission rules of a programme: list them, make one, see beforehand what it would do, end one; and which
// one applies to an affiliate and an offer, and why.
// Example: POST /v1/products/product_…/commission-rules { "party": "party_…", "rate": "0.40" } → at once.

import { z } from "zod";
import { kindOf, rateNow } from "../../affiliates/rates-now.ts";
import { listAffiliations } from "../../affiliates/read-affiliations.ts";
import { readCommissionRules } from "../../affiliates/read-commission-rules.ts";
import { type KeptRule, listCommissionRules } from "../../affiliates/write-commission-rule.ts";
import type { Uuid } from "../../base/id.ts";
import { instant } from "../../base/instant.ts";
import { formatRate, type Ppm, parseRate } from "../../base/rate.ts";
import { contractsOf } from "../../contracts/read-contracts.ts";
import { versionInForce } from "../../contracts/version-in-force.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import { ruleFor } from "../../engine/commission.ts";
import { endCommission } from "../../flows/end-commission.ts";
import { noProgram } from "../../flows/program-refusals.ts";
import { draftCommission, setCommission } from "../../flows/set-commission.ts";
import { type Names, readNames } from "../../reports/names.ts";
import {
  appliedRate,
  commissionAsked,
  commissionDraft,
  commissionRule,
  newCommission,
  ruleEnded,
  type CommissionRule as Shown,
} from "../../wire/commission.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showOffer, showParty } from "./show-named.ts";

const TAG = "Affiliate programmes";
const params = { product: idIn("product") };
const MOST = 10_000;

export function commissionRuleRoutes(server: Server): void {
  listRoutes(server);
  writeRoutes(server);
}

function listRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/commission-rules",
    permission: "affiliates:read",
    name: "listCommissionRules",
    tag: TAG,
    summary: "The commission rules of a product, newest first",
    params,
    query: pageQuery([z.number(), z.uuid()]),
    answer: listOf(commissionRule),
    handle: async ({ app, caller, params, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const { cursor, limit } = query;
        const all = await listCommissionRules(tx, caller.ws, { product: params.product, limit: MOST });
        const isLater = (one: KeptRule) =>
          cursor === undefined ||
          one.createdAt.getTime() < cursor[0] ||
          (one.createdAt.getTime() === cursor[0] && one.id < cursor[1]);
        const found = all.filter(isLater).slice(0, limit + 1);
        const { rows, nextCursor } = page(found, limit, (one) => [one.createdAt.getTime(), one.id]);
        const names = await namesOf(tx, caller.ws, rows);
        return { data: rows.map((one) => showRule(names, one, app.ids.now(), all)), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/commission",
    permission: "affiliates:read",
    name: "readCommission",
    tag: TAG,
    summary: "The rate that applies to an affiliate and an offer today, and why",
    params,
    query: commissionAsked,
    answer: appliedRate,
    handle: async ({ app, caller, params, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const { party = "", offer = null } = query;
        const now = app.ids.now();
        const rules = await readCommissionRules(tx, caller.ws, params.product);
        const own = party
          ? (await listAffiliations(tx, caller.ws, { product: params.product, party, limit: 1 }))[0]
          : undefined;
        if (rules.length === 0 && own === undefined) throw noProgram();
        const asked = { party: (own?.party ?? party) as Uuid, rate: own?.rate ?? (0 as Ppm) };
        const { rate, by, rule } = rateNow(rules, asked, offer, now);
        const kept = await listCommissionRules(tx, caller.ws, { product: params.product, limit: MOST });
        const speaks = kept.filter(
          (one) =>
            one.from <= now &&
            (one.until === null || now < one.until) &&
            (one.party === null || one.party === party) &&
            (one.offer === null || one.offer === offer),
        );
        const names = await namesOf(tx, caller.ws, speaks);
        const shown = (one: KeptRule) => showRule(names, one, now);
        const chosen = speaks.find((one) => one.id === rule?.id);
        return {
          ...{ rate: formatRate(rate), by },
          rule: chosen === undefined ? null : shown(chosen),
          beaten: speaks.filter((one) => one !== chosen).map(shown),
        };
      }),
  });
}

function writeRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/products/:product/commission-rules",
    permission: "affiliates:write",
    name: "setCommission",
    tag: TAG,
    summary: "Give affiliates a rate",
    description:
      "For everybody, for an offer, for an affiliate, or for an affiliate on an offer: the more particular rule applies. " +
      "A cut begins after three days' notice by mail, a rise at once.",
    params,
    body: newCommission,
    answer: commissionRule,
    handle: async ({ app, caller, params, body }) => {
      const id = await setCommission(app, caller.ws, params.product, body, caller.actor);
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const [made] = await listCommissionRules(tx, caller.ws, { id, limit: 1 });
        const rule = made as KeptRule;
        return showRule(await namesOf(tx, caller.ws, [rule]), rule, app.ids.now());
      });
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/products/:product/commission-rules/preview",
    permission: "affiliates:read",
    name: "previewCommission",
    tag: TAG,
    summary: "What a rate would do, and from when; changes nothing",
    params,
    body: newCommission,
    answer: commissionDraft,
    statuses: [200],
    handle: async ({ app, caller, params, body }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const { ws } = caller;
        const now = app.ids.now();
        const draft = await draftCommission(tx, ws, params.product, body, now);
        const above = await contractsBelow(tx, ws, params.product, body.rate, draft.starts);
        const names = await readNames(tx, ws, { parties: above.map((one) => one.party) });
        return {
          ...draft,
          earliest: showInstant(draft.earliest),
          starts: showInstant(draft.starts),
          above: above.map(({ contract, party, maxAffiliateRate }) => ({
            contract: showId("contract", contract),
            party: showParty(names, party),
            maxAffiliateRate,
          })),
        };
      }),
  });

  endRoute(server);
}

function endRoute(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/commission-rules/:rule/end",
    permission: "affiliates:write",
    name: "endCommission",
    tag: TAG,
    summary: "End a commission rule",
    description: "Where somebody would then earn less it ends after three days' notice, else at once.",
    params: { rule: idIn("rule") },
    answer: ruleEnded,
    statuses: [200],
    handle: async ({ app, caller, params }) => ({
      ends: showInstant(await endCommission(app, caller.ws, params.rule, caller.actor)),
    }),
  });
}

/** Contracts in force then whose terms allow for a lower rate: the producer bears what lies above. */
async function contractsBelow(tx: Tx, ws: number, product: Uuid, rate: Ppm, at: number) {
  return (await contractsOf(tx, ws, product)).flatMap((one) => {
    const most = versionInForce(one.versions, at)?.terms.maxAffiliateRate;
    if (most === undefined || (parseRate(most) ?? 0) >= rate) return [];
    return [{ contract: one.id, party: one.party, maxAffiliateRate: most }];
  });
}

function namesOf(tx: Tx, ws: number, rules: readonly KeptRule[]): Promise<Names> {
  const parties = rules.map((one) => one.party);
  return readNames(tx, ws, { parties, offers: rules.map((one) => one.offer) });
}

/** `all`: among which one may stand before it, newest first. */
function showRule(names: Names, rule: KeptRule, now: number, all: readonly KeptRule[] = []): Shown {
  return {
    id: showId("rule", rule.id),
    party: showParty(names, rule.party),
    offer: showOffer(names, rule.offer),
    rate: formatRate(rule.rate),
    by: kindOf(rule),
    starts: showInstant(rule.from),
    ends: rule.until === null ? null : showInstant(rule.until),
    state: stateOf(rule, now),
    behind: behindOf(rule, all, now),
    createdAt: showInstant(rule.createdAt),
  };
}

/** Of those in force for the same affiliate and the same offer one applies: the others stand behind it. */
function behindOf(rule: KeptRule, all: readonly KeptRule[], now: number): Shown["behind"] {
  if (stateOf(rule, now) !== "in_force") return null;
  const alike = all.filter((one) => one.party === rule.party && one.offer === rule.offer).reverse();
  const asked = { party: rule.party ?? "", offer: rule.offer, at: instant(now) };
  const first = ruleFor(alike, asked);
  if (first === null || first.id === rule.id) return null;
  return { rate: formatRate(first.rate), ends: first.until === null ? null : showInstant(first.until) };
}

function stateOf({ from, until }: KeptRule, now: number): Shown["state"] {
  if (until !== null && until <= from) return "withdrawn";
  if (until !== null && until <= now) return "over";
  return from > now ? "announced" : "in_force";
}
