// The terms of a contract as a request states them, into the form that is stored. Never checks what they say
// (contracts/check-agreement.ts does). Example: { share: 100000, clauses: [] } → { share: "0.1", clauses: []
// }.
import { formatRate, type Ppm } from "../../base/rate.ts";
import { type ClauseOf, spellClause } from "../../contracts/agreed-terms.ts";
import type { ContractTerms } from "../../contracts/contract.ts";

export interface StatedTerms
  extends Omit<ContractTerms, "share" | "maxAffiliateRate" | "clauses" | "responsibilities" | "noticeDays"> {
  share?: Ppm | undefined;
  /** Null is none, and is not stored; so with the next. */
  maxAffiliateRate?: Ppm | null | undefined;
  noticeDays?: number | null | undefined;
  clauses: readonly ClauseOf<Ppm>[];
  responsibilities: Partial<ContractTerms["responsibilities"]>;
}

/** As it is stored: rates as decimal strings, what is not there left out. */
export function readTerms(agreed: StatedTerms): ContractTerms {
  const { share, maxAffiliateRate, clauses, noticeDays, ...rest } = agreed;
  const rateOf = (rate: Ppm | null | undefined) =>
    rate === null || rate === undefined ? undefined : formatRate(rate);
  const terms = {
    ...rest,
    clauses: clauses.map((clause) => spellClause(clause, formatRate)),
    share: rateOf(share),
    maxAffiliateRate: rateOf(maxAffiliateRate),
    noticeDays: noticeDays ?? undefined,
  };
  return JSON.parse(JSON.stringify(terms)) as ContractTerms;
}
