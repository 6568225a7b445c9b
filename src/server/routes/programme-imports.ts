// Brings along what a programme had in another tool: affiliates, links with their codes, open balances.
// Example: POST /v1/programme-imports { "kind": "links", … } → 496 new, 3 known, 1 failed with its reason.
import { mustBeAllowed } from "../../access/caller.ts";
import { importProgramme } from "../../flows/import-programme.ts";
import { programmeImport, programmeImported } from "../../wire/programme-import.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { personOf } from "./proposals.ts";

const MIB = 1024 * 1024;

export function programmeImportRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/programme-imports",
    permission: "affiliates:write",
    name: "importProgramme",
    tag: "Affiliations",
    summary: "Bring affiliates, links or open balances along from another tool's CSV export",
    description:
      "Up to 500 rows a request; `next` says where to go on with the same file. Each row stands by itself: what " +
      "fails is told with its reason. The same file again makes nothing twice. Balances need `openings:write` as well.",
    body: programmeImport,
    bodyLimit: 8 * MIB,
    answer: programmeImported,
    statuses: [200],
    idempotency: "external-id",
    handle: async ({ app, caller, body, request }) => {
      if (body.kind === "balances") mustBeAllowed(caller, "openings:write");
      const brought = await importProgramme(app, caller.ws, body, personOf(caller, request));
      const next = body.skip + brought.rows.length;
      server.links.book.forget();
      return { ...brought, next: brought.rows.length > 0 && next < brought.total ? next : null };
    },
  });
}
