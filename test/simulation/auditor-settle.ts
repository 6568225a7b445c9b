// What a period's end owes: guaranteed minimums and bonuses, in exact fractions (docs/split-format.md,
// Clauses). It reads the counters that sales left and keeps what was settled; it never takes back.
// Example: 90.00 a month guaranteed, 68.00 earned: 22.00 is due; asked again nothing is.
import { atLeast, Q, sum } from "./auditor-rational.ts";
import { answerOf, type Counters, dayOf, type Line } from "./auditor-split.ts";
import type { Contract, Plan, Settlement } from "./split-text.ts";

const DAY = 86_400_000;
const number = (day: string) => Math.round(Date.parse(day.replace(/^-\d+/, "0000")) / DAY);

/** The first day of a period and the first after it, as numbers of days. */
function daysOf({ name, kind }: Settlement["settle"]): [number, number] {
  const year = Number(name.slice(0, 4));
  const months = { year: 12, quarter: 3, month: 1, term: 0 }[kind];
  const first =
    kind === "month" ? Number(name.slice(5)) - 1 : kind === "quarter" ? Number(name[6]) * 3 - 3 : 0;
  const at = (month: number) => new Date(0).setUTCFullYear(year, month, 1) / DAY;
  return [at(first), at(first + months)];
}

/** The part of a period's days on which the contract is in force, by the plan's calendar. */
function inForcePart(c: Contract, settle: Settlement["settle"], timeZone: string): Q {
  if (settle.kind === "term") return new Q(1n);
  const [first, end] = daysOf(settle);
  const from = Math.max(first, number(dayOf(c.from, timeZone)));
  const until = c.until === null ? end : Math.min(end, number(dayOf(c.until - 1n, timeZone)) + 1);
  return new Q(BigInt(Math.max(0, until - from)), BigInt(end - first));
}

export function settlePeriod(plan: Plan, { settle, id, currency }: Settlement, counters: Counters) {
  const { name, kind } = settle;
  const due = plan.contracts.flatMap((c) =>
    c.settled.flatMap((clause, i): Line[] => {
      if (clause.period !== kind || clause.currency !== currency) return [];
      const earned = counters.of(c.id, "earned in", name, currency);
      const key = [c.id, "settled", `${i}`, name];
      let owed: bigint;
      if (clause.kind === "minimum") {
        const least = new Q(clause.amount).times(inForcePart(c, settle, plan.timeZone)).floor();
        owed = least - earned;
      } else {
        const sales = counters.of(c.id, "count", name);
        const net = counters.of(c.id, "volume", name, currency);
        owed = { earned, sales, net }[clause.measure] >= clause.goal ? clause.bonus : 0n;
      }
      const given = atLeast(0n, owed - counters.of(...key));
      counters.add(given, ...key);
      return [{ party: c.party, role: clause.kind, contract: c.id, given, gone: 0n }];
    }),
  );
  const all = sum(due.map((line) => line.given));
  const lines = [{ party: plan.producer, role: "producer", given: -all, gone: 0n }, ...due];
  return answerOf(
    { lines, currency, abated: false },
    { id, settled: name },
    lines.map((line) => line.given),
  );
}
