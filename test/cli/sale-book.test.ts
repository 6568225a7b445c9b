// What a stream remembers: found again whatever the id, small, and the same after a refund wrote over it.
// Example: ten lines and an id of 36 letters take less than 150 bytes.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant } from "../../src/base/instant.ts";
import { IdTable } from "../../src/cli/id-table.ts";
import { LineNames } from "../../src/cli/line-names.ts";
import { SaleBook } from "../../src/cli/sale-book.ts";
import type { Line } from "../../src/engine/line.ts";
import { planOf } from "../engine/table.ts";

const plan = planOf({
  producer: "ana",
  platformFee: { party: "market" },
  contracts: ["c1", "c2"].map((id) => ({
    id,
    party: "bruno",
    share: "0.1",
    from: "2026-01-01T00:00:00Z",
    scope: id === "c2" ? "recruited" : "all",
  })),
});

describe("ids", () => {
  test("are found again, and only themselves, as a Map would", () => {
    const anId = fc.oneof(
      fc.string({ maxLength: 3 }),
      fc.string({ unit: "binary", maxLength: 6 }),
      fc.string({ minLength: 300, maxLength: 400 }),
    );
    fc.assert(
      fc.property(fc.array(anId, { maxLength: 200 }), (ids) => {
        const table = new IdTable();
        const known = new Map<string, number>();
        for (const id of ids) {
          expect(table.find(id)).toBe(known.get(id) ?? -1);
          if (known.has(id)) continue;
          const place = table.add(id, 5);
          table.close(table.besideId(place) + 5);
          known.set(id, place);
        }
        for (const [id, place] of known) expect(table.find(id)).toBe(place);
      }),
    );
  });

  test("may be many, and need not be looked for before they are added", () => {
    const table = new IdTable();
    for (let i = 0; i < 100_000; i++) {
      if (i % 2 === 0) table.find(`other ${i}`);
      table.close(table.besideId(table.add(`sale ${i}`, 0)));
    }
    for (let i = 0; i < 100_000; i += 7) expect(table.find(`sale ${i}`)).toBeGreaterThanOrEqual(0);
    expect(table.find("sale 100000")).toBe(-1);
  });

  test("may be longer than a block", () => {
    const table = new IdTable();
    const ids = ["a", "b".repeat(3_000_000), "日".repeat(1_000_000), "c"];
    for (const id of ids) table.close(table.besideId(table.add(id, 10)) + 10);
    expect(ids.map((id) => table.find(id) >= 0)).toEqual([true, true, true, true]);
    expect(table.find("b".repeat(3_000_001))).toBe(-1);
  });
});

describe("the sale book", () => {
  const amount = fc.oneof(fc.nat(300), fc.nat(1e6), fc.nat(1e15));
  const someLines = fc
    .tuple(
      fc.integer({ min: -5e15, max: 2e15 }),
      fc.array(fc.tuple(fc.constantFrom(0, 1, 2, 3, 4, 5), amount, fc.constantFrom("x", "日", "stripe"))),
    )
    .map(([producer, rest]): Line[] => [
      { party: "ana", role: "producer", amount: producer },
      ...rest.map(([kind, one, name]): Line => {
        if (kind < 2)
          return {
            party: "bruno",
            role: kind === 0 ? "coproducer" : "manager",
            contract: kind === 0 ? "c1" : "c2",
            amount: one,
          };
        if (kind === 2) return { party: name, role: "affiliate", amount: one };
        if (kind === 3) return { party: "market", role: "platform_fee", amount: one };
        return kind === 4
          ? { party: name, role: "processor_fee", amount: one }
          : { party: "tax", role: "tax", amount: one };
      }),
    ]);

  test("gives back what it was given, and what remains after refunds", () => {
    fc.assert(
      fc.property(
        fc.array(someLines, { minLength: 1, maxLength: 30 }),
        fc.array(fc.nat(100), { minLength: 1 }),
        fc.option(fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true })),
        (sales, parts, date) => {
          const names = new LineNames(plan);
          const book = new SaleBook(names, date !== null);
          const at = date === null ? undefined : instant(date.getTime());
          const add = (lines: Line[], i: number) =>
            book.add(
              `s${i}`,
              i % 2 === 0 ? "USD" : "JPY",
              lines,
              lines.map((line) => names.codeOf(line)),
              at ?? instant(0),
            );
          sales.forEach(add);
          const left = sales.map((lines) =>
            lines.map((line, i) => ({
              ...line,
              amount: Math.trunc((line.amount / 100) * (parts[i % parts.length] as number)) + 0,
            })),
          );
          sales.forEach((lines, i) => {
            const currency = i % 2 === 0 ? "USD" : "JPY";
            expect(book.read(book.find(`s${i}`))).toEqual({ currency, lines, at });
            book.overwrite(book.find(`s${i}`), { currency, lines: left[i] as Line[], at });
          });
          sales.forEach((_, i) => {
            const lines = (left[i] as Line[]).filter((line, index) => index === 0 || line.amount !== 0);
            expect(book.read(book.find(`s${i}`)).lines).toEqual(lines);
          });
        },
      ),
    );
  });

  test("takes less than 300 bytes a sale", () => {
    const names = new LineNames(plan);
    const book = new SaleBook(names);
    const lines: Line[] = [
      { party: "ana", role: "producer", amount: 505_400 },
      ...Array.from(
        { length: 5 },
        (): Line => ({ party: "bruno", role: "coproducer", contract: "c1", amount: 56_200 }),
      ),
      { party: "carla", role: "affiliate", amount: 302_400 },
      { party: "market", role: "platform_fee", amount: 104_000 },
      { party: "stripe", role: "processor_fee", amount: 32_000 },
      { party: "tax", role: "tax", amount: 32_000 },
    ];
    const codes = lines.map((line) => names.codeOf(line));
    const used = () => process.memoryUsage().arrayBuffers;
    const before = used();
    const count = 200_000;
    for (let i = 0; i < count; i++)
      book.add(`3f2504e0-4f89-41d3-9a0c-${String(i).padStart(12, "0")}`, "USD", lines, codes, instant(0));
    expect((used() - before) / count).toBeLessThan(150);
    expect(book.find("3f2504e0-4f89-41d3-9a0c-000000000007")).toBeGreaterThan(0);
  });
});
