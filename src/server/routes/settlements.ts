// A contract's guarantees and bonuses, for the workspace and for the partner alike: period by period, and why
// an entry settled what it settled. Read only: a job settles what has ended.
// Example: GET /v1/contracts/contract_…/settlements → 2026-04 running, 2026-03 settled 18000 by entry 40.
import { z } from "zod";
import type { Uuid } from "../../base/id.ts";
import { Refusal } from "../../base/refusal.ts";
import type { Contract } from "../../contracts/contract.ts";
import { readContract } from "../../contracts/read-contracts.ts";
import { inParty, inWorkspace, type Tx } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { explainSettlements, type ToldSettlement, tellSettlements } from "../../flows/tell-settlements.ts";
import { readNames } from "../../reports/names.ts";
import { idIn } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { type Settlement, settlement } from "../../wire/settlement.ts";
import { why } from "../../wire/why.ts";
import { type Partner, partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showParty } from "./show-named.ts";
import { partiesIn } from "./split-preview.ts";

const params = { contract: idIn("contract") };
const ofEntry = {
  ...params,
  seq: z
    .string()
    .regex(/^[1-9][0-9]{0,14}$/)
    .transform(Number)
    .meta({ override: { type: "integer", minimum: 1 } }),
};
const query = pageQuery([z.string(), z.string(), z.string(), z.int()]);
const LIST = "Guarantees and bonuses of a contract, newest period first";
const WHY = "Why an entry settled what it settled, step by step";

export function settlementRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/contracts/:contract/settlements",
    permission: "ledger:read",
    name: "listSettlements",
    tag: "Contracts",
    summary: LIST,
    description: "Of contracts with clauses `minimum` or `milestone`; empty of any other.",
    params,
    query,
    answer: listOf(settlement),
    handle: async ({ app, caller, params, query }) =>
      list(app, await mustFind(app, caller.ws, params.contract), caller.ws, query),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/contracts/:contract/settlements/:seq/why",
    permission: "ledger:read",
    name: "explainSettlement",
    tag: "Contracts",
    summary: WHY,
    params: ofEntry,
    answer: why,
    handle: async ({ app, caller, params }) =>
      explain(app, caller.ws, await mustFind(app, caller.ws, params.contract), params.seq),
  });

  partnerRoute(server, {
    method: "GET",
    path: "/contracts/:contract/settlements",
    name: "listOwnSettlements",
    tag: "Partner portal",
    summary: LIST,
    params,
    query,
    answer: listOf(settlement),
    handle: async ({ app, partner, params, query }) =>
      list(app, await mustBeOwn(app, partner, params.contract), partner.ws, query),
  });

  partnerRoute(server, {
    method: "GET",
    path: "/contracts/:contract/settlements/:seq/why",
    name: "explainOwnSettlement",
    tag: "Partner portal",
    summary: WHY,
    params: ofEntry,
    answer: why,
    handle: async ({ app, partner, params }) =>
      explain(app, partner.ws, await mustBeOwn(app, partner, params.contract), params.seq),
  });
}

async function mustFind(app: App, ws: number, id: Uuid): Promise<Contract> {
  return known(await inWorkspace(app.db, ws, (tx) => readContract(tx, ws, id)));
}

/** In the partner's own transaction, which answers nothing of anybody else; what follows is of it alone. */
async function mustBeOwn(app: App, partner: Partner, id: Uuid): Promise<Contract> {
  return known(await inParty(app.db, partner, (tx) => readContract(tx, partner.ws, id)));
}

function known(found: Contract | null): Contract {
  if (found === null)
    throw new Refusal(404, "not_found", "There is no such contract, or it is not yours to see.");
  return found;
}

interface Paged {
  limit: number;
  cursor?: readonly [string, string, string, number] | undefined;
}

async function list(app: App, contract: Contract, ws: number, { limit, cursor }: Paged) {
  const told = await inWorkspace(app.db, ws, (tx) => tellSettlements(tx, ws, contract, app.ids.now()));
  const isLast = (one: ToldSettlement) => keyOf(one).every((part, i) => part === cursor?.[i]);
  const from = cursor === undefined ? 0 : told.findIndex(isLast) + 1;
  const { rows, nextCursor } = page(told.slice(from, from + limit + 1), limit, keyOf);
  return { data: rows.map(show), nextCursor };
}

function keyOf({ period, currency, kind, measure, target }: ToldSettlement) {
  return [period, currency, `${kind} ${measure}`, target] as const;
}

function show({ hasEnded, days, by, ...one }: ToldSettlement): Settlement {
  return {
    ...one,
    state: hasEnded ? "ended" : "running",
    days: days && { inForce: days.of, ofPeriod: days.all },
    entries: by.map(({ seq, at, amount }) => ({ seq, at: showInstant(at), amount })),
  };
}

async function explain(app: App, ws: number, { id }: Contract, seq: number) {
  return await inWorkspace(app.db, ws, async (tx: Tx) => {
    const all = await explainSettlements(tx, ws, { contract: id });
    const found = all.find(({ row }) => row.seq === seq);
    if (found === undefined)
      throw new Refusal(404, "not_found", "No entry of that number settled anything of this contract.");
    const steps = found.settled.why;
    const parties = [...new Set(partiesIn(steps))];
    const names = await readNames(tx, ws, { parties });
    return {
      sale: null,
      currency: found.row.currency,
      plan: found.plan,
      parties: parties.map((party) => showParty(names, party)),
      steps: steps.map((step) => ({ ...step, inputs: { ...step.inputs } })),
    };
  });
}
