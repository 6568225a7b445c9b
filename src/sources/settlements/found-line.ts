// A line as it was found in a file of settlements, before it is known to be one: whose it is, and what could
// not be read. Never books anything.
// Example: say(problems, 12, "Taxa", "not_a_number", "\"x\" is not a number").
import { MAX_MINOR } from "../../base/amount.ts";
import { dayIn } from "../../base/calendar.ts";
import type { Currency } from "../../base/currency.ts";
import type { ToldLine } from "./settlement.ts";

export interface FileProblem {
  /** As a spreadsheet counts; 1 is the header, 0 the file. */
  row: number;
  column: string | null;
  code: string;
  message: string;
}

export interface FoundLine {
  row: number;
  settlement: string | null;
  arrivedOn: string | null;
  currency: Currency;
  line: ToldLine;
}

const MOST_PROBLEMS = 100;

export function say(
  problems: FileProblem[],
  row: number,
  column: string | null,
  code: string,
  message: string,
): void {
  if (problems.length < MOST_PROBLEMS) problems.push({ row, column, code, message });
}

export function dayOf(at: number, timeZone: string): string {
  return new Date(dayIn(timeZone, at) * 86_400_000).toISOString().slice(0, 10);
}

export function isWithin(amount: unknown): amount is number {
  return Number.isSafeInteger(amount) && Math.abs(amount as number) <= MAX_MINOR;
}
