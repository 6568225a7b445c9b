// Verifications: have the books re-derived from raw facts, see how far that is, and what came of those
// before.
// Example: POST /v1/verifications → 202 running; GET /v1/verifications/verification_… → done, found 0.
import { z } from "zod";
import { parsePublicId, type Uuid } from "../../base/id.ts";
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import type { App } from "../../flows/app.ts";
import { startVerification } from "../../flows/run-verification.ts";
import { listVerifications, readVerification, type VerificationRow } from "../../ledger/verifications.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import {
  type Verification,
  type VerificationDetail,
  verification,
  verificationDetail,
} from "../../wire/verification.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

const TAG = "Verifications";

export function verificationRoutes(server: Server): void {
  const { identity } = server.door;
  const namesOf = async (rows: readonly VerificationRow[]) => {
    const accounts = rows.flatMap((row) => accountOf(row.startedBy) ?? []);
    const people = await identity.readPeople([...new Set(accounts)]);
    return (row: VerificationRow) => {
      const account = accountOf(row.startedBy);
      const person = account === null ? undefined : people.get(account);
      return person?.name || person?.email || row.startedBy;
    };
  };
  const detail = async (app: App, ws: number, id: Uuid): Promise<VerificationDetail> => {
    const row = await inWorkspace(app.db, ws, (tx) => readVerification(tx, ws, id));
    if (row === null) throw noSuch();
    const nameOf = await namesOf([row]);
    return {
      ...show(row, nameOf(row)),
      disagreements: row.disagreements.map((one) => ({ ...one, entry: entryOf(one.where) })),
    };
  };

  resourceRoute(server, {
    method: "GET",
    path: "/verifications",
    permission: "ledger:read",
    name: "listVerifications",
    tag: TAG,
    summary: "When the books were verified, and what came of it; newest first",
    query: pageQuery([z.uuid()]),
    answer: listOf(verification),
    handle: async ({ app, caller, query: { cursor, limit } }) => {
      const found = await inWorkspace(app.db, caller.ws, (tx) =>
        listVerifications(tx, caller.ws, { after: cursor?.[0], limit: limit + 1 }),
      );
      const { rows, nextCursor } = page(found, limit, (one) => [one.id]);
      const nameOf = await namesOf(rows);
      return { data: rows.map((row) => show(row, nameOf(row))), nextCursor };
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/verifications",
    permission: "ledger:verify",
    name: "startVerification",
    tag: TAG,
    summary: "Have the books re-derived from raw facts",
    description: "Runs as a job and reads only. 409 `verification_running` while another one runs.",
    statuses: [202],
    answer: verificationDetail,
    handle: async ({ app, caller }) =>
      detail(app, caller.ws, await startVerification(app, caller.ws, caller.actor)),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/verifications/:verification",
    permission: "ledger:read",
    name: "readVerification",
    tag: TAG,
    summary: "One verification with what disagreed",
    params: { verification: idIn("verification") },
    answer: verificationDetail,
    handle: async ({ app, caller, params }) => detail(app, caller.ws, params.verification),
  });
}

function accountOf(actor: string): Uuid | null {
  return actor.startsWith("account:") ? parsePublicId("account", actor.slice("account:".length)) : null;
}

/** The entry that a disagreement names: "entry 812, sale s-1". */
function entryOf(where: string): number | null {
  const found = /^entry (\d+)/.exec(where);
  return found === null ? null : Number(found[1]);
}

function show(row: VerificationRow, name: string): Verification {
  const { headBatch, headHash } = row;
  return {
    id: showId("verification", row.id),
    state: row.state,
    startedBy: { actor: row.startedBy, name },
    startedAt: showInstant(row.startedAt),
    finishedAt: showInstant(row.finishedAt),
    entries: { done: row.entriesDone, total: row.entriesTotal },
    sales: row.sales,
    plans: row.plans,
    head: headBatch === null || headHash === null ? null : { batch: headBatch, hash: headHash },
    found: row.found,
    message: row.message,
  };
}

function noSuch(): Refusal {
  return new Refusal(404, "not_found", "There is no such verification in this workspace.");
}
