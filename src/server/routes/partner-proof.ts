// The sales behind a partner's figures as a zip: plans, sales and reversals that `partage split` reads, and
// what it has to answer for this party. Streams while it is read; holds no buyer and nobody else's part.
// Example: GET /v1/partner/party_…/proof?from=2026-01-01T00:00:00Z → partage-bruno.zip
import { Readable } from "node:stream";
import { z } from "zod";
import { listLiveGrants } from "../../access/data-grants.ts";
import type { Uuid } from "../../base/id.ts";
import { zip } from "../../base/zip.ts";
import { inParty, type Tx } from "../../db/transaction.ts";
import { proofWords } from "../../flows/proof-words.ts";
import { showsOthers } from "../../flows/share-data.ts";
import { seenProducts } from "../../flows/show-own-sales.ts";
import { Proof } from "../../flows/write-proof.ts";
import { todayIn } from "../../reports/balances.ts";
import { idIn, showId } from "../../wire/id.ts";
import { instantIn } from "../../wire/instant.ts";
import { readWorkspace } from "../../workspaces/read-workspace.ts";
import { type Partner, partnerRoute } from "../partner-route.ts";
import type { Server } from "../server-type.ts";

const ZIP = "application/zip";

export function partnerProofRoutes(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/proof",
    name: "downloadOwnProof",
    tag: "Partner portal",
    summary: "The sales behind the party's figures, to be split again",
    description:
      "A zip of README.txt, plan.json, sales.ndjson and expected.ndjson: `partage split --plan plan.json " +
      "sales.ndjson` answers the party's lines to the last unit. What the party may not see stands as one.",
    query: {
      product: idIn("product").optional(),
      from: instantIn.optional(),
      to: instantIn.optional().meta({ description: "Exclusive." }),
    },
    produces: ZIP,
    answer: z.string().meta({ format: "binary" }),
    handle: async ({ app, partner, query, reply }) => {
      const at = app.ids.now();
      const { ws, party } = partner;
      const seesOthers = await inParty(app.db, partner, (tx) =>
        seesAllOthers(tx, partner, query.product, at),
      );
      const proof = new Proof(app, { ws, party, seesOthers, ...query });
      const { name } = await inParty(app.db, partner, (tx) => readWorkspace(tx, partner.ws));
      reply
        .type(ZIP)
        .header("content-disposition", `attachment; filename="partage-${fileName(partner)}.zip"`);
      return Readable.from(zip(filesOf(proof, partner, name, at), at)) as never;
    },
  });
}

/** Where every product that is asked for was granted whole; else others stand as one in all of it. */
async function seesAllOthers(tx: Tx, { ws, party }: Partner, product: Uuid | undefined, now: number) {
  const live = await listLiveGrants(tx, ws, { party, product, today: await todayIn(tx, ws, now) });
  const asked =
    product === undefined ? (await seenProducts(tx, ws, party)).map((one) => one.product) : [product];
  return asked.length > 0 && asked.every((one) => showsOthers(live, one));
}

async function* filesOf(proof: Proof, partner: Partner, workspace: string, at: number) {
  yield { name: "sales.ndjson", content: proof.sales() };
  yield { name: "expected.ndjson", content: proof.expected() };
  yield { name: "plan.json", content: [`${JSON.stringify(proof.plan, null, 2)}\n`] };
  if (proof.notShown.length > 0) yield { name: "not-shown.ndjson", content: proof.notShown };
  const facts = {
    party: showId("party", partner.party),
    name: partner.name,
    workspace,
    at: new Date(at).toISOString(),
    sales: proof.count,
    notShown: proof.notShown.length,
  };
  yield { name: "README.txt", content: [proofWords(facts)] };
}

function fileName({ party }: Partner): string {
  return showId("party", party).slice(-8);
}
