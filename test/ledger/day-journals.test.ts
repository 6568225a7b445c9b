// Journals for QuickBooks and Xero: the columns, days and codes that their importers read, and files of whole
// journals that are no longer than Xero takes.
import { describe, expect, test } from "vitest";
import { type DaySum, journalFiles, journalRow } from "../../src/ledger/books/day-journals.ts";

const FORM = { dates: "month_first", taxRate: "Tax Exempt" } as const;
const sum = (day: string, kind: string, amount: number, more: Partial<DaySum> = {}): DaySum => ({
  ...{ day, currency: "USD", kind, source: null, amount },
  ...more,
});
const dayOf = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);

describe("a row", () => {
  test.each([
    [
      "quickbooks",
      sum("2026-03-08", "payable", 582),
      "2026-03-08 USD|03/08/2026|Partage payable|Partage 2026-03-08||5.82|USD",
    ],
    [
      "quickbooks",
      sum("2026-03-08", "processor", -10_000, { source: "stripe" }),
      "2026-03-08 USD|03/08/2026|Partage processor stripe|Partage 2026-03-08|100.00||USD",
    ],
    [
      "xero",
      sum("2026-03-08", "payable", 582),
      "Partage 2026-03-08 USD|08 Mar 2026|Partage payable|2000|Tax Exempt|-5.82",
    ],
    [
      "xero",
      sum("2026-12-31", "bank", -1, { currency: "JPY" }),
      "Partage 2026-12-31 JPY|31 Dec 2026|Partage bank|1000|Tax Exempt|1",
    ],
    [
      "xero",
      sum("2026-03-08", "processor", 5, { source: '=cmd"|' }),
      "Partage 2026-03-08 USD|08 Mar 2026|Partage processor -cmd-|1100|Tax Exempt|-0.05",
    ],
  ] as const)("for %s: %j", (program, one, expected) => {
    expect(journalRow(program, one, FORM).join("|")).toBe(expected);
  });

  test("QuickBooks reads days as its company's country writes them", () => {
    const row = journalRow("quickbooks", sum("2026-03-08", "payable", 1), { ...FORM, dates: "day_first" });
    expect(row[1]).toBe("08/03/2026");
  });
});

describe("files", () => {
  const year = Array.from({ length: 365 }, (_, n) =>
    ["payable", "tax", "platform_fees", "processor"].map((kind) => sum(dayOf(n), kind, 1)),
  ).flat();

  test("of Xero hold 300 lines at most, each journal whole, all of them in order", () => {
    const files = journalFiles("xero", year);
    expect(files.map((file) => file.length)).toEqual([300, 300, 300, 300, 260]);
    expect(files.flat()).toEqual(year);
    const odd = [
      ...year.slice(0, 298),
      sum(dayOf(75), "a", 1),
      sum(dayOf(75), "b", 1),
      sum(dayOf(75), "c", -2),
    ];
    expect(journalFiles("xero", odd).map((file) => file.length)).toEqual([298, 3]);
  });

  test("of QuickBooks are one, and of nothing there is one", () => {
    expect(journalFiles("quickbooks", year)).toHaveLength(1);
    expect(journalFiles("xero", [])).toEqual([[]]);
  });
});
