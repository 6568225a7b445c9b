// Contracts: recorded as agreed elsewhere, amended and ended likewise, read with all their versions; the
// party is asked to confirm what was recorded. Never changes so what both sides agreed to here. Example: POST
// /v1/contracts/contract_…/end { "evidence": "…" }.
import { z } from "zod";
import type { Uuid } from "../../base/id.ts";
import { Refusal } from "../../base/refusal.ts";
import { type Confirmed, readConfirmed } from "../../contracts/confirmation.ts";
import { type Contract, type ContractVersion, isEnded } from "../../contracts/contract.ts";
import { listContracts, readContract } from "../../contracts/read-contracts.ts";
import { versionInForce } from "../../contracts/version-in-force.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import { amendContract } from "../../flows/amend-contract.ts";
import { changeContract } from "../../flows/change-contract.ts";
import { endContract } from "../../flows/end-contract.ts";
import { recordContract } from "../../flows/record-contract.ts";
import { readNames } from "../../reports/names.ts";
import {
  contract,
  contractChange,
  contractEnd,
  newContract,
  newContractVersion,
  type Contract as Shown,
  type ContractVersion as ShownVersion,
} from "../../wire/contract.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { externalId } from "../../wire/metadata.ts";
import { readWorkspace } from "../../workspaces/read-workspace.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { readTerms } from "./read-terms.ts";
import { showParty, showProduct } from "./show-named.ts";
import { showConfirmation } from "./show-own.ts";

const TAG = "Contracts";
const params = { contract: idIn("contract") };

export function contractRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/contracts",
    permission: "contracts:read",
    name: "listContracts",
    tag: TAG,
    summary: "List contracts, newest first",
    query: {
      product: idIn("product").optional(),
      party: idIn("party").optional(),
      state: z.enum(["active", "ended"]).optional(),
      externalId: externalId.optional(),
      ...pageQuery([z.number(), z.uuid()]),
    },
    answer: listOf(contract),
    handle: async ({ app, caller, query }) => {
      const { cursor, limit, ...filter } = query;
      const now = app.ids.now();
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await listContracts(tx, caller.ws, { ...filter, now, after: cursor, limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.createdAt.getTime(), one.id]);
        return { data: await show(tx, caller.ws, rows, now), nextCursor };
      });
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/contracts",
    permission: "contracts:write",
    name: "recordContract",
    tag: TAG,
    summary: "Record a contract as already agreed",
    description:
      "It splits from its start on and waits for the party to confirm it (`confirmation`). " +
      "Refused when a sale from its start on is posted (`sales_already_posted`) or when the product would come to " +
      "share more than the cap (`cap_exceeded`).",
    body: newContract,
    answer: contract,
    handle: async ({ app, caller, body }) => {
      const { product, party, starts, ends, evidence, externalId, metadata, ...agreed } = body;
      const about = { product, party, starts, ends, evidence, externalId, metadata };
      const facts = { ...about, terms: readTerms(agreed) };
      const id = await recordContract(app, caller.ws, facts, caller.actor);
      return inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, id, app.ids.now()));
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/contracts/:contract",
    permission: "contracts:read",
    name: "readContract",
    tag: TAG,
    summary: "One contract with its versions",
    params,
    answer: contract,
    handle: async ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, params.contract, app.ids.now())),
  });
  changeRoutes(server);
}

function changeRoutes(server: Server): void {
  resourceRoute(server, {
    method: "PATCH",
    path: "/contracts/:contract",
    permission: "contracts:write",
    name: "changeContract",
    tag: TAG,
    summary: "Change a contract's external id or metadata",
    params,
    body: contractChange,
    answer: contract,
    handle: async ({ app, caller, params, body }) => {
      await changeContract(app, caller.ws, params.contract, body, caller.actor);
      return inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, params.contract, app.ids.now()));
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/contracts/:contract/versions",
    permission: "contracts:write",
    name: "amendContract",
    tag: TAG,
    summary: "Record a contract's next version as already agreed",
    params,
    body: newContractVersion,
    answer: contract,
    handle: async ({ app, caller, params, body }) => {
      const { starts, ends, evidence, ...agreed } = body;
      const version = { starts, ends, evidence, terms: readTerms(agreed) };
      await amendContract(app, caller.ws, params.contract, version, caller.actor);
      return inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, params.contract, app.ids.now()));
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/contracts/:contract/end",
    permission: "contracts:write",
    name: "endContract",
    tag: TAG,
    summary: "Record that a contract ends, as already agreed",
    statuses: [200],
    params,
    body: contractEnd,
    answer: contract,
    handle: async ({ app, caller, params, body }) => {
      await endContract(app, caller.ws, params.contract, body, caller.actor);
      return inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, params.contract, app.ids.now()));
    },
  });
}

async function showOne(tx: Tx, ws: number, id: Uuid, now: number): Promise<Shown> {
  const found = await readContract(tx, ws, id);
  if (found === null) throw new Refusal(404, "not_found", "There is no such contract in this workspace.");
  return (await show(tx, ws, [found], now))[0] as Shown;
}

async function show(tx: Tx, ws: number, contracts: readonly Contract[], now: number): Promise<Shown[]> {
  const parties = contracts.map((one) => one.party);
  const names = await readNames(tx, ws, { parties, products: contracts.map((one) => one.product) });
  const confirmed = await readConfirmed(tx, ws, contracts, (await readWorkspace(tx, ws)).demo);
  return contracts.map((one) => {
    const current = versionInForce(one.versions, now);
    const shown = (version: ContractVersion) => showVersion(version, confirmed(one.id, version.version));
    return {
      ...one,
      id: showId("contract", one.id),
      product: showProduct(names, one.product),
      party: showParty(names, one.party),
      state: isEnded(one, now) ? ("ended" as const) : ("active" as const),
      acceptedAt: showInstant(one.acceptedAt),
      current: current && shown(current),
      versions: one.versions.map(shown),
      createdAt: showInstant(one.createdAt),
    };
  });
}

function showVersion(one: ContractVersion, confirmed: Confirmed): ShownVersion {
  const { share, ...terms } = one.terms;
  return {
    version: one.version,
    starts: showInstant(one.starts),
    ends: showInstant(one.ends),
    share: share ?? null,
    maxAffiliateRate: null,
    noticeDays: null,
    ...terms,
    evidence: one.evidence,
    confirmation: showConfirmation(confirmed),
    createdBy: one.createdBy,
    createdAt: showInstant(one.createdAt),
  };
}
