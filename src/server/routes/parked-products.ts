// The products that messages of sources wait for: listed with what they are sold for, mapped to a product of
// ours in one step, and how far the messages are that waited. Posts nothing itself.
// Example: POST /v1/parked-products { "source": "hotmart", "ref": "1234", "product": "product_…" } → {
// "queued": 14 }.
import { inWorkspace } from "../../db/transaction.ts";
import { mapParked, readParkedProgress } from "../../flows/map-parked.ts";
import { parkedProducts } from "../../sources/parked-products.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf } from "../../wire/list.ts";
import { ref, sourceName } from "../../wire/named.ts";
import { mappedParked, parkedMapping, parkedProduct, parkedProgress } from "../../wire/source.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";

const TAG = "Sources";

export function parkedProductRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/parked-products",
    permission: "sources:read",
    name: "listParkedProducts",
    tag: TAG,
    summary: "List products of sources that nobody mapped and messages wait for, the most waited for first",
    answer: listOf(parkedProduct),
    handle: async ({ app, caller }) => {
      const found = await inWorkspace(app.db, caller.ws, (tx) => parkedProducts(tx, caller.ws));
      const data = found.map((one) => {
        return { ...one, firstAt: showInstant(one.firstAt), lastAt: showInstant(one.lastAt) };
      });
      return { data, nextCursor: null };
    },
  });

  resourceRoute(server, {
    method: "POST",
    path: "/parked-products",
    permission: "products:write",
    name: "mapParkedProduct",
    tag: TAG,
    summary: "Say which product of ours a source means, or make it; what waited is posted at its own time",
    body: parkedMapping,
    answer: mappedParked,
    handle: async ({ app, caller, body }) => {
      const { product, offer, queued } = await mapParked(app, caller.ws, body, caller.actor);
      return { product: showId("product", product), offer: showId("offer", offer), queued };
    },
  });

  resourceRoute(server, {
    method: "GET",
    path: "/parked-products/progress",
    permission: "sources:read",
    name: "readParkedProgress",
    tag: TAG,
    summary: "What became of the messages that waited for a product",
    query: { source: sourceName, ref },
    answer: parkedProgress,
    handle: async ({ app, caller, query }) => {
      return { outcomes: await readParkedProgress(app, caller.ws, query) };
    },
  });
}
