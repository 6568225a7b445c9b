// Random terms of a contract, for the world of agreements: shares, scopes, clauses, renewals and tails. It
// never knows what they lead to.
// Example: { share: "0.2", base: "net", scope: "all", …, renewals: "at_signup", tail: { renewalsForDays: 30 }
// }.
import type { Terms } from "./auditor-room.ts";
import type { Random } from "./seeded.ts";

/** `scope`: that of the contract, where one is amended. */
export function randomTerms(r: Random, scope?: string): Terms {
  const share = () => r.pick(["0.1", "0.05", "0.123457", "0.2", "0.333333"]);
  const isRecruited = scope === undefined ? r.chance(0.15) : scope === "recruited";
  const days = r.pick([1, 5, 20, 90]);
  return {
    share: share(),
    base: r.pick(["after_affiliate", "after_affiliate", "net", "gross"]),
    scope: isRecruited ? "recruited" : r.pick(["all", "all", "all", "direct", "affiliate"]),
    mayBeAffiliate: r.chance(0.8),
    ...(r.chance(0.2) ? { maxAffiliateRate: r.pick(["0.1", "0.3"]) } : {}),
    clauses: [...randomClauses(r, share), ...randomGuarantees(r)],
    renewals: r.pick(["at_charge", "at_signup"]),
    tail: r.chance(0.4) ? "none" : { renewalsForDays: days },
    ...(r.chance(0.5) ? { noticeDays: r.pick([1, 3, 10, 31]) } : {}),
  };
}

function randomClauses(r: Random, share: () => string): Terms["clauses"] {
  const clauses: Terms["clauses"] = [];
  const currency = r.pick(["USD", "USD", "JPY"]);
  const period = r.pick(["month", "quarter", "year", "term"]);
  if (r.chance(0.3)) {
    const measure = r.pick(["net", "sales"]);
    const upTo = measure === "net" ? 1 + r.below(60_000) : 1 + r.below(5);
    clauses.push({ kind: "tiers", measure, period, tiers: [{ upTo, share: share() }, { share: share() }] });
  }
  if (r.chance(0.2)) clauses.push({ kind: "cap", earned: r.below(30_000) });
  if (r.chance(0.1)) clauses.push({ kind: "cap", sales: 1 + r.below(12) });
  if (r.chance(0.45)) clauses.push({ kind: "recoup", amount: 1 + r.below(20_000), currency, from: "share" });
  if (r.chance(0.15)) {
    const first = { kind: "recoup", amount: 1 + r.below(20_000), currency, from: "whole" };
    clauses.push({ ...first, rate: r.pick(["0.05", "0.1"]) });
  }
  return clauses;
}

/** What is settled when a period ends. */
function randomGuarantees(r: Random): Terms["clauses"] {
  const clauses: Terms["clauses"] = [];
  const currency = r.pick(["USD", "USD", "JPY"]);
  const period = () => r.pick(["month", "month", "quarter", "term"]);
  if (r.chance(0.4))
    clauses.push({ kind: "minimum", amount: 1 + r.below(15_000), currency, period: period() });
  if (r.chance(0.35)) {
    const measure = r.pick(["earned", "net", "sales"]);
    const goal = measure === "sales" ? 1 + r.below(6) : 1 + r.below(20_000);
    const bonus = 1 + r.below(5_000);
    clauses.push({ kind: "milestone", measure, period: period(), goal, bonus, currency });
  }
  return clauses;
}
