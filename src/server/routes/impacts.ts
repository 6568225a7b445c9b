// What a proposal would have meant for the sales of the last days: of one that is being written, and of one
// that stands, for either side. A partner sees its own part, and all others as one sum.
// Example: GET /v1/proposals/proposal_…/impact?days=90 → per currency and party, before and after.
import { z } from "zod";
import { mustSeeEarnings } from "../../access/earnings.ts";
import { newUuid, type Uuid } from "../../base/id.ts";
import type { ContractTerms } from "../../contracts/contract.ts";
import { noSuchProposal } from "../../contracts/proposal.ts";
import { readProposal } from "../../contracts/read-proposals.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { nameImpact } from "../../flows/name-impact.ts";
import { type Impact, type ProposedTerms, previewImpact } from "../../flows/preview-impact.ts";
import { mustFindContract } from "../../flows/propose-change.ts";
import { mustFindProduct } from "../../products/read-products.ts";
import { idIn, showId } from "../../wire/id.ts";
import { impact, impactOf, ownImpactOf, type Impact as Shown } from "../../wire/impact.ts";
import { showInstant } from "../../wire/instant.ts";
import { partnerRoute } from "../partner-route.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { readTerms } from "./read-terms.ts";

const TAG = "Proposals";
const params = { proposal: idIn("proposal") };
const query = {
  days: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, "must be 1 to 365")
    .transform(Number)
    .refine((days) => days <= 365, "must be 1 to 365")
    .optional()
    .meta({ examples: ["90"] }),
};
const SOME_DAYS = 90;

export function impactRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/proposals/impact",
    permission: "contracts:write",
    name: "previewImpact",
    tag: TAG,
    summary: "What terms would have meant for the sales of the last days",
    description: "Stores nothing. Counters of clauses count from the first sale of the window.",
    statuses: [200],
    body: impactOf,
    answer: impact,
    handle: async ({ app, caller, body }) => {
      const { days, contract, party, product, terms } = body;
      const { ws } = caller;
      const known = await inWorkspace(app.db, ws, async (tx) => {
        await mustFindProduct(tx, ws, product, "product");
        if (contract === undefined) return null;
        return await mustFindContract(tx, ws, contract, {
          actor: caller.actor,
          name: "",
          email: null,
          side: "producer",
        });
      });
      const wanted: ProposedTerms = {
        product: known?.product ?? product,
        contract: contract ?? newUuid(app.ids),
        party: known?.party ?? party ?? newUuid(app.ids),
        terms: terms === null ? null : termsOf(terms),
      };
      return show(app, ws, wanted, await previewImpact(app, ws, wanted, days));
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/proposals/:proposal/impact",
    permission: "contracts:read",
    name: "readImpact",
    tag: TAG,
    summary: "What a proposal would have meant for the sales of the last days",
    description: "It says what parties earned: a team role needs `ledger:read` for it.",
    params,
    query,
    answer: impact,
    handle: async ({ app, caller, params, query }) => {
      mustSeeEarnings(caller);
      const wanted = await find(app, caller.ws, params.proposal);
      const found = await previewImpact(app, caller.ws, wanted, query.days ?? SOME_DAYS);
      return show(app, caller.ws, wanted, found);
    },
  });

  ownRoutes(server);
}

function ownRoutes(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/proposals/:proposal/impact",
    name: "readOwnImpact",
    tag: "Partner portal",
    summary: "What a proposal would have meant for the party",
    params,
    query,
    answer: impact,
    handle: async ({ app, partner, params, query }) => {
      const wanted = await find(app, partner.ws, params.proposal);
      if (wanted.party !== partner.party) throw noSuchProposal();
      const found = await previewImpact(app, partner.ws, wanted, query.days ?? SOME_DAYS);
      return redact(await show(app, partner.ws, wanted, found), showId("party", partner.party));
    },
  });

  partnerRoute(server, {
    method: "POST",
    path: "/contracts/:contract/impact",
    name: "previewOwnImpact",
    tag: "Partner portal",
    summary: "What other terms of a contract would have meant for the party",
    description: "Stores nothing. Without terms: its end.",
    params: { contract: idIn("contract") },
    body: ownImpactOf,
    answer: impact,
    handle: async ({ app, partner, params, body }) => {
      const { id, product, party } = await inWorkspace(app.db, partner.ws, (tx) =>
        mustFindContract(tx, partner.ws, params.contract, partner),
      );
      const terms = body.terms === null ? null : termsOf(body.terms);
      const wanted: ProposedTerms = { product, contract: id, party, terms };
      const found = await previewImpact(app, partner.ws, wanted, body.days);
      return redact(await show(app, partner.ws, wanted, found), showId("party", partner.party));
    },
  });
}

/** Only what splits: dates and duties change no figure here. */
function termsOf(
  terms: Omit<Parameters<typeof readTerms>[0], "invoices" | "responsibilities" | "renewals" | "tail">,
) {
  const rest = { invoices: "producer", responsibilities: {}, renewals: "at_charge", tail: "none" } as const;
  return readTerms({ ...terms, ...rest }) satisfies ContractTerms;
}

async function find(app: App, ws: number, id: Uuid): Promise<ProposedTerms> {
  const proposal = await inWorkspace(app.db, ws, (tx) => readProposal(tx, ws, id));
  if (proposal === null) throw noSuchProposal();
  return proposal;
}

async function show(app: App, ws: number, wanted: ProposedTerms, found: Impact): Promise<Shown> {
  const named = await nameImpact(app, ws, wanted, found);
  const { from, until } = found;
  return { ...named, from: showInstant(from), until: showInstant(until) };
}

/** Own lines as they are, all others as one. */
function redact(shown: Shown, own: string): Shown {
  const currencies = shown.currencies.map((one) => {
    const mine = one.parties.filter((line) => line.party === own);
    const others = one.parties.filter((line) => line.party !== own);
    const sum = (side: "before" | "after") => others.reduce((total, line) => total + line[side], 0);
    const rest = { party: null, name: "", role: "others", before: sum("before"), after: sum("after") };
    return { ...one, parties: [...mine, rest] };
  });
  return { ...shown, currencies, touched: { ...shown.touched, sources: [], imports: 0 } };
}
