// The facts of a sale as every door hands them to the flows: ids resolved to ours, amounts in minor units.
// Never holds what is decided later (plan, split, postings). Personal data stands apart, in `buyer`.
// Example: 100.00 USD of product "Piano in 30 days", 35 % affiliate, Stripe's fee 3.20 → paid 10000, fees
// [[stripe, 320]].
import type { Uuid } from "../base/id.ts";
import type { Attributed } from "./journey.ts";

export interface AffiliateFact {
  party: Uuid;
  /** Parts per million. */
  rate: number;
  /**
   * False when the caller named only the affiliate and the rate was looked up: a second delivery may look up
   * another.
   */
  rateStated: boolean;
  recruitedBy: Uuid | null;
}

/** One of several who share the commission of a sale. */
export interface AffiliateShare {
  party: Uuid;
  /** Parts per million. */
  rate: number;
  recruitedBy: Uuid | null;
  /** Parts per million of the commission; together a million. */
  weight: number;
}

export interface FeeFact {
  party: Uuid;
  amount: number;
}

export interface BuyerFact {
  email: string | null;
  name: string | null;
  reference: string | null;
  /** Of the means of payment, as the shop or its provider calls it. */
  fingerprint?: string | null;
}

/** What a source itself pays to a party: booked as paid there, never payable again. */
export interface PaidAtSource {
  party: Uuid;
  /** Minor units; null: whatever our split gives the party. */
  amount: number | null;
}

/** What few sales have: who shares the commission, what a source reported, subscription, coupon … */
export interface SideFacts {
  /** Where several share the commission: all of them, the one that stands in `affiliate` first. */
  affiliates?: AffiliateShare[];
  /** True where the affiliates were found by what follows, and not named by the caller. */
  judged?: true;
  /** What the caller said of how the buyer came. */
  clickId?: string;
  visitorId?: string;
  lead?: string;
  /** Where more than one was used; the first stands in `coupon`. */
  coupons?: string[];
  paidAtSource?: PaidAtSource[];
  reported?: { role: string; name: string; amount: number; currency: string }[];
  subscription?: { ref: string; charge: number };
  paymentMethod?: string;
  coupon?: string;
  country?: string;
}

export interface SaleFacts {
  source: string;
  /** The source's own id, unique per workspace and source, for ever. */
  externalId: string;
  product: Uuid;
  offer: Uuid | null;
  /** Epoch milliseconds. */
  happenedAt: number;
  /** False when the caller said no instant and the time of arrival was taken. */
  happenedAtStated: boolean;
  currency: string;
  paid: number;
  tax: number;
  shipping: number;
  fees: FeeFact[];
  affiliate: AffiliateFact | null;
  /** The id that several products of one charge share. */
  charge: string | null;
  side: SideFacts | null;
  metadata: Record<string, unknown> | null;
  buyer: BuyerFact | null;
  /** How the affiliates were found, where the caller named none; kept beside the sale. */
  attributed?: Attributed;
  /** True where the caller named somebody who may not earn now: told again, what was found first stands. */
  leftOut?: true;
  /** Of several whom the caller named, those whose rate is ours to say; never kept. */
  unrated?: readonly Uuid[];
}

export type FeesReturned = "all" | "none" | "platform_fee" | "processor_fee";

export interface RefundFacts {
  source: string;
  externalId: string;
  sale: Uuid;
  happenedAt: number;
  amount: number;
  feesReturned: FeesReturned;
  reason: string | null;
  /** True when the money itself was not moved by us nor reported by the source. */
  recordOnly: boolean;
  /** "here": may be refused (open dispute); "source": always booked, from the reserve first. */
  origin: "here" | "source";
  metadata: Record<string, unknown> | null;
}

export interface DisputeFacts {
  source: string;
  externalId: string;
  sale: Uuid;
  happenedAt: number;
  amount: number;
  reason: string | null;
  metadata: Record<string, unknown> | null;
}

export interface DisputeEnd {
  source: string;
  /** The external id of the dispute. */
  externalId: string;
  happenedAt: number;
  outcome: "won" | "lost";
  /** Dispute fee in minor units, borne by the producer. */
  fee: number;
}

export interface LateFee {
  source: string;
  externalId: string;
  sale: Uuid;
  happenedAt: number;
  party: Uuid;
  amount: number;
}
