// An offer as it goes out on the network. Never decides what may be seen of it.
// Example: showOfferPrice(offer) → { id: "offer_…", price: 9700, … }.
import type { Offer } from "../../products/product.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import type { Offer as Shown } from "../../wire/offer.ts";

export function showOfferPrice(one: Offer): Shown {
  return {
    ...one,
    id: showId("offer", one.id),
    product: showId("product", one.product),
    createdAt: showInstant(one.createdAt),
  };
}
