// Other fees of a product, asked of the partners whose agreed contracts they would take from. Answered like
// every proposal. Example: POST /v1/products/product_…/terms/proposals { "platformFee": { … }, "termsOfUse":
// 2 }.
import { inWorkspace } from "../../db/transaction.ts";
import { proposeFees } from "../../flows/propose-fees.ts";
import { idIn } from "../../wire/id.ts";
import { newFeesProposal, proposals } from "../../wire/proposal.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { personOf, showOne } from "./proposals.ts";

export function feesProposalRoutes(server: Server): void {
  resourceRoute(server, {
    method: "POST",
    path: "/products/:product/terms/proposals",
    permission: "contracts:write",
    name: "proposeProductTerms",
    tag: "Proposals",
    summary: "Propose fees that give partners less to each of them",
    description:
      "One proposal each. The new terms hold when the last has accepted; one that declines, or does not answer " +
      "within 14 days, ends it for all. Refused (`nobody_touched`) where nobody need be asked.",
    params: { product: idIn("product") },
    body: newFeesProposal,
    answer: proposals,
    handle: async ({ app, caller, params, body, request }) => {
      const { starts, message, language, termsOfUse, ...terms } = body;
      const wanted = { terms, starts, message, language, termsOfUse };
      const by = personOf(caller, request);
      const ids = await proposeFees(app, caller.ws, params.product, wanted, by);
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const data = [];
        for (const id of ids) data.push(await showOne(tx, caller.ws, id, app.ids.now()));
        return { data };
      });
    },
  });
}
