// A sale of a window as the engine speaks of it: parties by their public ids, as plans name them.
// Example: saleOfWindow({ paid: 9700, affiliate: carla, … }) → { paid: 9700, affiliate: { party: "party_…", …
// }, … }.
import type { Minor } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import { publicId, type Uuid } from "../base/id.ts";
import type { Instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";
import type { Sale } from "../engine/sale.ts";
import type { WindowSale } from "../sales/read-window.ts";
import { weighed } from "./split-facts.ts";

export function saleOfWindow(row: WindowSale): Sale {
  const name = (party: Uuid) => publicId("party", party);
  const { affiliate, recruitedBy, feeAmounts } = row;
  return {
    id: row.id,
    at: row.at as Instant,
    currency: row.currency as Currency,
    paid: row.paid as Minor,
    tax: row.tax as Minor,
    shipping: row.shipping as Minor,
    fees: (row.feeParties ?? []).map((party, i) => ({
      party: name(party),
      amount: feeAmounts?.[i] as Minor,
    })),
    affiliate:
      affiliate === null || row.affiliates !== null
        ? null
        : {
            party: name(affiliate),
            rate: row.affiliateRate as Ppm,
            recruitedBy: recruitedBy === null ? null : name(recruitedBy),
          },
    affiliates: row.affiliates === null ? undefined : weighed({ nameOf: name }, row.affiliates),
    offer: row.offer === null ? undefined : publicId("offer", row.offer),
  };
}
