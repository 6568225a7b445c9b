// The facts of one sale and one refund, as the engine needs them, and nothing it does not need. Never holds
// what is decided (allocations, counters). Amounts in minor units of `currency`, tax and shipping included in
// `paid`. Example: 100.00 USD paid, Stripe kept 3.20, sold by carla (35 %), whom davi recruited.
import type { Minor } from "../base/amount.ts";
import type { Currency } from "../base/currency.ts";
import type { Instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";

export interface SaleAffiliate {
  readonly party: string;
  readonly rate: Ppm;
  readonly recruitedBy: string | null;
}

/** One of several who share the commission of a sale; their weights add up to 1. */
export interface WeighedAffiliate extends SaleAffiliate {
  readonly weight: Ppm;
}

export interface SaleFee {
  readonly party: string;
  readonly amount: Minor;
}

export interface Sale {
  readonly id: string;
  readonly at: Instant;
  /** What `at` says below the millisecond, where it does (base/instant.ts). */
  readonly finer?: string | undefined;
  readonly currency: Currency;
  readonly paid: Minor;
  readonly tax: Minor;
  readonly shipping: Minor;
  /** What the processors kept, in the order reported. */
  readonly fees: readonly SaleFee[];
  readonly affiliate: SaleAffiliate | null;
  /** Where several share the commission; `affiliate` is null then. */
  readonly affiliates?: readonly WeighedAffiliate[] | undefined;
  /** What was sold, for clauses that tell products, categories or offers apart. */
  readonly product?: string | undefined;
  readonly category?: string | undefined;
  readonly offer?: string | undefined;
}

/** Which fees the source gives back at a refund. */
export type FeesReturned = "all" | "none" | "platform_fee" | "processor_fee";

export interface Refund {
  /** The id of the sale. */
  readonly refund: string;
  readonly id: string;
  /** Counts like `paid`, tax and shipping included. */
  readonly amount: Minor;
  readonly feesReturned: FeesReturned;
}

/** What the producer owes at a period's end for minimums and milestones. */
export interface Settlement {
  readonly id: string;
  /** "2026-03", "2026-Q1", "2026" or "term". */
  readonly settle: string;
  readonly currency: Currency;
}
