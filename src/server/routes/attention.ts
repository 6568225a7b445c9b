// What waits for somebody: one answer for the first page, each part only for who may see it.
// Example: GET /v1/attention as support → disputes; parked, belowZero and webhooks are null.
import { may } from "../../access/caller.ts";
import { inWorkspace, type Tx } from "../../db/transaction.ts";
import { listVerifications } from "../../ledger/verifications.ts";
import {
  countCommissionDifferences,
  countFailingEndpoints,
  countParked,
  listLooseImports,
  listSilentSources,
  readBelowZero,
  readOpenDisputeTotals,
} from "../../reports/attention.ts";
import { countOpenAnswers, listWaitingRuns } from "../../reports/payout-attention.ts";
import { attention } from "../../wire/attention.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

export function attentionRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/attention",
    permission: "sales:read",
    name: "readAttention",
    tag: "Reports",
    summary: "What waits for somebody",
    answer: attention,
    handle: async ({ app, caller }) => {
      const { ws } = caller;
      const now = app.ids.now();
      return inWorkspace(app.db, ws, async (tx) => {
        const sources = may(caller, "sources:read");
        const ledger = may(caller, "ledger:read");
        const [last] = ledger ? await listVerifications(tx, ws, { limit: 1, state: "done" }) : [];
        const imports = may(caller, "imports:read") ? await listLooseImports(tx, ws) : null;
        const silent = sources ? await listSilentSources(tx, ws, now) : null;
        return {
          parked: sources ? await countParked(tx, ws) : null,
          commissions: sources ? await countCommissionDifferences(tx, ws) : null,
          imports: imports?.map((one) => ({ ...one, id: showId("import", one.id) })) ?? null,
          disputes: await readOpenDisputeTotals(tx, ws),
          belowZero: ledger ? await readBelowZero(tx, ws) : null,
          webhooks: may(caller, "webhooks:read") ? await countFailingEndpoints(tx, ws, now) : null,
          silent: silent?.map(({ name, lastAt }) => ({ name, lastAt: showInstant(lastAt) })) ?? null,
          payouts: may(caller, "payouts:read") ? await waitingPayouts(tx, ws, now) : null,
          verification:
            last?.found && last.finishedAt
              ? { id: showId("verification", last.id), found: last.found, at: showInstant(last.finishedAt) }
              : null,
        };
      });
    },
  });
}

async function waitingPayouts(tx: Tx, ws: number, now: number) {
  const runs = await listWaitingRuns(tx, ws, now);
  return {
    runs: runs.map(({ run, ...one }) => ({ ...one, id: showId("run", run) })),
    answers: await countOpenAnswers(tx, ws),
  };
}
