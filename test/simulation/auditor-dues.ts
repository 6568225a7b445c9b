// The auditor of periods: which periods of a contract have ended, by which terms each is settled, and when a
// one-sided notice ends a contract. Days are those of the business, found by asking the calendar of each
// instant. What a period owes in money is auditor-settle.ts's to say. It imports nothing of the product.
// Example: 500.00 a month from 17 March, open; on 2 May: March from the 17th, and April.
import type { Stretch, Terms } from "./auditor-room.ts";

export interface Due {
  /** "2026-03", "2026-Q1", "2026" or "term". */
  name: string;
  currency: string;
  terms: Terms;
  /** Where a guarantee began to stand without a break, and where the terms ended. */
  from: number;
  until: number | null;
}
type Settling = { kind: string; period: string; currency: string };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const shown = new Map<string, Intl.DateTimeFormat>();

/** As the calendar of the zone shows it: "2026-03-17". */
export function localDay(at: number, timeZone: string): string {
  const format = shown.get(timeZone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone });
  shown.set(timeZone, format);
  return format.format(at);
}
/** The first instant that the calendar calls this day, or a later one. */
export function startOf(day: string, timeZone: string): number {
  let [early, late] = [Date.parse(day) - 2 * DAY, Date.parse(day) + 2 * DAY];
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (localDay(middle, timeZone) < day) early = middle;
    else late = middle;
  }
  return late;
}
const daysAfter = (day: string, count: number) =>
  new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10);

/** When the last of so many whole days after today is over. */
export const noticeOver = (now: number, days: number, timeZone: string): number =>
  startOf(daysAfter(localDay(now, timeZone), days + 1), timeZone);

/** Of a day: its month, quarter and year, each with the first day after it. */
function periodsOf(day: string): { name: string; period: string; first: string; next: string }[] {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const dated = (months: number) => new Date(Date.UTC(year, months, 1)).toISOString().slice(0, 10);
  const quarter = Math.ceil(month / 3);
  return [
    { name: day.slice(0, 7), period: "month", first: dated(month - 1), next: dated(month) },
    {
      name: `${year}-Q${quarter}`,
      period: "quarter",
      first: dated(quarter * 3 - 3),
      next: dated(quarter * 3),
    },
    { name: `${year}`, period: "year", first: dated(0), next: dated(12) },
  ];
}

const settling = ({ clauses }: Terms, period: string): Settling[] =>
  (clauses as Settling[]).filter(
    (one) => (one.kind === "minimum" || one.kind === "milestone") && one.period === period,
  );

/** What of ended periods may owe something, each by the terms that decide it. */
export function duesOf(stretches: readonly Stretch[], timeZone: string, now: number): Due[] {
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (first === undefined || last === undefined || first.from > now) return [];
  const ended = new Map<string, { period: string; from: number; over: number }>();
  const today = localDay(now, timeZone);
  for (let day = localDay(first.from, timeZone); day <= today; day = daysAfter(day, 1))
    for (const { name, period, first: begins, next } of periodsOf(day))
      if (next <= today)
        ended.set(name, { period, from: startOf(begins, timeZone), over: startOf(next, timeZone) });
  const dues = [...ended].flatMap(([name, { period, from, over }]) => {
    const decides = stretches.findLast((one) => one.from < over && (one.until === null || one.until > from));
    return decides === undefined ? [] : duesBy(name, period, decides, stretches);
  });
  const isOver = last.until !== null && last.until <= now;
  return isOver ? [...dues, ...duesBy("term", "term", last, stretches)] : dues;
}

function duesBy(name: string, period: string, decides: Stretch, stretches: readonly Stretch[]): Due[] {
  const currencies = new Set(settling(decides.terms, period).map((one) => one.currency));
  return [...currencies].map((currency) => {
    const { terms, until } = decides;
    return { name, currency, terms, from: standsSince(decides, stretches, period, currency), until };
  });
}

/** Since when a minimum of the period and currency was guaranteed without a break. */
function standsSince(last: Stretch, stretches: readonly Stretch[], period: string, currency: string): number {
  const isIts = (one: Settling) => one.kind === "minimum" && one.currency === currency;
  const before = stretches.find((one) => one.until === last.from && one.from < last.from);
  const stands = before !== undefined && settling(before.terms, period).some(isIts);
  return stands ? standsSince(before, stretches, period, currency) : last.from;
}
