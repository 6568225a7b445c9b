// Events: what happened in the workspace, in order and without gaps, and who did it. Read only.
// Example: GET /v1/events?after=41&type=contract.recorded → the contracts recorded since event 41.
import { z } from "zod";
import { inWorkspace } from "../../db/transaction.ts";
import { listEvents } from "../../reports/events.ts";
import { event } from "../../wire/event.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

const seq = z
  .string()
  .regex(/^[0-9]{1,15}$/, "must be a whole number")
  .transform(Number)
  .meta({ override: { type: "integer", minimum: 0 }, description: "Begin behind this event." });

export function eventRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/events",
    permission: "events:read",
    name: "listEvents",
    tag: "Events",
    summary: "What happened, in order",
    query: { after: seq.optional(), type: z.string().min(1).max(100).optional(), ...pageQuery([z.int()]) },
    answer: listOf(event),
    handle: async ({ app, caller, query }) => {
      const after = query.cursor?.[0] ?? query.after ?? 0;
      const found = await inWorkspace(app.db, caller.ws, (tx) =>
        listEvents(tx, caller.ws, { after, type: query.type, limit: query.limit + 1 }),
      );
      const { rows, nextCursor } = page(found, query.limit, (one) => [one.seq]);
      const data = rows.map((one) => ({ ...one, recordedAt: showInstant(one.recordedAt) }));
      return { data, nextCursor };
    },
  });
}
