// Journal entries: read only, newest first. Nobody writes one by hand: sales, refunds and disputes do.
// Example: GET /v1/entries/12 → kind sale, five postings that sum to zero.
import { z } from "zod";
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { type Entry, listEntries, readEntry } from "../../reports/entries.ts";
import { type Names, readNames } from "../../reports/names.ts";
import { entry, type Entry as Shown } from "../../wire/entry.ts";
import { idIn } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { currencyIn } from "../../wire/money.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { entryFilter } from "./entry-filter.ts";
import { showParty } from "./show-named.ts";
import { showSubject } from "./show-subject.ts";

const TAG = "Entries";

export function entryRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/entries",
    permission: "ledger:read",
    name: "listEntries",
    tag: TAG,
    summary: "The journal, newest first",
    query: {
      ...entryFilter,
      party: idIn("party").optional().meta({ description: "With a posting on an account of this party." }),
      currency: currencyIn.optional(),
      ...pageQuery([z.int()]),
    },
    answer: listOf(entry),
    handle: async ({ app, caller, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const { cursor, limit, ...filter } = query;
        const wanted = { ...filter, before: cursor?.[0], limit: limit + 1 };
        const { rows, nextCursor } = page(await listEntries(tx, caller.ws, wanted), limit, (one) => [
          one.seq,
        ]);
        const names = await readNames(tx, caller.ws, { parties: rows.flatMap(ownersOf) });
        return { data: rows.map((one) => showEntry(names, one)), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/entries/:seq",
    permission: "ledger:read",
    name: "readEntry",
    tag: TAG,
    summary: "One entry with its postings",
    params: {
      seq: z
        .string()
        .regex(/^[1-9][0-9]{0,14}$/)
        .transform(Number)
        .meta({ override: { type: "integer", minimum: 1 } }),
    },
    answer: entry,
    handle: async ({ app, caller, params }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await readEntry(tx, caller.ws, params.seq);
        if (found === null) throw new Refusal(404, "not_found", "There is no such entry in this workspace.");
        return showEntry(await readNames(tx, caller.ws, { parties: ownersOf(found) }), found);
      }),
  });
}

export function ownersOf(one: Entry): (string | null)[] {
  return one.postings.map((posting) => posting.owner);
}

export function showEntry(names: Names, one: Entry): Shown {
  return {
    seq: one.seq,
    batch: one.batch,
    kind: one.kind,
    source: one.source,
    externalId: one.key,
    ...showSubject(one.kind, one.sale),
    currency: one.currency,
    at: showInstant(one.at),
    recordedAt: showInstant(one.recordedAt),
    plan: one.planHash,
    factsHash: one.factsHash,
    postings: one.postings.map(({ owner, day, kind, ...posting }) => ({
      ...posting,
      kind: kind as Shown["postings"][number]["kind"],
      party: showParty(names, owner),
      availableOn: day,
    })),
  };
}
