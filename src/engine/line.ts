// One line of a split: a party, the reason it is owed, and how much. Amounts add up to what the buyer paid.
// Order: producer, contracts (each its part, recoup, advance), affiliate, platform fee, processor fees as
// reported, tax. Lines of 0 are left out, except the producer's.
// Example: { party: "bruno", role: "coproducer", contract: "c1", amount: 562 }.

/**
 * recoup: to a contract's party first, until what it put in is recovered. advance: what was held back of its
 * part, to the producer who advanced it. minimum, milestone: settled by the producer, never part of a sale.
 */
export type LineRole =
  | "producer"
  | "coproducer"
  | "manager"
  | "recoup"
  | "advance"
  | "affiliate"
  | "platform_fee"
  | "processor_fee"
  | "tax"
  | "minimum"
  | "milestone";

export interface Line {
  readonly party: string;
  readonly role: LineRole;
  /** The contract's id, for the roles that come of one. */
  readonly contract?: string;
  /** Minor units; only the producer's can be negative. */
  readonly amount: number;
}

/** The party of the tax line. */
export const TAX_PARTY = "tax";

export function isFee(role: LineRole): role is "platform_fee" | "processor_fee" {
  return role === "platform_fee" || role === "processor_fee";
}
