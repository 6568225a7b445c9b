// Runs every table of text and compares it whole, so that a difference shows the row it stands in.
// Example: "three cents, affiliate 20 %" → s1 paid 3 by carla 0.2 → producer 2 · affiliate 1.
import { describe, expect, test } from "vitest";
import { AFFILIATE_TABLES } from "./affiliate-tables.ts";
import { CLAUSE_TABLES } from "./clause-tables.ts";
import { MORE_CLAUSE_TABLES } from "./more-clause-tables.ts";
import { REFUND_TABLES } from "./refund-tables.ts";
import { SALE_TABLES } from "./sale-tables.ts";
import { expectedRows, readTable, runTable } from "./table.ts";

const ALL = {
  ...AFFILIATE_TABLES,
  ...SALE_TABLES,
  ...CLAUSE_TABLES,
  ...MORE_CLAUSE_TABLES,
  ...REFUND_TABLES,
};

describe("split, by tables", () => {
  for (const [title, text] of Object.entries(ALL)) {
    test(title, () => {
      const table = readTable(text);
      expect(runTable(table)).toEqual(expectedRows(table));
    });
  }
});
