// One cell as a number or a date: the ways people and spreadsheets write them, and what is refused rather
// than guessed.
// Example: "12.5" with a decimal comma is no number (it would be 125), "1.234,56" is 1234.56.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainDecimal, readDate } from "../../src/sources/csv-cell.ts";
import type { DateFormat } from "../../src/sources/csv-mapping.ts";

describe("plainDecimal", () => {
  test.each<[string, "." | ",", string | undefined]>([
    ["1234.56", ".", "1234.56"],
    ["1,234.56", ".", "1234.56"],
    ["1.234,56", ",", "1234.56"],
    ["1.234.567,8", ",", "1234567.8"],
    ["1 234,56", ",", "1234.56"],
    ["1\u00a0234,56", ",", "1234.56"],
    ["1\u202f234,56", ",", "1234.56"],
    ["1'234.50", ".", "1234.50"],
    ["R$ 1.234,56", ",", "1234.56"],
    ["R$\u00a050,00", ",", "50.00"],
    ["US$5.00", ".", "5.00"],
    ["$5", ".", "5"],
    ["€ 5,00", ",", "5.00"],
    ["5,00 €", ",", "5.00"],
    ["(5.00)", ".", "-5.00"],
    ["-R$ 5,00", ",", "-5.00"],
    ["R$ -5,00", ",", "-5.00"],
    ["5.00-", ".", "-5.00"],
    ["−5", ".", "-5"],
    ["+5", ".", "5"],
    [".50", ".", "0.50"],
    ["5.", ".", "5."],
    ["12.5", ",", undefined],
    ["1.23", ",", undefined],
    ["1,23", ".", undefined],
    ["1,2345", ".", undefined],
    ["12,34,567.00", ".", undefined],
    ["1.234.56", ",", undefined],
    ["(-5)", ".", undefined],
    ["--5", ".", undefined],
    ["-5-", ".", undefined],
    ["5 5 €$", ".", undefined],
    ["", ".", undefined],
    [".", ".", undefined],
    ["$", ".", undefined],
    ["=1+1", ".", undefined],
    ["@SUM(A1)", ".", undefined],
    ["1.5E+03", ".", undefined],
    ["cem reais", ",", undefined],
    ["1e5", ".", undefined],
    ["١٢", ".", undefined],
    [`${"9".repeat(61)}`, ".", undefined],
  ])("%s with %s is %s", (cell, decimal, text) => {
    expect(plainDecimal(cell, decimal)?.text).toBe(text);
  });

  test("keeps an ISO code that stands beside it", () => {
    expect(plainDecimal("10.00 EUR", ".")).toEqual({ text: "10.00", code: "EUR" });
    expect(plainDecimal("BRL 10,00", ",")).toEqual({ text: "10.00", code: "BRL" });
    expect(plainDecimal("R$ 10,00", ",")?.code).toBe(null);
  });

  test("reads back what Intl writes, in German, Brazilian, English, French and Swiss", () => {
    const locales: [string, "." | ","][] = [
      ["de-DE", ","],
      ["pt-BR", ","],
      ["en-US", "."],
      ["fr-FR", ","],
      ["de-CH", "."],
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: -1e11, max: 1e11 }),
        fc.constantFrom(...locales),
        (cents, [locale, decimal]) => {
          const cell = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 })
            .format(cents / 100)
            .replaceAll("’", "'");
          expect(plainDecimal(cell, decimal)?.text.replace(/^-?0\.00$/, "0.00")).toBe(
            (cents / 100).toFixed(2).replace(/^-0\.00$/, "0.00"),
          );
        },
      ),
    );
  });
});

describe("readDate", () => {
  test.each<[string, DateFormat, string, string | undefined]>([
    ["2026-03-01", "iso", "UTC", "2026-03-01T00:00:00.000Z"],
    ["2026-03-01 09:30", "iso", "America/Sao_Paulo", "2026-03-01T12:30:00.000Z"],
    ["2026-03-01T09:30:15.250", "iso", "UTC", "2026-03-01T09:30:15.000Z"],
    ["2026-03-01T09:30:15Z", "iso", "America/Sao_Paulo", "2026-03-01T09:30:15.000Z"],
    ["2026-03-01T09:30:15+02:00", "iso", "UTC", "2026-03-01T07:30:15.000Z"],
    ["2026-03-01 09:30:15 +0200", "iso", "UTC", "2026-03-01T07:30:15.000Z"],
    ["2026-03-01 09:30 UTC", "iso", "Asia/Tokyo", "2026-03-01T09:30:00.000Z"],
    ["01/03/2026 09:00:00", "dmy", "America/Sao_Paulo", "2026-03-01T12:00:00.000Z"],
    ["1/3/2026", "dmy", "UTC", "2026-03-01T00:00:00.000Z"],
    ["1/3/2026", "mdy", "UTC", "2026-01-03T00:00:00.000Z"],
    ["3/1/17 1:05 PM", "mdy", "UTC", "2017-03-01T13:05:00.000Z"],
    ["3/1/17, 12:05 am", "mdy", "UTC", "2017-03-01T00:05:00.000Z"],
    ["24-07-2023", "dmy", "UTC", "2023-07-24T00:00:00.000Z"],
    ["24.07.2023", "dmy", "Europe/Berlin", "2023-07-23T22:00:00.000Z"],
    ["2023/7/24", "ymd", "UTC", "2023-07-24T00:00:00.000Z"],
    ["1767268800", "epoch_seconds", "UTC", "2026-01-01T12:00:00.000Z"],
    ["1767268800000", "epoch_millis", "Asia/Tokyo", "2026-01-01T12:00:00.000Z"],
    ["29/02/2024", "dmy", "UTC", "2024-02-29T00:00:00.000Z"],
    ["29/02/2023", "dmy", "UTC", undefined],
    ["31/04/2026", "dmy", "UTC", undefined],
    ["10/20/2016", "dmy", "UTC", undefined],
    ["00/01/2026", "dmy", "UTC", undefined],
    ["2026-13-01", "iso", "UTC", undefined],
    ["2026-03-01 25:00", "iso", "UTC", undefined],
    ["2026-03-01 13:00 PM", "iso", "UTC", undefined],
    ["1/3/202", "dmy", "UTC", undefined],
    ["42430", "dmy", "UTC", undefined],
    ["yesterday", "iso", "UTC", undefined],
    ["", "iso", "UTC", undefined],
    ["1e12", "epoch_millis", "UTC", undefined],
  ])("%s as %s in %s is %s", (cell, format, zone, expected) => {
    const at = readDate(cell, format, zone);
    expect(at === undefined ? undefined : new Date(at).toISOString()).toBe(expected);
  });

  test("of two equal local hours in autumn the earlier is meant; an hour that spring skips moves on", () => {
    const iso = (cell: string) =>
      new Date(readDate(cell, "iso", "Europe/Lisbon") ?? Number.NaN).toISOString();
    expect(iso("2026-10-25 01:30")).toBe("2026-10-25T00:30:00.000Z");
    expect(iso("2026-10-25 02:30")).toBe("2026-10-25T02:30:00.000Z");
    expect(iso("2026-03-29 01:30")).toBe("2026-03-29T01:30:00.000Z");
    expect(iso("2026-03-29 02:30")).toBe("2026-03-29T01:30:00.000Z");
  });
});
