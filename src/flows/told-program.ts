// A programme's settings as events and people read them, one field each, so that a change can be told before
// and after. Example: { window: 60, model: "last", renewals: "months", renewalsCount: 12, … }.
import type { CreditRules } from "../affiliates/program.ts";
import type { ProgramChange } from "../affiliates/write-program.ts";

export function toldRules({ rules, renewals, coproducersMay, couponsCredit }: CreditRules) {
  return {
    windowDays: rules.windowDays,
    model: rules.model,
    renewals: renewals.kind,
    renewalsCount: "count" in renewals ? renewals.count : null,
    mayBuyOwn: rules.mayBuyOwn,
    coproducersMay,
    couponsCredit,
  };
}

export function toldHead({ state, access, slug, about }: ProgramChange) {
  return { state, access, slug, about };
}
