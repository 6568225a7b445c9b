// One line of a split: a party, the reason it is owed, and how much. Amounts add up to what the buyer paid.
// Order: producer, contracts, affiliate, platform fee, processor fees as reported, tax. Lines of 0 are left
// out, except the producer's. Example: { party: "bruno", role: "coproducer", contract: "c1", amount: 562 }.

export type LineRole =
  | "producer"
  | "coproducer"
  | "manager"
  | "affiliate"
  | "platform_fee"
  | "processor_fee"
  | "tax";

export interface Line {
  readonly party: string;
  readonly role: LineRole;
  /** The contract's id, for the roles coproducer and manager. */
  readonly contract?: string;
  /** Minor units; only the producer's can be negative. */
  readonly amount: number;
}

/** The party of the tax line. */
export const TAX_PARTY = "tax";

export function isFee(role: LineRole): role is "platform_fee" | "processor_fee" {
  return role === "platform_fee" || role === "processor_fee";
}
