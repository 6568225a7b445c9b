// What a split preview asks for: a price, what is taken from it first, an affiliate, and terms that are only
// a draft. From what was typed to the server's question; amounts by the ground's own allocation, never by
// hand.
//   100.00 with 19 % tax in it and stripe's 2.9 % + 0.30 → paid 10000, tax 1597, fees [{ party, 320 }]
import { allocate } from "../../../../base/allocate.ts";
import { isCurrency } from "../../../../base/currency.ts";
import { parseRate, WHOLE } from "../../../../base/rate.ts";
import { readRate } from "../../../parts/format-amount.ts";
import type { ProductTerms, TermsIn } from "../../data/products.ts";
import type { Affiliation, Contract, SplitPreviewIn, UsualSale } from "../../data/products-around.ts";

export interface PreviewWish {
  currency: string;
  paid: number;
  /** Percent as it is typed; "" is none. */
  tax: string;
  withFees: boolean;
  /** Party id of who sold it; "" is a direct sale. */
  affiliate: string;
  rate: string;
  recruitedBy: string;
  draft: DraftWish | null;
}

/** What of the terms is tried out. */
export interface DraftWish {
  platformRate: string;
  /** A contract's id, a party's for a new one, or "". */
  who: string;
  share: string;
}

export const NO_DRAFT: DraftWish = { platformRate: "", who: "", share: "" };

interface Start {
  currency: string;
  paid: number;
}

/** What is looked at, in the address, so that it can be sent to a colleague; a draft of terms is not. */
export function asSearch(wish: PreviewWish, start: Start): Record<string, string | undefined> {
  const { paid, currency, tax, withFees, affiliate, rate, recruitedBy } = wish;
  return {
    paid: paid === start.paid ? undefined : String(paid),
    currency: currency === start.currency ? undefined : currency,
    tax,
    fees: withFees ? undefined : "off",
    affiliate,
    rate: affiliate === "" ? undefined : rate,
    recruitedBy: affiliate === "" ? undefined : recruitedBy,
  };
}

export function fromSearch(search: Record<string, string | undefined>, start: Start): PreviewWish {
  const { paid = "", currency = "", tax = "", affiliate = "", rate = "", recruitedBy = "" } = search;
  return {
    paid: /^\d{1,15}$/.test(paid) ? Number(paid) : start.paid,
    currency: isCurrency(currency) ? currency : start.currency,
    tax,
    withFees: search.fees !== "off",
    affiliate,
    rate,
    recruitedBy,
    draft: null,
  };
}

type Fees = UsualSale["fees"];

/** Null while a typed rate is none: nothing is asked then. */
export function askOf(product: string, wish: PreviewWish, fees: Fees): SplitPreviewIn | null {
  const tax = wish.tax.trim() === "" ? "0" : readRate(wish.tax);
  const rate = wish.affiliate === "" ? "0" : readRate(wish.rate);
  if (tax === null || rate === null || wish.currency === "") return null;
  const { paid, currency, affiliate, recruitedBy } = wish;
  return {
    product,
    currency,
    paid,
    ...(tax === "0" ? {} : { tax: taxIn(paid, tax) }),
    ...(wish.withFees && fees.length > 0 ? { fees: fees.map((fee) => feeOf(paid, fee)) } : {}),
    ...(affiliate === ""
      ? {}
      : { affiliate: { party: affiliate, rate, ...(recruitedBy === "" ? {} : { recruitedBy }) } }),
  };
}

/** Of a price with tax in it, the tax. */
function taxIn(paid: number, rate: string): number {
  return allocate(paid, [WHOLE, parseRate(rate) ?? 0])[1] ?? 0;
}

function feeOf(paid: number, { party, rate, fixed }: Fees[number]) {
  const part = parseRate(rate) ?? 0;
  const [taken = 0] = part === 0 ? [0] : allocate(paid, [part, WHOLE - part]);
  return { party: party.id, amount: Math.min(paid, taken + fixed) };
}

/** The terms and the contract as they would be; null where nothing is drafted or a rate is none. */
export function draftOf(
  wish: DraftWish,
  terms: ProductTerms,
  contracts: readonly Contract[],
): SplitPreviewIn["draft"] | null {
  const platform = wish.platformRate.trim() === "" ? undefined : readRate(wish.platformRate);
  const share = wish.share.trim() === "" ? undefined : readRate(wish.share);
  if (platform === null || share === null) return null;
  const drafted: NonNullable<SplitPreviewIn["draft"]> = {};
  if (platform !== undefined && terms.platformFee) drafted.terms = termsWith(terms, platform);
  if (share !== undefined && wish.who !== "") {
    const replaced = contracts.find((one) => one.id === wish.who);
    drafted.contract = replaced
      ? contractWith(replaced, share)
      : { party: wish.who, share, base: "after_affiliate", scope: "all" };
  }
  return drafted.terms || drafted.contract ? drafted : null;
}

/** Terms are given whole: as they are, with another rate. */
export function termsWith(terms: ProductTerms, rate: string): TermsIn {
  const { platformFee, processorFee, affiliate, unreturnedFees } = terms;
  return {
    ...(platformFee
      ? {
          platformFee: {
            party: platformFee.party.id,
            rate,
            fixed: platformFee.fixed,
            bearer: platformFee.bearer,
          },
        }
      : {}),
    processorFee,
    affiliate,
    unreturnedFees,
  };
}

function contractWith({ id, party, current }: Contract, share: string) {
  return {
    party: party.id,
    share,
    base: current?.base ?? ("after_affiliate" as const),
    scope: current?.scope ?? ("all" as const),
    mayBeAffiliate: current?.mayBeAffiliate ?? true,
    replaces: id,
  };
}

export interface Promoter {
  value: string;
  label: string;
  /** Typed percent. */
  rate: string;
  recruitedBy: string;
}

/** Those who promote the product, by name; ended ones earn nothing. */
export function promotersOf(
  affiliations: readonly Affiliation[],
  typed: (rate: string) => string,
): Promoter[] {
  return affiliations
    .filter((one) => one.state === "approved")
    .map((one) => ({
      value: one.party.id,
      label: `${one.party.name} · ${one.code}`,
      rate: typed(one.rate),
      recruitedBy: one.recruitedBy?.id ?? "",
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
