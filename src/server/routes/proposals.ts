// Proposals, from the workspace's side: invite partners, propose to amend or end, answer what a partner asks.
// An API key may propose and never accept. Example: POST /v1/proposals { "invitations": [{ "product":
// "product_…", "email": "bruno@example.com", "share": "0.10", … }] } → open for 14 days.
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Caller } from "../../access/caller.ts";
import type { Uuid } from "../../base/id.ts";
import { noSuchProposal } from "../../contracts/proposal.ts";
import { listProposals, readProposal } from "../../contracts/read-proposals.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import { acceptProposal } from "../../flows/accept-proposal.ts";
import { declineProposal, withdrawProposal } from "../../flows/answer-proposal.ts";
import { invitePartners } from "../../flows/invite-partner.ts";
import { type Person, proposeChange } from "../../flows/propose-change.ts";
import { showProposals } from "../../flows/show-proposals.ts";
import { idIn, showId } from "../../wire/id.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import {
  acceptance,
  accepted,
  newAmendment,
  newEnd,
  newInvitations,
  proposal,
  proposalState,
  proposals,
  refusal,
  type Proposal as Shown,
} from "../../wire/proposal.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { readTerms } from "./read-terms.ts";
import { showProposal } from "./show-proposal.ts";

const TAG = "Proposals";
const params = { proposal: idIn("proposal") };

export function proposalRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/proposals",
    permission: "contracts:read",
    name: "listProposals",
    tag: TAG,
    summary: "List proposals, newest first",
    query: {
      product: idIn("product").optional(),
      party: idIn("party").optional(),
      contract: idIn("contract").optional(),
      state: proposalState.optional(),
      ...pageQuery([z.number(), z.uuid()]),
    },
    answer: listOf(proposal),
    handle: async ({ app, caller, query }) => {
      const { cursor, limit, ...filter } = query;
      const now = app.ids.now();
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await listProposals(tx, caller.ws, { ...filter, now, after: cursor, limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.createdAt, one.id]);
        const { shown, names } = await showProposals(tx, caller.ws, rows);
        return { data: shown.map((one) => showProposal(one, names, now)), nextCursor };
      });
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/proposals/:proposal",
    permission: "contracts:read",
    name: "readProposal",
    tag: TAG,
    summary: "One proposal",
    params,
    answer: proposal,
    handle: async ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, params.proposal, app.ids.now())),
  });

  inviteRoute(server);
  changeRoutes(server);
  answerRoutes(server);
}

function inviteRoute(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/proposals",
    permission: "contracts:write",
    name: "invitePartners",
    tag: TAG,
    summary: "Invite partners to share products",
    description:
      "All of them or none. Each reserves its share under the cap (`cap_exceeded`) and is open for 14 days. " +
      "The partner gets a mail with a link; only the partner can accept.",
    body: newInvitations,
    answer: proposals,
    handle: async ({ app, caller, body, request }) => {
      const invitations = body.invitations.map((one) => {
        const { product, email, name, starts, ends, message, language, termsOfUse, metadata, ...agreed } =
          one;
        const about = { product, email, name, starts, ends, message, language, termsOfUse, metadata };
        return { ...about, terms: readTerms(agreed) };
      });
      const ids = await invitePartners(app, caller.ws, invitations, personOf(caller, request));
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const data: Shown[] = [];
        for (const id of ids) data.push(await showOne(tx, caller.ws, id, app.ids.now()));
        return { data };
      });
    },
  });
}

function changeRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/contracts/:contract/amendments",
    permission: "contracts:write",
    name: "proposeAmendment",
    tag: TAG,
    summary: "Propose to amend a contract",
    description: "Nothing changes until the partner accepts; what was sold before stays as it was split.",
    params: { contract: idIn("contract") },
    body: newAmendment,
    answer: proposal,
    handle: async ({ app, caller, params, body, request }) => {
      const { starts, ends, message, language, termsOfUse, metadata, ...agreed } = body;
      const about = { starts, ends, message, language, termsOfUse, metadata };
      const wanted = { kind: "amend" as const, terms: readTerms(agreed), ...about };
      const by = { ...personOf(caller, request), side: "producer" as const };
      const id = await proposeChange(app, caller.ws, params.contract, wanted, by);
      return inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, id, app.ids.now()));
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/contracts/:contract/endings",
    permission: "contracts:write",
    name: "proposeEnd",
    tag: TAG,
    summary: "Propose to end a contract",
    params: { contract: idIn("contract") },
    body: newEnd,
    answer: proposal,
    handle: async ({ app, caller, params, body, request }) => {
      const wanted = { kind: "end" as const, terms: null, starts: null, ...body };
      const by = { ...personOf(caller, request), side: "producer" as const };
      const id = await proposeChange(app, caller.ws, params.contract, wanted, by);
      return inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, id, app.ids.now()));
    },
  });
}

function answerRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/proposals/:proposal/accept",
    permission: "contracts:accept",
    name: "acceptProposal",
    tag: TAG,
    summary: "Accept what a partner proposed",
    statuses: [200],
    params,
    body: acceptance,
    answer: accepted,
    handle: async ({ app, caller, params, body, request }) => {
      const by = { ...personOf(caller, request), side: "producer" as const };
      const done = await acceptProposal(app, caller.ws, params.proposal, by, body.termsOfUse);
      return { contract: showId("contract", done.contract), version: done.version };
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/proposals/:proposal/decline",
    permission: "contracts:accept",
    name: "declineProposal",
    tag: TAG,
    summary: "Decline what a partner proposed",
    statuses: [200],
    params,
    body: refusal,
    answer: proposal,
    handle: async ({ app, caller, params, body, request }) => {
      const by = { ...personOf(caller, request), side: "producer" as const };
      await declineProposal(app, caller.ws, params.proposal, by, body.answer);
      return inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, params.proposal, app.ids.now()));
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/proposals/:proposal/withdraw",
    permission: "contracts:write",
    name: "withdrawProposal",
    tag: TAG,
    summary: "Take back a proposal of the workspace's side",
    statuses: [200],
    params,
    answer: proposal,
    handle: async ({ app, caller, params, request }) => {
      const by = { ...personOf(caller, request), side: "producer" as const };
      await withdrawProposal(app, caller.ws, params.proposal, by);
      return inWorkspace(app.db, caller.ws, (tx) => showOne(tx, caller.ws, params.proposal, app.ids.now()));
    },
  });
}

/** How the agreement will name who asked or accepted. */
export function personOf(caller: Caller, request: FastifyRequest): Person {
  const { person } = request;
  if (caller.kind === "account" && person !== null) {
    return { actor: caller.actor, name: person.name, email: person.email };
  }
  const name = caller.kind === "key" ? `API key “${caller.name}”` : caller.actor;
  return { actor: caller.actor, name, email: null };
}

export async function showOne(tx: Tx, ws: number, id: Uuid, now: number): Promise<Shown> {
  const found = await readProposal(tx, ws, id);
  if (found === null) throw noSuchProposal();
  const { shown, names } = await showProposals(tx, ws, [found]);
  return showProposal(shown[0] as (typeof shown)[number], names, now);
}
