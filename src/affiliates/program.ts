// The affiliate programme of a product: who may join, and by which rules credit is given. What gives credit
// has versions that begin at an instant; a late sale is judged by the one that held then.
// Example: { access: "request", slug: "piano-in-30-days", rules: { model: "last", windowDays: 60, … },
// renewals: { kind: "months", count: 12 } }.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { ProgramRules as RulesRow } from "../db/tables.ts";
import type { AttributionRules, Model } from "../engine/attribute.ts";
import type { RenewalRule } from "../engine/commission.ts";

export type ProgramAccess = "open" | "request" | "invitation";

/** How credit is given. */
export interface CreditRules {
  /** As the engine takes them. */
  readonly rules: AttributionRules;
  readonly renewals: RenewalRule;
  /** May a party with a contract on the product be its affiliate? */
  readonly coproducersMay: boolean;
  /** True: a coupon beats every link. False: a coupon credits nobody. */
  readonly couponsCredit: boolean;
}

export interface RulesVersion extends CreditRules {
  readonly version: number;
  /** Epoch milliseconds, inclusive. */
  readonly starts: number;
}

export interface ProgramHead {
  readonly product: Uuid;
  /** Counts edits. */
  readonly version: number;
  /** Closed takes nobody new; who is in goes on. */
  readonly state: "open" | "closed";
  readonly access: ProgramAccess;
  readonly slug: string;
  readonly about: string;
  readonly createdAt: Date;
}

/** The programme with the rules that hold at the instant it was read for. */
export interface Program extends ProgramHead {
  readonly rules: AttributionRules;
  readonly renewals: RenewalRule;
  readonly coproducersMay: boolean;
  readonly couponsCredit: boolean;
}

export function toRules(row: Selectable<RulesRow>): RulesVersion {
  return {
    version: row.version,
    starts: row.starts.getTime(),
    rules: { model: row.model as Model, windowDays: row.window_days, mayBuyOwn: row.may_buy_own },
    renewals: toRenewals(row.renewals, row.renewals_count),
    coproducersMay: row.coproducers_may,
    couponsCredit: row.coupons_credit,
  };
}

function toRenewals(kind: string, count: number | null): RenewalRule {
  if (kind === "charges" || kind === "months") return { kind, count: count as number };
  return { kind: kind as "first" | "all" };
}
