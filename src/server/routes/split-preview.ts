// A split that is only computed: what each party would get, and why. Nothing is stored, so any role may ask.
// Example: POST /v1/split-preview { "product": "product_…", "currency": "USD", "paid": 10000 } → lines and
// why.
import { parsePublicId } from "../../base/id.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { previewSplit } from "../../flows/preview-split.ts";
import { readNames } from "../../reports/names.ts";
import { showInstant } from "../../wire/instant.ts";
import { splitPreview, splitPreviewIn } from "../../wire/split-preview.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { claimOf } from "./sale-claim.ts";
import { showParty } from "./show-named.ts";

export function splitPreviewRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/split-preview",
    permission: "split:preview",
    name: "previewSplit",
    tag: "Split preview",
    summary: "What each party would get of a sale, and why",
    description: "Under the plan in force at `at`, or under a draft of it. Stores nothing.",
    statuses: [200],
    idempotency: "external-id",
    body: splitPreviewIn,
    answer: splitPreview,
    handle: async ({ app, caller, body }) => {
      const claim = claimOf(body, "preview", app.ids.now());
      const preview = await previewSplit(app, caller.ws, claim, body.draft);
      const parties = preview.lines.map((line) => line.party);
      const names = await inWorkspace(app.db, caller.ws, (tx) => readNames(tx, caller.ws, { parties }));
      return {
        currency: body.currency,
        paid: body.paid,
        at: showInstant(preview.at),
        abated: preview.abated,
        lines: preview.lines.map(({ party, ...line }) => ({ ...line, party: showParty(names, party) })),
        why: preview.why.map((step) => ({ ...step, inputs: { ...step.inputs } })),
      };
    },
  });
}

/** Everybody that the steps of a derivation name, as uuids. */
export function partiesIn(steps: readonly { inputs: Readonly<Record<string, unknown>> }[]): string[] {
  const named = steps.flatMap(({ inputs }) => [inputs.party, inputs.recruitedBy]);
  return named
    .flatMap((name) => (typeof name === "string" ? [parsePublicId("party", name)] : []))
    .flatMap((id) => id ?? []);
}
