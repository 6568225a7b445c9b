// What minimums and milestones of a plan would have settled in a window of time: of every period that lies
// wholly in it, by what was counted while its sales were replayed. A whole term has no end there and is left
// out. Pure; books nothing.
// Example: January 10 to April 9, 500.00 a month guaranteed → February and March, each less what was earned.
import { dayIn } from "../base/calendar.ts";
import type { Currency } from "../base/currency.ts";
import { periodsOver } from "../contracts/settling-periods.ts";
import type { Counters } from "../engine/counters.ts";
import type { Line } from "../engine/line.ts";
import type { Plan } from "../engine/plan.ts";
import { settle } from "../engine/settle.ts";

export interface SettledInWindow {
  currency: string;
  lines: readonly Line[];
}

/** `from` and `until` are epoch milliseconds. */
export function settleWindow(plan: Plan, counters: Counters, from: number, until: number): SettledInWindow[] {
  const clauses = plan.contracts
    .flatMap((contract) => contract.clauses)
    .filter((clause) => clause.kind === "minimum" || clause.kind === "milestone");
  const kinds = new Map(
    clauses.map(({ period, currency }) => [`${period} ${currency}`, { period, currency }]),
  );
  const first = dayIn(plan.timeZone, from - 1) + 1;
  const end = dayIn(plan.timeZone, until);
  return [...kinds.values()].flatMap(({ period, currency }) =>
    periodsOver(period, first, end - 1)
      .filter((one) => one.first >= first && one.end <= end)
      .map(({ name }) => {
        const asked = { id: "", settle: name, currency: currency as Currency };
        return { currency, lines: settle(plan, asked, counters).lines };
      })
      .filter(({ lines }) => lines.length > 1),
  );
}
