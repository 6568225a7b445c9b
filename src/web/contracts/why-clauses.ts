// What the clauses of a contract did to one sale, in sentences. It only tells what the engine looked at.
//   { kind: "cap.sales", sales: 1000, salesBefore: 17 } → ["Stops after 1,000 sales; there were 17 before."]
import { formatAmount, formatRate } from "../parts/format-amount.ts";
import type { Words } from "../words/speak.ts";

type Told = Record<string, unknown>;

export function tellClause(clause: Told, currency: string, words: Words): string[] {
  const money = (value: unknown) => formatAmount(number(value), currency, words.language);
  if (clause.kind === "cap.earned") {
    return [words.say("why.capEarned", { cap: money(clause.earned), before: money(clause.earnedBefore) })];
  }
  if (clause.kind === "cap.sales") {
    return [words.say("why.capSales", { cap: number(clause.sales), before: number(clause.salesBefore) })];
  }
  if (clause.kind === "mix") {
    return [
      words.say(clause.isNamed === true ? "why.mixNamed" : "why.mixRest", {
        rate: rate(clause.share, words),
      }),
    ];
  }
  if (clause.kind !== "tiers") return [];
  const parts = Array.isArray(clause.parts) ? (clause.parts as Told[]) : [];
  if (parts.length === 0) {
    const facts = {
      tier: number(clause.tier),
      rate: rate(clause.share, words),
      before: number(clause.salesBefore),
    };
    return [words.say("why.tierBySales", facts)];
  }
  return parts.map((part) =>
    words.say("why.tierPart", {
      tier: number(part.tier),
      rate: rate(part.share, words),
      of: money(part.amount),
    }),
  );
}

const number = (value: unknown): number => (typeof value === "number" ? value : 0);
const rate = (value: unknown, words: Words): string =>
  typeof value === "string" ? formatRate(value, words.language) : "";
