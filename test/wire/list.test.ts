// Cursors and pages: what one page hands out the next one takes, and nothing else is a cursor.
// Example: rows 1, 2, 3 with limit 2 → rows 1, 2 and a cursor that parses to the key of row 2.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { encodeCursor, page, pageQuery } from "../../src/wire/list.ts";

const query = z.strictObject(pageQuery([z.number(), z.string()]));

describe("lists", () => {
  test("a cursor comes back as it went, whatever text is in the key", () => {
    fc.assert(
      fc.property(fc.integer(), fc.string({ unit: "grapheme" }), (at, text) => {
        const cursor = encodeCursor([at, text]);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(query.parse({ cursor }).cursor).toEqual([at, text]);
      }),
    );
  });

  test("what is no cursor of the list is refused", () => {
    const others = [
      "",
      "x",
      "!!!!",
      encodeCursor([1]),
      encodeCursor(["a", "b"]),
      encodeCursor([1, "a", 2]),
      "W10",
      "bnVsbA",
    ];
    for (const cursor of others) expect(query.safeParse({ cursor }).success, cursor).toBe(false);
  });

  test("limit is a whole number from 1 to 100, 25 unless told", () => {
    expect(query.parse({}).limit).toBe(25);
    for (const limit of ["1", "25", "100"]) expect(query.parse({ limit }).limit).toBe(Number(limit));
    for (const limit of ["0", "101", "-1", "1.5", "1e1", "", " 5", "0x5", "９"]) {
      expect(query.safeParse({ limit }).success, limit).toBe(false);
    }
  });

  test("a page ends where there is no more, and says so", () => {
    const rows = [1, 2, 3];
    expect(page(rows, 3, (row) => [row])).toEqual({ rows, nextCursor: null });
    expect(page(rows, 2, (row) => [row])).toEqual({ rows: [1, 2], nextCursor: encodeCursor([2]) });
    expect(page([], 2, () => [0])).toEqual({ rows: [], nextCursor: null });
  });
});
