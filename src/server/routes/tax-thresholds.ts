// The thresholds of the yearly forms, each from a year on: those that the program brings, and a workspace's
// own, set by whoever answers for the taxes. Nothing is filed.
// Example: POST /v1/tax-thresholds { "form": "1099-nec", "from": 2027, "currency": "USD", "amount": 250000 }
import { inWorkspace } from "../../db/transaction.ts";
import { removeTaxThreshold, setTaxThreshold } from "../../flows/set-tax-threshold.ts";
import type { Threshold } from "../../statements/tax-forms.ts";
import { readThresholds } from "../../statements/tax-thresholds.ts";
import { newTaxThreshold, taxThresholdOf, taxThresholds } from "../../wire/tax.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

const about = { tag: "Tax facts", path: "/tax-thresholds" } as const;

export function taxThresholdRoutes(server: Server): void {
  resourceRoute(server, {
    ...about,
    method: "GET",
    permission: "ledger:read",
    name: "listTaxThresholds",
    summary: "What each yearly form is judged by, from which year on",
    answer: taxThresholds,
    handle: async ({ app, caller }) =>
      show(await inWorkspace(app.db, caller.ws, (tx) => readThresholds(tx, caller.ws))),
  });

  resourceRoute(server, {
    ...about,
    method: "POST",
    permission: "tax:write",
    name: "setTaxThreshold",
    summary: "Judge a form by another threshold from a year on; the same year again replaces it",
    statuses: [200],
    body: newTaxThreshold,
    answer: taxThresholds,
    handle: async ({ app, caller, body }) => show(await setTaxThreshold(app, caller.ws, body, caller)),
  });

  resourceRoute(server, {
    ...about,
    path: "/tax-thresholds/remove",
    method: "POST",
    permission: "tax:write",
    name: "removeTaxThreshold",
    summary: "Take a threshold of your own away: what the program brings counts again",
    statuses: [200],
    body: taxThresholdOf,
    answer: taxThresholds,
    handle: async ({ app, caller, body }) => show(await removeTaxThreshold(app, caller.ws, body, caller)),
  });
}

function show(all: readonly Threshold[]) {
  return {
    data: all.map(({ isOwn, source, ...one }) => ({ ...one, note: source, own: isOwn === true })),
  };
}
