// Which periods of a contract have ended: months by the calendar, the term only with the contract itself,
// also where for some days between two versions nothing holds.
import { expect, test } from "vitest";
import type { AgreedTerms } from "../../src/contracts/agreed-terms.ts";
import { settlingPeriods } from "../../src/contracts/settling-periods.ts";

const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const bonus = { kind: "milestone", measure: "sales", goal: 3, bonus: 2500, currency: "USD" } as const;
const terms = {
  clauses: ["month", "term"].map((period) => ({ ...bonus, period })),
} as unknown as AgreedTerms;
const version = (number: number, starts: string, ends: string | null) => ({
  ...{ version: number, starts: at(starts), ends: ends === null ? null : at(ends), terms },
  ...{ evidence: "", createdAt: new Date(at(starts)) },
});
const ended = (versions: ReturnType<typeof version>[], now: string) =>
  settlingPeriods({ versions } as never, 0, "UTC", at(now))
    .filter((one) => one.hasEnded)
    .map((one) => one.name)
    .sort();

test("the term of a contract that has ended is settled, of one that goes on it is not", () => {
  const alone = [version(1, "2026-03-01", "2026-03-10")];
  expect(ended(alone, "2026-03-09")).toEqual([]);
  expect(ended(alone, "2026-03-10")).toEqual(["term"]);
  expect(ended(alone, "2026-04-01")).toEqual(["2026-03", "term"]);
});

test("between two versions the term goes on, and ends with the second", () => {
  const apart = [version(1, "2026-03-01", "2026-03-10"), version(2, "2026-03-20", "2026-04-10")];
  expect(ended(apart, "2026-03-15")).toEqual([]);
  expect(ended(apart, "2026-04-01")).toEqual(["2026-03"]);
  expect(ended(apart, "2026-04-10")).toEqual(["2026-03", "term"]);
});
