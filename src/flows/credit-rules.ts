// By which rules the sales of a product are credited, at any instant: its programme's versions and commission
// rules, or, where it has no programme, the defaults: last click, sixty days, nobody earns on own purchases.
// Read once for a batch. Example: rules.at(10 May) → { model: "last", windowDays: 60, mayBuyOwn: false }.
import type { CreditRules } from "../affiliates/program.ts";
import { readCommissionRules } from "../affiliates/read-commission-rules.ts";
import { readRulesVersions, rulesAt } from "../affiliates/read-program.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { CommissionRule } from "../engine/commission.ts";

export interface ProductCredit {
  /** False: the product has no programme, and later charges of a subscription credit nobody. */
  readonly hasProgram: boolean;
  /** Without a programme: those of single affiliates whose own rate was cut, from the end of the notice on. */
  readonly commissions: readonly CommissionRule[];
  at(instant: number): CreditRules;
}

/** Of a product without a programme. */
export const DEFAULTS: CreditRules = {
  rules: { model: "last", windowDays: 60, mayBuyOwn: false },
  renewals: { kind: "first" },
  coproducersMay: true,
  couponsCredit: true,
};

export async function readProductCredit(tx: Tx, ws: number, product: Uuid): Promise<ProductCredit> {
  const versions = await readRulesVersions(tx, ws, product);
  return {
    hasProgram: versions.length > 0,
    commissions: await readCommissionRules(tx, ws, product),
    at: (instant) => rulesAt(versions, instant) ?? DEFAULTS,
  };
}
