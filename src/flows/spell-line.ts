// A sale and what was taken back of it as lines that `partage split` reads, spelled as a person would: what
// is zero or the default is left out. Pure.
// Example: spellReversal("sale_…", { seq: 812, amount: 400, … }) → { refund: "sale_…", id: "entry-812",
// amount: 400 }
import { formatInstant } from "../base/instant.ts";
import { formatRate } from "../base/rate.ts";
import type { Sale, SaleAffiliate } from "../engine/sale.ts";
import type { Reversal } from "../sales/read-reversals.ts";

export function spellSale(sale: Sale): Record<string, unknown> {
  const { id, at, currency, paid, tax, shipping, fees, affiliate, product, category, offer } = sale;
  return {
    id,
    at: formatInstant(at),
    currency,
    paid,
    ...(tax === 0 ? {} : { tax }),
    ...(shipping === 0 ? {} : { shipping }),
    ...(fees.length === 0 ? {} : { fees }),
    ...(affiliate === null ? {} : { affiliate: spellAffiliate(affiliate) }),
    ...(product === undefined ? {} : { product }),
    ...(category === undefined ? {} : { category }),
    ...(offer === undefined ? {} : { offer }),
  };
}

function spellAffiliate({ party, rate, recruitedBy }: SaleAffiliate): Record<string, unknown> {
  return { party, rate: formatRate(rate), ...(recruitedBy === null ? {} : { recruitedBy }) };
}

export function spellReversal(sale: string, one: Reversal): Record<string, unknown> {
  const { amount, feesReturned } = one;
  const returned = feesReturned === "none" ? false : feesReturned;
  return {
    refund: sale,
    id: reversalId(one),
    amount,
    ...(returned === "all" ? {} : { feesReturned: returned }),
  };
}

/** The number of the ledger's entry. */
export function reversalId({ seq }: Reversal): string {
  return `entry-${seq}`;
}
