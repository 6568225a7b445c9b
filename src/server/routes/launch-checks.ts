// Whether a shared product is ready to be sold, and what becomes of its contracts when it no longer is.
// Example: GET /v1/products/product_…/launch-checks → { "state": "look", "checks": [ … ] }.
import { inWorkspace } from "../../db/transaction.ts";
import { checkLaunch, type LaunchCheck } from "../../flows/check-launch.ts";
import { retireProduct } from "../../flows/retire-product.ts";
import { reviewLinks } from "../../flows/review-links.ts";
import { readProduct } from "../../products/read-products.ts";
import { idIn } from "../../wire/id.ts";
import { launchChecks } from "../../wire/launch-check.ts";
import { proposals } from "../../wire/proposal.ts";
import { retirement } from "../../wire/retirement.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { noSuchProduct } from "./products.ts";
import { personOf, showOne } from "./proposals.ts";

const TAG = "Products";
const params = { product: idIn("product") };

export function launchCheckRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/launch-checks",
    permission: "contracts:read",
    name: "readLaunchChecks",
    tag: TAG,
    summary: "What should be in order before the product is sold",
    params,
    answer: launchChecks,
    handle: ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const product = await readProduct(tx, caller.ws, params.product);
        if (product === null) throw noSuchProduct();
        const checks = await checkLaunch(tx, caller.ws, product, app.ids.now());
        return { state: worstOf(checks), checks };
      }),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/products/:product/links-reviewed",
    permission: "affiliates:write",
    name: "reviewLinks",
    tag: TAG,
    summary: "Say that the product's links were looked over",
    statuses: [204],
    params,
    handle: async ({ app, caller, params }) => {
      await reviewLinks(app, caller.ws, params.product, caller.actor);
      return undefined;
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/products/:product/retire",
    permission: "contracts:write",
    name: "retireProduct",
    tag: TAG,
    summary: "Take a product off sale, or let another take its place",
    description:
      "Says what becomes of each contract; nothing of one changes by it: ends and moves are proposals, which are " +
      "answered. Late sales and renewals are split on.",
    params,
    body: retirement,
    answer: proposals,
    handle: async ({ app, caller, params, body, request }) => {
      const by = personOf(caller, request);
      const sent = await retireProduct(app, caller.ws, params.product, body, by);
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const data = [];
        for (const id of sent) data.push(await showOne(tx, caller.ws, id, app.ids.now()));
        return { data };
      });
    },
  });
}

function worstOf(checks: readonly LaunchCheck[]): "good" | "look" | "stop" {
  const states = checks.map((one) => one.state);
  return states.includes("stop") ? "stop" : states.includes("look") ? "look" : "good";
}
