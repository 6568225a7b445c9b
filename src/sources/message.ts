// The one language in which every source speaks to us: a delivery or a row becomes a list of these messages.
// Pure facts in the source's own references (never our ids), amounts in minor units, nothing decided, nothing
// stored.
// Example: Stripe's charge.succeeded of 10.00 USD → { kind: "sale", externalId: "ch_…", paid: 1000, fees:
// null, … }.
import type { Minor } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import type { Instant } from "../base/instant.ts";

/** Raised when a field changes its meaning; a stored delivery is always read again by today's code. */
export const MESSAGE_VERSION = 1;

/** The words the split uses for its lines, and "addon" for a source's own extra. */
export type SourceRole = "producer" | "coproducer" | "affiliate" | "processor_fee" | "tax" | "addon";

/** A remark that refuses nothing but that people should see at the sale. */
export interface Note {
  code: string;
  message: string;
  path: string | null;
}

/** Why a delivery cannot be read: where, and what is wrong there. */
export interface Problem {
  /** As the source spells it: "data.object.amount". */
  path: string;
  code: string;
  message: string;
}

export interface ProductRef {
  /** The source's own id of the product (or what metadata names), to be mapped to one of ours. */
  ref: string;
  name: string | null;
  /** The source's own id of the price or offer. */
  offerRef: string | null;
}

export interface BuyerRef {
  email: string | null;
  name: string | null;
  /** The source's id of the buyer, or the seller's own reference. */
  reference: string | null;
  /** ISO 3166 two letters, as reported. */
  country: string | null;
}

export interface AffiliateRef {
  /** The code or id by which the source knows the affiliate. */
  ref: string;
  name: string | null;
  email: string | null;
  /** What the source itself says the affiliate got, in the sale's currency; null when it says nothing. */
  reportedCommission: Minor | null;
}

/** A fee that leaves before the split; `party` is a name to be mapped: "stripe", "hotmart", "application". */
export interface FeePart {
  party: string;
  amount: Minor;
}

/** What the source itself says somebody got, in the source's own currency for it. */
export interface ReportedPart {
  role: SourceRole;
  ref: string | null;
  name: string | null;
  amount: Minor;
  currency: Currency;
}

/** What the source pays out itself, in the sale's currency: booked as paid there, never payable again. */
export interface PaidAtSourcePart {
  role: SourceRole | null;
  ref: string | null;
  name: string | null;
  /** null: whatever our split gives. */
  amount: Minor | null;
}

export interface SubscriptionRef {
  ref: string;
  plan: string | null;
  /** 1 for the first charge; null when the source does not count. */
  charge: number | null;
  /** null when the source does not say. */
  isFirst: boolean | null;
}

/** Facts that affect no amount; both a sale and a later enrichment may carry them. */
export interface SideFacts {
  buyer: BuyerRef | null;
  affiliate: AffiliateRef | null;
  subscription: SubscriptionRef | null;
  paymentMethod: string | null;
  /** How many instalments the buyer pays in, where more than one. */
  instalments: number | null;
  coupon: string | null;
  clickId: string | null;
  metadata: Record<string, string>;
}

interface FromSource {
  version: typeof MESSAGE_VERSION;
  source: string;
  /** The source's own test mode: shown as such, never hidden. */
  isTest: boolean;
}

export interface SaleMessage extends FromSource, SideFacts {
  kind: "sale";
  /** Unique per source for ever: the charge, or "charge/line" where a charge has several products. */
  externalId: string;
  /** Shared by all products of one charge (an order bump shares its parent's). */
  chargeId: string;
  /** Which product line of the charge; null where it has only one. */
  line: string | null;
  /** Every other id of the same payment (payment intent, invoice, session): how an enrichment finds it. */
  refs: readonly string[];
  /** Told again after this dispute was lost, it means that the dispute was won after all. */
  regains?: { dispute: string; toldAt: Instant };
  /** null: not named yet; an enrichment must name it before the sale can be posted. */
  product: ProductRef | null;
  at: Instant;
  currency: Currency;
  /** What the buyer paid, tax and shipping included. tax + shipping ≤ paid. */
  paid: Minor;
  tax: Minor;
  shipping: Minor;
  discount: Minor | null;
  /** null: not known yet (`feesRef` is where to ask); []: known, and none. */
  fees: readonly FeePart[] | null;
  feesRef: string | null;
  reported: readonly ReportedPart[];
  paidAtSource: readonly PaidAtSourcePart[];
  notes: readonly Note[];
}

/** A sale by its own id, or all sales of a charge, or one product of a charge. */
export interface SaleRef {
  externalId: string | null;
  chargeId: string | null;
  /** A line of the charge, or the product's reference; null: the whole charge. */
  line: string | null;
  product: string | null;
  /** Other ids of the same payment, where the charge itself is not named. */
  refs: readonly string[];
}

/**
 * How much was taken back. `part`: this refund alone; book min(amount, total − booked so far) where a total
 * is known. `total`: all refunds of the charge so far (or of the line it names); book what is missing up to
 * it, perhaps nothing.
 */
export type Taken = { kind: "part"; amount: Minor; total: Minor | null } | { kind: "total"; total: Minor };

export interface RefundMessage extends FromSource {
  kind: "refund";
  externalId: string;
  sale: SaleRef;
  taken: Taken;
  at: Instant;
  currency: Currency;
  feesReturned: "all" | "none" | "platform_fee" | "processor_fee";
  reason: string | null;
  notes: readonly Note[];
}

export interface DisputeOpenedMessage extends FromSource {
  kind: "dispute_opened";
  externalId: string;
  sale: SaleRef;
  at: Instant;
  currency: Currency;
  /** What is disputed; where less remains of the sale, what remains. */
  amount: Minor;
  reason: string | null;
}

export interface DisputeClosedMessage extends FromSource {
  kind: "dispute_closed";
  /** The external id of the dispute. */
  externalId: string;
  sale: SaleRef;
  at: Instant;
  currency: Currency;
  outcome: "won" | "lost";
  /** Falls on the producer; 0 where the source gave it back. */
  fee: Minor;
  /** True: closes the dispute where it is open, and is nothing where it is not. */
  onlyIfOpen: boolean;
}

/** Fees that become known after the charge. */
export interface FeeMessage extends FromSource {
  kind: "fee";
  externalId: string;
  sale: SaleRef;
  at: Instant;
  /**
   * The currency the source settled in; `ofAmount` of it is what was paid, so that fees can be converted
   * exactly.
   */
  currency: Currency;
  ofAmount: Minor;
  fees: readonly FeePart[];
}

export interface ChargeLine {
  line: string;
  product: ProductRef;
  /** What the buyer paid for the line, its tax included, shipping not; negative for a credit. */
  amount: Minor;
  /** null: not told per line. */
  tax: Minor | null;
  discount: Minor | null;
}

/**
 * Facts of a payment that another event reports: before the sale is posted they complete it, later they add
 * to it.
 */
export interface EnrichMessage extends FromSource, SideFacts {
  kind: "enrich";
  externalId: string;
  /** Any of these names the payment. */
  refs: readonly string[];
  at: Instant;
  currency: Currency;
  /** What this event says was paid in all; null when it does not say. */
  amount: Minor | null;
  tax: Minor | null;
  shipping: Minor | null;
  discount: Minor | null;
  /** The one product of the whole payment, where it is named. */
  product: ProductRef | null;
  /** null: this event does not tell the lines. */
  lines: readonly ChargeLine[] | null;
  notes: readonly Note[];
}

/** A delivery that is understood and concerns no money of ours. */
export interface IgnoredMessage extends FromSource {
  kind: "ignored";
  reason: string;
  message: string;
  /** The charge it speaks of, where it does. */
  about: string | null;
  /** True: a person should look (a refund that failed, a payment that was cancelled). */
  needsLook: boolean;
}

export interface UnreadableMessage extends FromSource {
  kind: "unreadable";
  /** The payment it speaks of, where that much can be read. */
  about?: string | null;
  problems: readonly Problem[];
}

export type Message =
  | SaleMessage
  | RefundMessage
  | DisputeOpenedMessage
  | DisputeClosedMessage
  | FeeMessage
  | EnrichMessage
  | IgnoredMessage
  | UnreadableMessage;

export const NO_SIDE_FACTS: Readonly<SideFacts> = Object.freeze({
  buyer: null,
  affiliate: null,
  subscription: null,
  paymentMethod: null,
  instalments: null,
  coupon: null,
  clickId: null,
  metadata: Object.freeze({}),
});

/** The sale that a source names by its charge alone. */
export function saleOfCharge(chargeId: string, more: Partial<SaleRef> = {}): SaleRef {
  return { externalId: null, chargeId, line: null, product: null, refs: [], ...more };
}
