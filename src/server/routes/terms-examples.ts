// Worked examples of terms before anybody agrees to them, for either side; the terms of use they stand
// beside; and the mail of a proposal once more. Example: POST /v1/proposals/preview { "product": …, "terms":
// { "share": "0.10" } }.

import type { Uuid } from "../../base/id.ts";
import type { AgreementExample } from "../../contracts/agreement.ts";
import { checkTerms } from "../../contracts/check-agreement.ts";
import { noSuchProposal, type Proposal } from "../../contracts/proposal.ts";
import { readProposal } from "../../contracts/read-proposals.ts";
import { TERMS_OF_USE } from "../../contracts/terms-of-use.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { exampleOfProposal, previewInvitation, warningsOfProposal } from "../../flows/preview-invitation.ts";
import { mustFindContract } from "../../flows/propose-change.ts";
import { remindPartner } from "../../flows/remind-partner.ts";
import { warnWorstCase } from "../../flows/warn-worst-case.ts";
import { workExample } from "../../flows/work-example.ts";
import { idIn } from "../../wire/id.ts";
import { termsOfUseOut } from "../../wire/proposal.ts";
import {
  exampleOf,
  invitationPreview,
  ownExampleOf,
  type TermsExample,
  termsExample,
} from "../../wire/terms-example.ts";
import { openRoute } from "../open-route.ts";
import { partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { personOf } from "./proposals.ts";
import { readTerms, type StatedTerms } from "./read-terms.ts";

const TAG = "Proposals";
const params = { proposal: idIn("proposal") };
const OTHER = { invoices: "producer", responsibilities: {}, renewals: "at_charge", tail: "none" } as const;

export function termsExampleRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/proposals/preview",
    permission: "contracts:write",
    name: "previewInvitation",
    tag: TAG,
    summary: "What terms would mean, before they are proposed",
    description:
      "A worked example, the room left under the cap, and what the product sold lately. Stores nothing.",
    statuses: [200],
    idempotency: "external-id",
    body: exampleOf,
    answer: invitationPreview,
    handle: ({ app, caller, body }) => {
      const asked = { ...body, terms: termsOf(body.terms) };
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const { example, ...rest } = await previewInvitation(app, tx, caller.ws, asked);
        return { ...rest, example: showExample(example) };
      });
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/proposals/:proposal/example",
    permission: "contracts:read",
    name: "readProposalExample",
    tag: TAG,
    summary: "A worked example of what a proposal asks",
    params,
    answer: termsExample,
    handle: ({ app, caller, params }) => exampleOfOne(app, caller.ws, params.proposal, null),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/proposals/:proposal/remind",
    permission: "contracts:write",
    name: "remindPartner",
    tag: TAG,
    summary: "Mail an open proposal once more",
    description: "An invitation goes out with a new link, which ends the older ones. Once in ten minutes.",
    statuses: [204],
    params,
    handle: async ({ app, caller, params, request }) => {
      await remindPartner(app, caller.ws, params.proposal, {
        ...personOf(caller, request),
        side: "producer",
      });
      return undefined;
    },
  });
  partnerExampleRoutes(server);

  openRoute(server, {
    method: "GET",
    path: "/terms-of-use",
    person: false,
    because: "is for everybody to read",
    name: "readTermsOfUse",
    tag: TAG,
    summary: "The terms of use of co-production, as they are today",
    answer: termsOfUseOut,
    handle: async () => {
      const { version, text } = TERMS_OF_USE.at(-1) as (typeof TERMS_OF_USE)[number];
      return { version, text: { en: [...text.en], "pt-BR": [...text["pt-BR"]] } };
    },
  });
}

function partnerExampleRoutes(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/proposals/:proposal/example",
    name: "readOwnProposalExample",
    tag: "Partner portal",
    summary: "A worked example of what a proposal asks",
    params,
    answer: termsExample,
    handle: ({ app, partner, params }) => exampleOfOne(app, partner.ws, params.proposal, partner.party),
  });

  partnerRoute(server, {
    method: "POST",
    path: "/contracts/:contract/example",
    name: "previewOwnAmendment",
    tag: "Partner portal",
    summary: "What other terms of a contract would mean, before they are proposed",
    params: { contract: idIn("contract") },
    body: ownExampleOf,
    answer: termsExample,
    handle: async ({ app, partner, params, body }) => {
      const terms = termsOf(body.terms);
      const at = app.ids.now();
      checkTerms(terms, at, null);
      return inWorkspace(app.db, partner.ws, async (tx) => {
        const { product, party, id } = await mustFindContract(tx, partner.ws, params.contract, partner);
        const about = { product, party, at, proposed: { contract: id, terms }, isForParty: true };
        return {
          example: showExample(await workExample(tx, partner.ws, about)),
          warnings: await warnWorstCase(tx, partner.ws, about),
        };
      });
    },
  });
}

function exampleOfOne(app: App, ws: number, id: Uuid, party: Uuid | null) {
  return inWorkspace(app.db, ws, async (tx) => {
    const found: Proposal | null = await readProposal(tx, ws, id);
    if (found === null || (party !== null && found.party !== party)) throw noSuchProposal();
    return {
      example: showExample(await exampleOfProposal(app, tx, ws, found, party !== null)),
      warnings: await warningsOfProposal(app, tx, ws, found, party !== null),
    };
  });
}

export function showExample(example: AgreementExample | null): TermsExample | null {
  if (example === null) return null;
  const cases = example.cases.map(({ kind, lines }) => ({
    kind,
    lines: lines.map((line) => ({ ...line, own: line.own ?? false })),
  }));
  return { ...example, cases };
}

/** Only what splits: dates and duties change no figure. */
function termsOf(terms: Omit<StatedTerms, keyof typeof OTHER>) {
  return readTerms({ ...terms, ...OTHER });
}
