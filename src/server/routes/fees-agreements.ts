// The frozen agreement on other fees, for the workspace and for the partner alike: to read, and as a PDF in
// both languages. Never renders anew what was frozen.
// Example: GET /v1/proposals/proposal_…/agreement.pdf?language=pt-BR → the same bytes for ever.
import { z } from "zod";
import { publicId, type Uuid } from "../../base/id.ts";
import { readFeesAgreement } from "../../contracts/fees-agreement.ts";
import { readProposal } from "../../contracts/read-proposals.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { noFeesAgreement, readFeesFile } from "../../flows/read-fees-file.ts";
import { agreement } from "../../wire/agreement.ts";
import { idIn } from "../../wire/id.ts";
import { type Partner, partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { sendFile, showAgreement } from "./agreements.ts";

const PDF = "application/pdf";
const path = "/proposals/:proposal/agreement";
const params = { proposal: idIn("proposal") };
const query = { language: z.enum(["en", "pt-BR"]).default("en") };
const file = z.string().meta({ format: "binary" });
const summary = "What was agreed on other fees, once everybody has accepted";

export function feesAgreementRoutes(server: Server): void {
  const about = { tag: "Contracts", params, permission: "contracts:read" } as const;
  resourceRoute(server, {
    ...about,
    method: "GET",
    path,
    name: "readFeesAgreement",
    summary,
    answer: agreement,
    handle: ({ app, caller, params }) => show(app, caller.ws, params.proposal),
  });

  resourceRoute(server, {
    ...about,
    method: "GET",
    path: `${path}.pdf`,
    name: "downloadFeesAgreement",
    summary: "The agreement on fees as a PDF",
    query,
    produces: PDF,
    answer: file,
    handle: async ({ app, caller, params, query, reply }) => {
      const found = await readFeesFile(app, caller.ws, params.proposal, query.language);
      return sendFile(reply, found, nameOf(params.proposal, query.language)) as never;
    },
  });
  ownRoutes(server);
}

function ownRoutes(server: Server): void {
  const about = { method: "GET", tag: "Partner portal", params } as const;
  partnerRoute(server, {
    ...about,
    path,
    name: "readOwnFeesAgreement",
    summary,
    answer: agreement,
    handle: async ({ app, partner, params }) => {
      await mustBeOwn(app, partner, params.proposal);
      return show(app, partner.ws, params.proposal);
    },
  });

  partnerRoute(server, {
    ...about,
    path: `${path}.pdf`,
    name: "downloadOwnFeesAgreement",
    summary: "The agreement on fees as a PDF",
    query,
    produces: PDF,
    answer: file,
    handle: async ({ app, partner, params, query, reply }) => {
      await mustBeOwn(app, partner, params.proposal);
      const found = await readFeesFile(app, partner.ws, params.proposal, query.language);
      return sendFile(reply, found, nameOf(params.proposal, query.language)) as never;
    },
  });
}

async function mustBeOwn(app: App, { ws, party }: Partner, id: Uuid): Promise<void> {
  const proposal = await inWorkspace(app.db, ws, (tx) => readProposal(tx, ws, id));
  if (proposal?.party !== party) throw noFeesAgreement();
}

async function show(app: App, ws: number, proposal: Uuid) {
  const found = await inWorkspace(app.db, ws, (tx) => readFeesAgreement(tx, ws, proposal));
  if (found === null) throw noFeesAgreement();
  return showAgreement(found);
}

function nameOf(proposal: Uuid, language: string): string {
  return `fees-${publicId("proposal", proposal)}-${language}.pdf`;
}
