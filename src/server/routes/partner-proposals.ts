// A partner's own side of its contracts: what it was asked, what it asks, and its answers. Sees only what is
// its party's. Example: POST /v1/partner/party_…/proposals/proposal_…/accept { "termsOfUse": 1 }.
import { z } from "zod";
import type { Uuid } from "../../base/id.ts";
import { noSuchProposal } from "../../contracts/proposal.ts";
import { listProposals, readProposal } from "../../contracts/read-proposals.ts";
import { inParty } from "../../db/transaction.ts";
import { acceptProposal } from "../../flows/accept-proposal.ts";
import { declineProposal, withdrawProposal } from "../../flows/answer-proposal.ts";
import type { App } from "../../flows/app.ts";
import { proposeChange } from "../../flows/propose-change.ts";
import { showProposals } from "../../flows/show-proposals.ts";
import { idIn, showId } from "../../wire/id.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import {
  acceptance,
  accepted,
  newAmendment,
  newEnd,
  proposal,
  proposalState,
  refusal,
  type Proposal as Shown,
} from "../../wire/proposal.ts";
import { type Partner, partnerRoute } from "../partner-route.ts";
import type { Server } from "../server-type.ts";
import { readTerms } from "./read-terms.ts";
import { showProposal } from "./show-proposal.ts";

const TAG = "Partner portal";
const params = { proposal: idIn("proposal") };

export function partnerProposalRoutes(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/proposals",
    name: "listOwnProposals",
    tag: TAG,
    summary: "What was asked of the party, and what it asked, newest first",
    query: {
      contract: idIn("contract").optional(),
      state: proposalState.optional(),
      ...pageQuery([z.number(), z.uuid()]),
    },
    answer: listOf(proposal),
    handle: async ({ app, partner, query }) => {
      const { cursor, limit, ...filter } = query;
      const now = app.ids.now();
      const { ws, party } = partner;
      return inParty(app.db, partner, async (tx) => {
        const only = { ...filter, party, now, after: cursor, limit: limit + 1 };
        const found = await listProposals(tx, ws, only);
        const { rows, nextCursor } = page(found, limit, (one) => [one.createdAt, one.id]);
        const { shown, names } = await showProposals(tx, ws, rows);
        return { data: shown.map((one) => showProposal(one, names, now)), nextCursor };
      });
    },
  });

  partnerRoute(server, {
    method: "GET",
    path: "/proposals/:proposal",
    name: "readOwnProposal",
    tag: TAG,
    summary: "One proposal",
    params,
    answer: proposal,
    handle: ({ app, partner, params }) => showOne(app, partner, params.proposal),
  });
  askingRoutes(server);
  answeringRoutes(server);
}

function askingRoutes(server: Server): void {
  partnerRoute(server, {
    method: "POST",
    path: "/contracts/:contract/amendments",
    name: "proposeOwnAmendment",
    tag: TAG,
    summary: "Propose to amend a contract of the party",
    accepts: true,
    params: { contract: idIn("contract") },
    body: newAmendment,
    answer: proposal,
    status: 201,
    handle: async ({ app, partner, params, body }) => {
      const { starts, ends, message, language, termsOfUse, metadata, ...agreed } = body;
      const about = { starts, ends, message, language, termsOfUse, metadata };
      const wanted = { kind: "amend" as const, terms: readTerms(agreed), ...about };
      return showOne(app, partner, await proposeChange(app, partner.ws, params.contract, wanted, partner));
    },
  });

  partnerRoute(server, {
    method: "POST",
    path: "/contracts/:contract/endings",
    name: "proposeOwnEnd",
    tag: TAG,
    summary: "Propose to end a contract of the party",
    accepts: true,
    params: { contract: idIn("contract") },
    body: newEnd,
    answer: proposal,
    status: 201,
    handle: async ({ app, partner, params, body }) => {
      const wanted = { kind: "end" as const, terms: null, starts: null, ...body };
      return showOne(app, partner, await proposeChange(app, partner.ws, params.contract, wanted, partner));
    },
  });
}

function answeringRoutes(server: Server): void {
  partnerRoute(server, {
    method: "POST",
    path: "/proposals/:proposal/accept",
    name: "acceptOwnProposal",
    tag: TAG,
    summary: "Accept what the producer proposed",
    accepts: true,
    params,
    body: acceptance,
    answer: accepted,
    handle: async ({ app, partner, params, body }) => {
      const done = await acceptProposal(app, partner.ws, params.proposal, partner, body.termsOfUse);
      return { contract: showId("contract", done.contract), version: done.version };
    },
  });

  partnerRoute(server, {
    method: "POST",
    path: "/proposals/:proposal/decline",
    name: "declineOwnProposal",
    tag: TAG,
    summary: "Decline what the producer proposed",
    accepts: true,
    params,
    body: refusal,
    answer: proposal,
    handle: async ({ app, partner, params, body }) => {
      await declineProposal(app, partner.ws, params.proposal, partner, body.answer);
      return showOne(app, partner, params.proposal);
    },
  });

  partnerRoute(server, {
    method: "POST",
    path: "/proposals/:proposal/withdraw",
    name: "withdrawOwnProposal",
    tag: TAG,
    summary: "Take back what the party proposed",
    accepts: true,
    params,
    answer: proposal,
    handle: async ({ app, partner, params }) => {
      await withdrawProposal(app, partner.ws, params.proposal, partner);
      return showOne(app, partner, params.proposal);
    },
  });
}

async function showOne(app: App, partner: Partner, id: Uuid): Promise<Shown> {
  const { ws, party } = partner;
  return await inParty(app.db, partner, async (tx) => {
    const found = await readProposal(tx, ws, id);
    if (found === null || found.party !== party) throw noSuchProposal();
    const { shown, names } = await showProposals(tx, ws, [found]);
    return showProposal(shown[0] as (typeof shown)[number], names, app.ids.now());
  });
}
