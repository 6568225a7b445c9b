// What a party of a workspace sees of it in the portal: one table, by what the party is on the product.
// Printed in docs/partner-sight.md; the database holds the same line by line (migration 0085). What another
// partner earns nobody sees but by a data grant. Example: PARTNER_SIGHT["the buyer"].coproducer → "granted".

/** own: the party's own; product: of every sale of the product; granted: where a data grant says so; none. */
export type Sight = "product" | "own" | "granted" | "none";

export type Seer = "coproducer" | "affiliate";

type Row = Readonly<Record<Seer, Sight>> & { readonly note: string };

const row = (coproducer: Sight, affiliate: Sight, note: string): Row => ({ coproducer, affiliate, note });

export const PARTNER_SIGHT = {
  "the sale: date, product, amount paid, state": row(
    "product",
    "own",
    "A co-producer sees every sale of the product until its contract has ended, also those that earn it nothing " +
      "and why; after that, and as an affiliate, only those that earn it something.",
  ),
  "its line: amount, taken back, in reserve": row("own", "own", ""),
  "why: the steps to its line": row(
    "own",
    "own",
    "Tax, shipping and shared fees leave first, so they are told; the affiliate's commission as an amount without a " +
      "name, because what is left after it is what is shared.",
  ),
  "the lines of the producer and of other partners": row(
    "granted",
    "none",
    "Where a data grant of the product says `seesOthers`; else as one: in an example of a split, in a download.",
  ),
  "who the affiliate was, and who recruited it": row("none", "own", "Told where it is the party itself."),
  "the buyer": row(
    "granted",
    "none",
    "Masked, but for the fields (name, e-mail, reference, country) of a data grant, for its purpose, until its day; " +
      "each look is asked for and recorded. Never metadata of the shop.",
  ),
  "the plan of the product, other contracts, fees the producer bears": row("none", "none", ""),
  "contracts, agreements and proposals": row("own", "none", "With every version and every answer."),
  "affiliates that it recruited: name, code, state, rate, what they wrote": row(
    "own",
    "none",
    "A manager's own and nobody else's, never an address; an affiliate sees who recruited it.",
  ),
  "programmes: rules, rates for everybody and its own, terms of use": row("product", "product", ""),
  "balances, entries, earnings": row("own", "own", ""),
  "members, settings, sources, messages, files": row("none", "none", ""),
} as const satisfies Record<string, Row>;

const SAYS: Record<Sight, string> = {
  product: "of every sale of the product",
  own: "own",
  granted: "where granted",
  none: "no",
};

/** The table as docs/partner-sight.md prints it. */
export function printSight(): string {
  const lines = Object.entries(PARTNER_SIGHT).map(
    ([what, { coproducer, affiliate, note }]) =>
      `| ${what} | ${SAYS[coproducer]} | ${SAYS[affiliate]} | ${note} |`,
  );
  return ["| what | co-producer | affiliate | |", "| --- | --- | --- | --- |", ...lines].join("\n");
}

/** Which sales of a product may be looked at: all of its sales, or only those with an own line. */
export function seesEverySale(seer: Seer): boolean {
  return PARTNER_SIGHT["the sale: date, product, amount paid, state"][seer] === "product";
}
