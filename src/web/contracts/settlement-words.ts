// What a settlement's period, goal and derivation are called in the reader's words. It only tells what the
// server said; it computes nothing but what is written under each other.
//   periodName("2026-Q1", words) → "Q1 2026";  settlementRows(why, march, words) → "Guaranteed 500.00", …
import type { Settlement } from "../../wire/settlement.ts";
import type { Why } from "../../wire/why.ts";
import { formatAmount } from "../parts/format-amount.ts";
import type { Words } from "../words/speak.ts";
import type { WhyRow } from "./why-steps.ts";

export function periodName(period: string, { say, language }: Words): string {
  if (period === "term") return say("settled.term");
  const [year = "", part] = period.split("-");
  if (part === undefined) return year;
  if (part.startsWith("Q")) return say("settled.quarter", { quarter: part.slice(1), year });
  const spoken = new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" });
  return spoken.format(new Date(`${period}-01T00:00:00Z`));
}

/** An amount, or a number of sales. */
export function measured(
  one: Pick<Settlement, "measure" | "currency">,
  value: number,
  { say, language }: Words,
): string {
  return one.measure === "sales"
    ? say("settled.sales", { count: value })
    : formatAmount(value, one.currency, language);
}

/** The part of an entry's derivation that is of this guarantee or bonus. */
export function settlementRows(why: Why, one: Settlement, words: Words): WhyRow[] {
  const step = why.steps.find(
    ({ step, inputs }) =>
      step === one.kind &&
      (one.kind === "minimum" || (inputs.measure === one.measure && inputs.goal === one.target)),
  );
  if (step === undefined) return [];
  const rows = one.kind === "minimum" ? minimumRows(step, words) : milestoneRows(step, one, words);
  return rows.map((row, place) => ({ ...row, key: String(place) }));
}

type Row = Omit<WhyRow, "key">;
type Step = Why["steps"][number];

function minimumRows({ inputs, exact, amount }: Step, { say }: Words): Row[] {
  const days = number(inputs.days);
  const isPart = days < number(inputs.ofDays);
  const before = number(inputs.settledBefore);
  return [
    row("sum", say("settled.guaranteed"), number(inputs.amount)),
    ...(isPart
      ? [
          {
            ...row(
              "sum",
              say("settled.forDays", { count: days, all: number(inputs.ofDays) }),
              number(inputs.guaranteed),
            ),
            exact,
          },
        ]
      : []),
    row("taken", say("settled.earned"), -number(inputs.earned)),
    ...(before > 0 ? [row("taken", say("settled.before"), -before)] : []),
    row("result", say("settled.lacked"), amount),
  ];
}

function milestoneRows({ inputs, amount }: Step, one: Settlement, words: Words): Row[] {
  const { say } = words;
  const before = number(inputs.settledBefore);
  const goal = measured(one, number(inputs.goal), words);
  const reached = measured(one, number(inputs.reached), words);
  return [
    row("note", say(`settled.goal.${one.measure}`, { goal, reached }), null),
    row("sum", say("settled.bonus"), number(inputs.bonus)),
    ...(before > 0 ? [row("taken", say("settled.before"), -before)] : []),
    row("result", say("settled.bonusDue"), amount),
  ];
}

function row(kind: WhyRow["kind"], text: string, amount: number | null): Row {
  return { kind, text, exact: null, amount };
}

const number = (value: unknown): number => (typeof value === "number" ? value : 0);
