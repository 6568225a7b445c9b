// How a sale, a refund and a dispute look in an answer, from what reports read.
// Example: refunded 400 of 10000 and nothing disputed → state "partly_refunded".
import { formatRate, ppm } from "../../base/rate.ts";
import type { Names } from "../../reports/names.ts";
import type { ListedSale } from "../../reports/sales.ts";
import type { ListedDispute, ListedRefund } from "../../reports/take-backs.ts";
import type { Dispute } from "../../wire/dispute.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import type { Refund } from "../../wire/refund.ts";
import type { Sale } from "../../wire/sale.ts";
import { showOffer, showParty, showProduct } from "./show-named.ts";

/** Everybody and everything a listed sale names. */
export function namedBy(sales: readonly ListedSale[]) {
  return {
    parties: sales.flatMap(({ fees, affiliate, affiliates }) => [
      ...fees.map((fee) => fee.party),
      affiliate?.party ?? null,
      affiliate?.recruitedBy ?? null,
      ...(affiliates ?? []).flatMap((one) => [one.party, one.recruitedBy]),
    ]),
    products: sales.map((one) => one.product),
    offers: sales.map((one) => one.offer),
  };
}

export function showSale(names: Names, one: ListedSale): Sale {
  const { affiliate, affiliates, ...rest } = one;
  return {
    ...rest,
    id: showId("sale", one.id),
    product: showProduct(names, one.product),
    offer: showOffer(names, one.offer),
    at: showInstant(one.at),
    fees: one.fees.map(({ party, amount }) => ({ party: showParty(names, party), amount })),
    affiliate: affiliate && {
      party: showParty(names, affiliate.party),
      rate: formatRate(ppm(affiliate.rate)),
      recruitedBy: showParty(names, affiliate.recruitedBy),
    },
    ...(affiliates === null
      ? {}
      : {
          affiliates: affiliates.map(({ party, rate, recruitedBy, weight }) => ({
            party: showParty(names, party),
            rate: formatRate(ppm(rate)),
            recruitedBy: showParty(names, recruitedBy),
            weight: formatRate(ppm(weight)),
          })),
        }),
    state: stateOf(one),
  };
}

/** The same without what anybody earns of it: for a role that does not see earnings. */
export function withoutEarnings(sale: Sale): Sale {
  const { affiliates: _, ...rest } = sale;
  return { ...rest, fees: [], affiliate: null, earningsHidden: true };
}

export function stateOf({
  paid,
  refunded,
  disputed,
}: Pick<ListedSale, "paid" | "refunded" | "disputed">): Sale["state"] {
  if (disputed > 0) return "disputed";
  if (refunded === 0) return "paid";
  return refunded === paid ? "refunded" : "partly_refunded";
}

export function showRefund(one: ListedRefund): Refund {
  return { ...one, id: showId("refund", one.id), sale: showId("sale", one.sale), at: showInstant(one.at) };
}

export function showDispute(one: ListedDispute): Dispute {
  const { openedSeq: _, ...rest } = one;
  return {
    ...rest,
    id: showId("dispute", one.id),
    sale: showId("sale", one.sale),
    openedAt: showInstant(one.openedAt),
    closedAt: showInstant(one.closedAt),
  };
}
