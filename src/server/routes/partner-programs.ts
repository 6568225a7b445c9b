// A partner as an affiliate: the programmes it is in or could join, with the rate that is its own, applying,
// accepting new terms of use, the materials to promote with.
// Example: GET /v1/partner/party_…/programs → piano at 40 %, approved; guitar at 30 %, open to apply.
import { z } from "zod";
import { listMaterials } from "../../affiliates/materials.ts";
import { readProgram } from "../../affiliates/read-program.ts";
import { formatRate } from "../../base/rate.ts";
import { inParty, inWorkspace, type Tx } from "../../db/transaction.ts";
import { acceptProgramTerms } from "../../flows/accept-program-terms.ts";
import { applyToProgram } from "../../flows/apply-to-program.ts";
import { listOwnPrograms, type OwnProgram } from "../../flows/list-own-programs.ts";
import { noProgram } from "../../flows/program-refusals.ts";
import { findParty } from "../../parties/read-parties.ts";
import { type Names, readNames } from "../../reports/names.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { application, applied } from "../../wire/program.ts";
import {
  acceptTerms,
  material,
  ownProgram,
  ownPrograms,
  type OwnProgram as Shown,
} from "../../wire/recruiting.ts";
import { lockTerms } from "../../workspaces/read-workspace.ts";
import { type Partner, partnerRoute } from "../partner-route.ts";
import type { Server } from "../server-type.ts";
import { showParty, showProduct } from "./show-named.ts";
import { showNextRules, showProgramTerms, showRules } from "./show-program.ts";
import { showMaterials } from "./show-recruiting.ts";

const TAG = "Partner portal";

export function partnerProgramRoutes(server: Server): void {
  readRoutes(server);

  partnerRoute(server, {
    method: "POST",
    path: "/programs/:product/applications",
    name: "applyAsParty",
    tag: TAG,
    summary: "Apply to promote a product of the business",
    accepts: true,
    params: { product: idIn("product") },
    body: application.pick({ terms: true, note: true, code: true }),
    answer: applied,
    status: 201,
    handle: async ({ app, partner, params, body }) => {
      const { ws, party, actor } = partner;
      const made = await inWorkspace(app.db, ws, async (tx) => {
        await lockTerms(tx, ws);
        const program = await readProgram(tx, ws, params.product);
        if (program === null) throw noProgram();
        const name = (await findParty(tx, ws, party))?.name ?? "";
        const applicant = { party, name, actor, recruitedBy: null, isInvited: false };
        return await applyToProgram(app, tx, ws, program, applicant, body);
      });
      const shown = { party: showId("party", party), affiliation: showId("affiliation", made.id) };
      return {
        ...shown,
        code: made.code,
        state: made.state === "approved" ? ("approved" as const) : ("requested" as const),
      };
    },
  });

  partnerRoute(server, {
    method: "POST",
    path: "/affiliations/:affiliation/terms",
    name: "acceptProgramTerms",
    tag: TAG,
    summary: "Accept the terms of use in force",
    accepts: true,
    params: { affiliation: idIn("affiliation") },
    body: acceptTerms,
    answer: ownProgram,
    handle: async ({ app, partner, params, body }) => {
      await acceptProgramTerms(app, partner.ws, params.affiliation, body.version, partner);
      const all = await listShown(app.db, partner, app.ids.now());
      const id = showId("affiliation", params.affiliation);
      return all.find((one) => one.affiliation?.id === id) as Shown;
    },
  });
}

function readRoutes(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/programs",
    name: "listOwnPrograms",
    tag: TAG,
    summary: "The programmes the party is in, or could join",
    answer: ownPrograms,
    handle: async ({ app, partner }) => ({ data: await listShown(app.db, partner, app.ids.now()) }),
  });

  partnerRoute(server, {
    method: "GET",
    path: "/materials",
    name: "listOwnMaterials",
    tag: TAG,
    summary: "Texts and addresses to promote with, newest first",
    query: { product: idIn("product").optional(), ...pageQuery([z.number(), z.uuid()]) },
    answer: listOf(material),
    handle: ({ app, partner, query: { product, cursor, limit } }) =>
      inParty(app.db, partner, async (tx) => {
        const products = product === undefined ? undefined : [product];
        const found = await listMaterials(tx, partner.ws, { products, after: cursor, limit: limit + 1 });
        const { rows, nextCursor } = page(found, limit, (one) => [one.createdAt.getTime(), one.id]);
        return { data: await showMaterials(tx, partner.ws, rows), nextCursor };
      }),
  });
}

async function listShown(db: Parameters<typeof inParty>[0], partner: Partner, now: number): Promise<Shown[]> {
  return await inParty(db, partner, async (tx) => {
    const found = await listOwnPrograms(tx, partner, now);
    const names = await namesOf(tx, partner.ws, found);
    return found.map((one) => showOwn(names, one));
  });
}

function namesOf(tx: Tx, ws: number, found: readonly OwnProgram[]): Promise<Names> {
  const parties = found.map((one) => one.affiliation?.recruitedBy ?? null);
  return readNames(tx, ws, { parties, products: found.map((one) => one.product) });
}

function showOwn(
  names: Names,
  { product, shown, affiliation, rate, rateBy, nextRate, bar }: OwnProgram,
): Shown {
  const { slug, state, access, about } = shown.head;
  return {
    ...{ product: showProduct(names, product), slug, state, access, about, rateBy, bar },
    rules: showRules(shown.rules),
    next: showNextRules(shown.next),
    terms: showProgramTerms(shown.terms),
    rate: rate === null ? null : formatRate(rate),
    nextRate:
      nextRate === null ? null : { rate: formatRate(nextRate.rate), starts: showInstant(nextRate.starts) },
    affiliation: affiliation && {
      id: showId("affiliation", affiliation.id),
      ...{ code: affiliation.code, state: affiliation.state, reason: affiliation.reason },
      acceptedTerms: affiliation.acceptedTerms,
      recruitedBy: showParty(names, affiliation.recruitedBy),
      createdAt: showInstant(affiliation.createdAt),
    },
  };
}
