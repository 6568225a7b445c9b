// The affiliate programme of a product: open one, read it, change it, give it terms of use. Rates are
// commission rules. Example: POST /v1/products/product_…/program { "access": "request", "rate": "0.30" }.

import { countAffiliations } from "../../affiliates/count-affiliations.ts";
import { readProgram } from "../../affiliates/read-program.ts";
import { listPromoting } from "../../affiliates/read-promoting.ts";
import type { Uuid } from "../../base/id.ts";
import { formatRate } from "../../base/rate.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import { changeProgram, changeProgramTerms } from "../../flows/change-program.ts";
import { openProgram } from "../../flows/open-program.ts";
import { noProgram } from "../../flows/program-refusals.ts";
import { remindOfTerms } from "../../flows/remind-of-terms.ts";
import { readShownProgram } from "../../flows/show-program.ts";
import { readNames } from "../../reports/names.ts";
import { idIn } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import {
  newProgram,
  newProgramTerms,
  program,
  programChange,
  programTerms,
  type Program as Shown,
  termsReminded,
} from "../../wire/program.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { showProduct } from "./show-named.ts";
import { readRules, showNextRules, showProgramTerms, showRules } from "./show-program.ts";

const TAG = "Affiliate programmes";
const params = { product: idIn("product") };

export function programRoutes(server: Server): void {
  const { publicUrl } = server.door;

  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/program",
    permission: "affiliates:read",
    name: "readProgram",
    tag: TAG,
    summary: "The affiliate programme of a product",
    params,
    answer: program,
    handle: async ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, (tx) => show(tx, caller.ws, params.product, app.ids.now(), publicUrl)),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/products/:product/program",
    permission: "affiliates:write",
    name: "openProgram",
    tag: TAG,
    summary: "Open an affiliate programme for a product",
    description: "Whoever promotes the product already keeps the rate they have.",
    params,
    body: newProgram,
    answer: program,
    handle: async ({ app, caller, params, body }) => {
      const { access, slug, about, rate, terms, windowDays, model, mayBuyOwn, ...rest } = body;
      const { renewals, coproducersMay, couponsCredit } = rest;
      const credit = { rules: { windowDays, model, mayBuyOwn }, renewals, coproducersMay, couponsCredit };
      const facts = { access, slug, about, credit, rate, terms };
      await openProgram(app, caller.ws, params.product, facts, caller.actor);
      return inWorkspace(app.db, caller.ws, (tx) =>
        show(tx, caller.ws, params.product, app.ids.now(), publicUrl),
      );
    },
  });

  changeRoutes(server, publicUrl);
  reminderRoute(server);
}

function changeRoutes(server: Server, publicUrl: string): void {
  resourceRoute(server, {
    method: "PATCH",
    path: "/products/:product/program",
    permission: "affiliates:write",
    name: "changeProgram",
    tag: TAG,
    summary: "Change the affiliate programme of a product",
    description:
      "What could give affiliates less (a shorter window, fewer renewals, another model) begins after three days' " +
      "notice, and `next` says when; the rest holds at once.",
    params,
    body: programChange,
    answer: program,
    handle: async ({ app, caller, params, body }) => {
      const { state, access, slug, about, basedOn, ...rules } = body;
      const { product } = params;
      const before = await inWorkspace(app.db, caller.ws, (tx) => readProgram(tx, caller.ws, product));
      if (before === null) throw noProgram();
      const wish = { state, access, slug, about, basedOn, credit: readRules(rules, before) };
      await changeProgram(app, caller.ws, product, wish, caller.actor);
      return inWorkspace(app.db, caller.ws, (tx) => show(tx, caller.ws, product, app.ids.now(), publicUrl));
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/products/:product/program/terms",
    permission: "affiliates:write",
    name: "changeProgramTerms",
    tag: TAG,
    summary: "Give the programme new terms of use",
    description: "A new version. Who promotes already goes on, and is asked to accept it.",
    params,
    body: newProgramTerms,
    answer: programTerms,
    handle: async ({ app, caller, params, body }) => {
      await changeProgramTerms(app, caller.ws, params.product, body.text, caller.actor);
      const shown = await inWorkspace(app.db, caller.ws, (tx) =>
        readShownProgram(tx, caller.ws, params.product, app.ids.now()),
      );
      if (shown === null || shown.terms === null) throw noProgram();
      return showProgramTerms(shown.terms) as NonNullable<ReturnType<typeof showProgramTerms>>;
    },
  });
}

function reminderRoute(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/products/:product/program/terms/reminders",
    permission: "affiliates:write",
    name: "remindOfProgramTerms",
    tag: TAG,
    summary: "Remind whoever has not accepted the terms of use in force, once a day at most",
    params,
    answer: termsReminded,
    handle: async ({ app, caller, params }) => ({
      count: await remindOfTerms(app, caller.ws, params.product, caller.actor),
    }),
  });
}

async function show(tx: Tx, ws: number, product: Uuid, now: number, publicUrl: string): Promise<Shown> {
  const found = await readShownProgram(tx, ws, product, now);
  if (found === null) throw noProgram();
  const { head, rules, next, terms, rate } = found;
  const names = await readNames(tx, ws, { products: [product] });
  const { version, state, access, slug, about } = head;
  const withoutTerms = terms === null ? 0 : (await listPromoting(tx, ws, product, terms.version)).length;
  return {
    ...{ product: showProduct(names, product), version, state, access, slug, about },
    page: `${publicUrl.replace(/\/$/, "")}/p/${slug}`,
    rules: showRules(rules),
    next: showNextRules(next),
    rate: rate === null ? null : formatRate(rate),
    terms: showProgramTerms(terms),
    counts: { ...(await countAffiliations(tx, ws, product)), withoutTerms },
    createdAt: showInstant(head.createdAt),
  };
}
