// Where the console shows what a change of who shares a product touches: each item of the checklist leads to
// its own page. It reads nothing.
// Example: touchedPlaces("ws_…")("links", { product: "product_…", … }) → "/w/ws_…/links?product=product_…".
import type { TouchedPlaces } from "../contracts/touched.tsx";
import {
  couponsAddress,
  draftAddress,
  importsAddress,
  linksAddress,
  partyAddress,
  productAddress,
  salesAddress,
  sourcesAddress,
  statementsAddress,
} from "./addresses.ts";

export function touchedPlaces(ws: string): TouchedPlaces {
  return (what, { product, party, partyName }, currency) => {
    switch (what) {
      case "affiliates":
        return `${productAddress(ws, product)}?tab=shares`;
      case "links":
        return `${linksAddress(ws)}?product=${product}`;
      case "coupons":
        return `${couponsAddress(ws)}?product=${product}`;
      case "subscriptions":
        return `${salesAddress(ws)}?product=${product}`;
      case "imports":
        return importsAddress(ws);
      case "sources":
        return sourcesAddress(ws);
      case "support":
        return `${productAddress(ws, product)}?tab=responsibilities`;
      case "statements":
        return `${statementsAddress(ws)}?search=${encodeURIComponent(partyName)}`;
      case "unpaid":
        return party === null ? null : partyAddress(ws, party);
      case "running":
        return party === null ? null : draftAddress(ws, party, currency ?? "");
    }
  };
}
