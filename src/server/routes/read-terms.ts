// The terms of a contract as a request states them, into the form that is stored. Never checks what they say
// (contracts/check-agreement.ts does). Example: { share: 100000, clauses: [] } → { share: "0.1", clauses: []
// }.
import { formatRate, type Ppm } from "../../base/rate.ts";
import type { ContractTerms } from "../../contracts/contract.ts";

export interface StatedTerms
  extends Omit<ContractTerms, "share" | "clauses" | "responsibilities" | "noticeDays"> {
  /** Null is none, and is not stored. */
  noticeDays?: number | null | undefined;
  share?: Ppm | undefined;
  clauses: readonly (
    | {
        kind: "tiers";
        measure: "net" | "sales";
        period: "month" | "quarter" | "year" | "term";
        tiers: readonly { upTo?: number | undefined; share: Ppm }[];
      }
    | { kind: "cap"; earned?: number | undefined; sales?: number | undefined }
  )[];
  responsibilities: Partial<ContractTerms["responsibilities"]>;
}

/** As it is stored: rates as decimal strings, what is not there left out. */
export function readTerms(agreed: StatedTerms): ContractTerms {
  const { share, clauses, noticeDays, ...rest } = agreed;
  const spelled = clauses.map((clause) =>
    clause.kind === "cap"
      ? clause
      : { ...clause, tiers: clause.tiers.map((tier) => ({ ...tier, share: formatRate(tier.share) })) },
  );
  const terms = {
    ...rest,
    clauses: spelled,
    ...(share === undefined ? {} : { share: formatRate(share) }),
    noticeDays: noticeDays ?? undefined,
  };
  return JSON.parse(JSON.stringify(terms)) as ContractTerms;
}
