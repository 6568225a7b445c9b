// What the parts compute without a screen: shares as typed, days as asked for, a file's cells, a chart's
// geometry.
// Example: "33,3333" typed in percent is the rate 0.333333; 2026-03-14 asked for last month is February.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layoutChart, niceTicks } from "../../src/web/parts/chart-layout.ts";
import { addDays, isDay, presetOf, presetRange, todayIn } from "../../src/web/parts/date-range.ts";
import { readRate, typedRate } from "../../src/web/parts/format-amount.ts";
import { csvLine, decimalOf } from "../../src/web/parts/write-csv.ts";

describe("a share typed in percent", () => {
  test.each([
    ["35", "0.35"],
    ["0", "0"],
    ["100", "1"],
    ["9.9", "0.099"],
    ["33,3333", "0.333333"],
    ["0.0001", "0.000001"],
    [" 12,50 % ", "0.125"],
    ["100.0001", null],
    ["101", null],
    ["-1", null],
    ["1.00001", null],
    ["", null],
    ["1.2.3", null],
  ])("%s is %s", (typed, rate) => {
    expect(readRate(typed)).toBe(rate);
  });

  test("is what it was when it is typed again", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.constantFrom("en", "pt-BR"), (ppm, language) => {
        const digits = String(ppm).padStart(7, "0");
        const places = digits.slice(1).replace(/0+$/, "");
        const rate = places === "" ? String(Number(digits[0])) : `${Number(digits[0])}.${places}`;
        expect(readRate(typedRate(rate, language))).toBe(rate);
      }),
    );
  });
});

describe("days", () => {
  test.each([
    ["lastMonth", "2026-03-14", "2026-02-01", "2026-02-28"],
    ["lastMonth", "2026-01-31", "2025-12-01", "2025-12-31"],
    ["last30", "2026-03-01", "2026-01-31", "2026-03-01"],
    ["yesterday", "2024-03-01", "2024-02-29", "2024-02-29"],
    ["thisYear", "2026-03-01", "2026-01-01", "2026-03-01"],
  ] as const)("%s on %s is %s to %s", (preset, today, from, to) => {
    expect(presetRange(preset, today)).toEqual({ from, to });
    expect(presetOf({ from, to }, today)).toBe(preset);
  });

  test("begin where the business is", () => {
    const late = new Date("2026-03-01T02:00:00Z");
    expect(todayIn("America/Sao_Paulo", late)).toBe("2026-02-28");
    expect(todayIn("Asia/Tokyo", late)).toBe("2026-03-01");
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
    expect([isDay("2026-02-30"), isDay("x"), isDay(undefined), isDay("2026-02-28")]).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });
});

test("a file's cells are quoted, and no text is run as a formula", () => {
  expect(csvLine(["a,b", 'say "x"', 12, null, "two\nlines"])).toBe('"a,b","say ""x""",12,,"two\nlines"\r\n');
  expect(csvLine(["a,b", "a;b", "-1234.50", 0.5, "=1+1"], decimalOf("pt-BR"))).toBe(
    '"a,b";"a;b";-1234,50;0,5;\'=1+1\r\n',
  );
  expect(csvLine(["=1+1", "@x", "+1 555", "-40.00", "-x"])).toBe("'=1+1,'@x,'+1 555,-40.00,'-x\r\n");
});

describe("a chart", () => {
  const figures = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 3, maxLength: 3 });

  test("has round marks that hold every figure, and zero", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 0 }), fc.integer({ min: 0, max: 1e9 }), (low, high) => {
        const marks = niceTicks(low, high);
        expect(marks[0]).toBeLessThanOrEqual(low);
        expect(marks.at(-1)).toBeGreaterThanOrEqual(high);
        expect(marks.some((mark) => mark === 0)).toBe(true);
        expect(marks.length).toBeGreaterThanOrEqual(2);
        expect(marks.length).toBeLessThanOrEqual(8);
      }),
    );
  });

  test("gives what hangs a little below zero its own room, and no step of nothing", () => {
    const little = layoutChart({ kind: "columns", values: [[9011], [-560]], width: 300, height: 200 });
    expect(little.ticks.map(({ value }) => value)).toEqual([0, 5000, 10_000]);
    expect(little.zero).toBeCloseTo((200 * 10_000) / 10_560, 6);
    const much = layoutChart({ kind: "columns", values: [[9011], [-2600]], width: 300, height: 200 });
    expect(much.ticks.map(({ value }) => value)).toEqual([-5000, 0, 5000, 10_000]);
  });

  test.each(["columns", "line"] as const)("of %s stays inside its room, and names do not touch", (kind) => {
    fc.assert(
      fc.property(fc.array(figures, { minLength: 1, maxLength: 4 }), (values) => {
        const { columns, lines, names } = layoutChart({ kind, values, width: 300, height: 200 });
        for (const box of columns.flat()) {
          if (!box) continue;
          expect(box.y).toBeGreaterThanOrEqual(-0.001);
          expect(box.y + box.height).toBeLessThanOrEqual(201.001);
        }
        for (const point of lines.flat()) {
          expect(point.y).toBeGreaterThanOrEqual(-0.001);
          expect(point.y).toBeLessThanOrEqual(200.001);
        }
        const sorted = names.toSorted((a, b) => a - b);
        sorted.forEach((y, index) => {
          if (index > 0) expect(y - (sorted[index - 1] ?? 0)).toBeGreaterThanOrEqual(15.999);
        });
      }),
    );
  });
});
