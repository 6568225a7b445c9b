// The frozen agreement of a contract version, for the workspace and for the partner alike: to read, and as a
// PDF in both languages. Never renders anew what was frozen.
// Example: GET /v1/contracts/contract_…/versions/1/agreement.pdf?language=pt-BR → the same bytes for ever.
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { publicId, type Uuid } from "../../base/id.ts";
import { type Agreement, readAgreement } from "../../contracts/agreement.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { mustFindContract } from "../../flows/propose-change.ts";
import { type AgreementFile, noAgreement, readAgreementFile } from "../../flows/read-agreement-file.ts";
import { agreement } from "../../wire/agreement.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { type Partner, partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

const PDF = "application/pdf";
const params = {
  contract: idIn("contract"),
  version: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, "must be the number of a version")
    .transform(Number)
    .meta({ examples: ["1"] }),
};
const query = { language: z.enum(["en", "pt-BR"]).default("en") };
const file = z.string().meta({ format: "binary" });

export function agreementRoutes(server: Server): void {
  const about = { tag: "Contracts", params };
  const path = "/contracts/:contract/versions/:version/agreement";
  resourceRoute(server, {
    ...about,
    method: "GET",
    path,
    permission: "contracts:read",
    name: "readAgreement",
    summary: "What both sides agreed to",
    answer: agreement,
    handle: ({ app, caller, params }) => show(app, caller.ws, params),
  });

  resourceRoute(server, {
    ...about,
    method: "GET",
    path: `${path}.pdf`,
    permission: "contracts:read",
    name: "downloadAgreement",
    summary: "The agreement as a PDF",
    query,
    produces: PDF,
    answer: file,
    handle: ({ app, caller, params, query, reply }) => send(app, caller.ws, params, query.language, reply),
  });
  partnerAgreementRoutes(server);
}

function partnerAgreementRoutes(server: Server): void {
  const path = "/contracts/:contract/versions/:version/agreement";
  partnerRoute(server, {
    method: "GET",
    path,
    name: "readOwnAgreement",
    tag: "Partner portal",
    summary: "What both sides agreed to",
    params,
    answer: agreement,
    handle: async ({ app, partner, params }) => {
      await mustBeOwn(app, partner, params.contract);
      return show(app, partner.ws, params);
    },
  });

  partnerRoute(server, {
    method: "GET",
    path: `${path}.pdf`,
    name: "downloadOwnAgreement",
    tag: "Partner portal",
    summary: "The agreement as a PDF",
    params,
    query,
    produces: PDF,
    answer: file,
    handle: async ({ app, partner, params, query, reply }) => {
      await mustBeOwn(app, partner, params.contract);
      return send(app, partner.ws, params, query.language, reply);
    },
  });
}

async function mustBeOwn(app: App, partner: Partner, contract: Uuid): Promise<void> {
  await inWorkspace(app.db, partner.ws, (tx) => mustFindContract(tx, partner.ws, contract, partner));
}

interface Named {
  contract: Uuid;
  version: number;
}

async function show(app: App, ws: number, { contract, version }: Named) {
  const found = await inWorkspace(app.db, ws, (tx) => readAgreement(tx, ws, contract, version));
  if (found === null) throw noAgreement();
  return showAgreement(found);
}

export function showAgreement(found: Agreement): z.input<typeof agreement> {
  return {
    contract: showId("contract", found.contract),
    version: found.version,
    proposal: showId("proposal", found.proposal),
    sha256: found.sha256,
    text: found.text,
    document: { ...found.document },
    createdAt: showInstant(found.createdAt),
  };
}

async function send(
  app: App,
  ws: number,
  { contract, version }: Named,
  language: "en" | "pt-BR",
  reply: FastifyReply,
): Promise<string> {
  const file = await readAgreementFile(app, ws, contract, version, language);
  return sendFile(reply, file, `agreement-${publicId("contract", contract)}-v${version}-${language}.pdf`);
}

/** As a download, with its digest. */
export function sendFile(reply: FastifyReply, { pdf, sha256 }: AgreementFile, name: string): string {
  reply.type(PDF).header("content-disposition", `attachment; filename="${name}"`);
  reply
    .header("etag", `"${sha256}"`)
    .header("repr-digest", `sha-256=:${Buffer.from(sha256, "hex").toString("base64")}:`);
  return pdf as never;
}
