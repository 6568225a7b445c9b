// Clause `recoup`: money that was put in is recovered before it is shared. From the party's own share: the
// producer paid an advance and keeps the party's part until it is back. From the whole: the party invested
// and takes a rate of the rest first, before any share is counted. Only sales in the clause's currency
// recover.
// Example: an advance of 500.00, 460.00 recovered, a part of 58.20 → 40.00 to the producer, 18.20 to the
// party.
import type { Minor } from "../../base/amount.ts";
import type { Currency } from "../../base/currency.ts";
import { formatRate, type Ppm } from "../../base/rate.ts";
import { below, type JsonObject, type Problems } from "../problem.ts";
import { readAmount, readCurrency, readRate, readWord } from "../read-value.ts";
import type { Inputs, Rule, SlotOf } from "./rule.ts";

export interface RecoupClause {
  readonly kind: "recoup";
  /** What is recovered in all, minor units. */
  readonly amount: Minor;
  readonly currency: Currency;
  readonly from: "share" | "whole";
  /** From the whole: how much of the rest goes to it. Null from the share, all of which goes to it. */
  readonly rate: Ppm | null;
}

const KEYS = new Set(["kind", "amount", "currency", "from", "rate"]);

export function readRecoup(problems: Problems, object: JsonObject, path: string): RecoupClause | undefined {
  const before = problems.list.length;
  problems.checkKeys(object, path, KEYS);
  const amount = readAmount(problems, object.amount, path, "amount", 1);
  const currency = readCurrency(problems, object.currency, path, "currency");
  const from = readWord(problems, object.from, path, "from", ["share", "whole"]);
  const isOfShare = from === "share" && object.rate !== undefined;
  if (isOfShare) {
    problems.add(below(path, "rate"), "unknown_key", "is for a recoupment from the whole only");
  }
  const rate = from === "whole" ? readRate(problems, object.rate, path, "rate") : null;
  if (problems.list.length > before) return undefined;
  return { kind: "recoup", amount, currency, from, rate } as RecoupClause;
}

export function canonicalRecoup({ amount, currency, from, rate }: RecoupClause): unknown {
  return { kind: "recoup", amount, currency, from, ...(rate === null ? {} : { rate }) };
}

export function writeRecoup({ amount, currency, from, rate }: RecoupClause): unknown {
  return { kind: "recoup", amount, currency, from, ...(rate === null ? {} : { rate: formatRate(rate) }) };
}

export function recoupRule(clause: RecoupClause, slotOf: SlotOf): Rule {
  const { amount, currency, from, rate } = clause;
  const slot = slotOf(from === "whole" ? "recouped" : "advance", "term");
  const room = (of: Currency) => (of === currency ? Math.max(0, amount - slot.value) : 0);
  const inputs = (): Inputs => ({
    amount,
    currency,
    recoveredBefore: slot.value,
    ...(rate === null ? {} : { rate: formatRate(rate) }),
  });
  return rate === null
    ? { kind: "recoup.share", holdsBack: room, inputs }
    : { kind: "recoup.whole", takesFirst: { rate, room }, inputs };
}
