// What was put right by hand of a party's money, as the party reads it: the reason, who proposed it and who
// approved it. Read in the party's own transaction, in which the database answers only what was posted for
// it.
// Example: GET /v1/partner/party_…/adjustments/adjustment_… → +25.00, "Promised at the launch", by Ana and
// Fay
import { inParty } from "../../db/transaction.ts";
import { noSuchAdjustment, readAdjustment } from "../../parties/adjustment.ts";
import { ownAdjustment } from "../../wire/adjustment.ts";
import { idIn, showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { partnerRoute } from "../partner-route.ts";
import type { Server } from "../server-type.ts";

export function partnerAdjustmentRoutes(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/adjustments/:adjustment",
    name: "readOwnAdjustment",
    tag: "Partner portal",
    summary: "One adjustment or write-off of the party's, with its reason and who agreed to it",
    params: { adjustment: idIn("adjustment") },
    answer: ownAdjustment,
    handle: async ({ app, partner, params }) => {
      const found = await inParty(app.db, partner, (tx) => readAdjustment(tx, partner.ws, params.adjustment));
      if (found === null || found.seq === null || found.answeredAt === null) throw noSuchAdjustment();
      const { kind, currency, amount, reason, question } = found;
      return {
        ...{ id: showId("adjustment", found.id), kind, currency, amount, reason },
        proposedBy: found.createdName,
        proposedAt: showInstant(found.createdAt),
        approvedBy: found.answeredName ?? "",
        approvedAt: showInstant(found.answeredAt),
        question: question === null ? null : showId("question", question),
        entry: found.seq,
      };
    },
  });
}
