// Offers of a product: prices, with the days of guarantee that hold their money back.
// Never moves one to another product. Example: POST /v1/products/product_…/offers { "name": "Monthly", … }.
import { z } from "zod";
import { Refusal } from "../../base/refusal.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { changeOffer } from "../../flows/change-offer.ts";
import { createOffer } from "../../flows/create-offer.ts";
import { listOffers, readOffer, readProduct } from "../../products/read-products.ts";
import { idIn } from "../../wire/id.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { newOffer, offer, offerChange } from "../../wire/offer.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { noSuchProduct } from "./products.ts";
import { showOfferPrice } from "./show-offer.ts";

const TAG = "Offers";

export function offerRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/offers",
    permission: "products:read",
    name: "listOffers",
    tag: TAG,
    summary: "List a product's offers, oldest first",
    params: { product: idIn("product") },
    query: pageQuery([z.number(), z.uuid()]),
    answer: listOf(offer),
    handle: async ({ app, caller, params, query }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        if ((await readProduct(tx, caller.ws, params.product)) === null) throw noSuchProduct();
        const found = await listOffers(tx, caller.ws, params.product, query.limit + 1, query.cursor);
        const { rows, nextCursor } = page(found, query.limit, (one) => [one.createdAt.getTime(), one.id]);
        return { data: rows.map(showOfferPrice), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/products/:product/offers",
    permission: "products:write",
    name: "createOffer",
    tag: TAG,
    summary: "Make an offer",
    params: { product: idIn("product") },
    body: newOffer,
    answer: offer,
    handle: async ({ app, caller, params, body }) =>
      showOfferPrice(await createOffer(app, caller.ws, params.product, body, caller.actor)),
  });

  resourceRoute(server, {
    method: "GET",
    path: "/offers/:offer",
    permission: "products:read",
    name: "readOffer",
    tag: TAG,
    summary: "One offer",
    params: { offer: idIn("offer") },
    answer: offer,
    handle: async ({ app, caller, params }) => {
      const found = await inWorkspace(app.db, caller.ws, (tx) => readOffer(tx, caller.ws, params.offer));
      if (found === null) throw new Refusal(404, "not_found", "There is no such offer in this workspace.");
      return showOfferPrice(found);
    },
  });

  resourceRoute(server, {
    method: "PATCH",
    path: "/offers/:offer",
    permission: "products:write",
    name: "changeOffer",
    tag: TAG,
    summary: "Change an offer",
    params: { offer: idIn("offer") },
    body: offerChange,
    answer: offer,
    handle: async ({ app, caller, params, body }) =>
      showOfferPrice(await changeOffer(app, caller.ws, params.offer, body, caller.actor)),
  });
}
