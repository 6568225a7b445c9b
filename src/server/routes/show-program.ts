// How answers show a programme: its rules, those announced, its terms of use. Parties and products by name.
// Example: showRules(rules) → { windowDays: 60, model: "last", renewals: { kind: "months", count: 12 }, … }.
import type { CreditRules, RulesVersion } from "../../affiliates/program.ts";
import type { ProgramTerms } from "../../affiliates/read-program.ts";
import type { RenewalRule } from "../../engine/commission.ts";
import { showInstant } from "../../wire/instant.ts";
import type { ProgramRules } from "../../wire/program.ts";

export function showRules({ rules, renewals, coproducersMay, couponsCredit }: CreditRules): ProgramRules {
  const { windowDays, model, mayBuyOwn } = rules;
  const { kind } = renewals;
  const count = "count" in renewals ? renewals.count : null;
  return { windowDays, model, renewals: { kind, count }, mayBuyOwn, coproducersMay, couponsCredit };
}

export function showNextRules(next: RulesVersion | null): (ProgramRules & { starts: string }) | null {
  return next === null ? null : { ...showRules(next), starts: showInstant(next.starts) };
}

export function showProgramTerms(terms: ProgramTerms | null) {
  return terms === null ? null : { ...terms, createdAt: showInstant(terms.createdAt) };
}

/** What a body says of the rules, over those that hold: what it leaves out stays. */
export interface RulesIn {
  windowDays?: number | null | undefined;
  model?: CreditRules["rules"]["model"] | undefined;
  renewals?: RenewalRule | undefined;
  mayBuyOwn?: boolean | undefined;
  coproducersMay?: boolean | undefined;
  couponsCredit?: boolean | undefined;
}

/** Undefined where the body says nothing of the rules. */
export function readRules(body: RulesIn, before: CreditRules): CreditRules | undefined {
  const { windowDays, model, renewals, mayBuyOwn, coproducersMay, couponsCredit } = body;
  const said = [windowDays, model, renewals, mayBuyOwn, coproducersMay, couponsCredit];
  if (said.every((one) => one === undefined)) return undefined;
  return {
    rules: {
      windowDays: windowDays === undefined ? before.rules.windowDays : windowDays,
      model: model ?? before.rules.model,
      mayBuyOwn: mayBuyOwn ?? before.rules.mayBuyOwn,
    },
    renewals: renewals ?? before.renewals,
    coproducersMay: coproducersMay ?? before.coproducersMay,
    couponsCredit: couponsCredit ?? before.couponsCredit,
  };
}
