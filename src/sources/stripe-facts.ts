// What Stripe's objects have in common: the envelope of every message, times, metadata keys, buyer, fees.
// Metadata keys we understand, on a charge, session, invoice, subscription, price or product:
// partage_product, partage_offer, partage_affiliate, partage_coupon, partage_click, partage_buyer; all others
// are kept as they are.
// Example: metadata { partage_product: "piano-30", plan: "gold" } → product ref "piano-30", metadata plan
// "gold".
import { type Minor, ZERO } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import { type Instant, isInstant } from "../base/instant.ts";
import { cleanText, type Fields, isObject, isReference, wholeOf } from "./json.ts";
import { type BuyerRef, type FeePart, MESSAGE_VERSION, type ProductRef, type SideFacts } from "./message.ts";
import { readAmount, readSignedAmount } from "./stripe-amount.ts";
import { sumAmounts } from "./sum-amounts.ts";

export const STRIPE = "stripe";

/** The start of every message that is read from this object. */
export function fromStripe(object: Fields) {
  return { version: MESSAGE_VERSION, source: STRIPE, isTest: object.get("livemode") === false } as const;
}

/** Epoch seconds at a path as an instant; a problem where there are none. */
export function readSeconds(fields: Fields, path: string): Instant {
  const seconds = wholeOf(fields.get(path));
  const at = seconds === undefined ? undefined : seconds * 1000;
  if (isInstant(at)) return at;
  fields.fail(path, seconds === undefined ? "missing" : "not_a_time", "must be a time in epoch seconds");
  return 0 as Instant;
}

/** An amount ≥ 0 that must be there; currency problems were already noted. */
export function amountAt(object: Fields, path: string, currency: Currency | undefined): Minor {
  return currency === undefined ? ZERO : readAmount(object, path, currency);
}

/** Metadata as text, ours (partage_…) included. */
export function readMetadata(object: Fields, path = "metadata"): Record<string, string> {
  const value = object.get(path);
  if (!isObject(value)) return {};
  const entries: [string, string][] = [];
  for (const key of Object.keys(value).slice(0, 50)) {
    const text = value[key];
    if (typeof text === "string") entries.push([cleanText(key, 100), cleanText(text)]);
  }
  return Object.fromEntries(entries);
}

/** What metadata says: the product it names and facts for people, the rest as it is. */
export function readNaming(metadata: Record<string, string>): {
  product: ProductRef | null;
  facts: NamedFacts;
} {
  const ref = metadata.partage_product;
  const offerRef = metadata.partage_offer;
  const affiliate = metadata.partage_affiliate;
  const rest = Object.entries(metadata).filter(([key]) => !key.startsWith("partage_"));
  return {
    product:
      ref !== undefined && isReference(ref)
        ? { ref, name: null, offerRef: offerRef === undefined ? null : offerRef }
        : null,
    facts: {
      affiliate:
        affiliate !== undefined && isReference(affiliate)
          ? { ref: affiliate, name: null, email: null, reportedCommission: null }
          : null,
      coupon: metadata.partage_coupon || null,
      clickId: metadata.partage_click || null,
      metadata: Object.fromEntries(rest),
    },
  };
}

type NamedFacts = Pick<SideFacts, "affiliate" | "coupon" | "clickId" | "metadata">;

/** A buyer where anything of one is known. */
export function buyerOf(buyer: BuyerRef): BuyerRef | null {
  return Object.values(buyer).some((value) => value !== null) ? buyer : null;
}

/**
 * The fees of an expanded balance transaction in its own currency: Stripe's (taxes on it included), an
 * application's.
 */
export function readFees(transaction: Fields, currency: Currency): FeePart[] {
  const details = transaction.items("fee_details").map((detail) => ({
    party: detail.text("type") === "application_fee" ? "application" : STRIPE,
    amount: readSignedAmount(detail, "amount", currency),
  }));
  if (details.length === 0)
    details.push({ party: STRIPE, amount: readSignedAmount(transaction, "fee", currency) });
  return [STRIPE, "application"]
    .map((party) => {
      const amounts = details.filter((detail) => detail.party === party).map((detail) => detail.amount);
      return { party, amount: sumAmounts(transaction, "fee_details", amounts) };
    })
    .filter(({ amount }) => amount !== 0);
}
