// Runs every table of tables.ts and compares it whole, so that a difference shows the row it stands in.
import { describe, expect, test } from "vitest";
import { expectedRows, readTable, runTable } from "./table.ts";
import { TABLES } from "./tables.ts";

describe("split, by tables", () => {
  for (const [title, text] of Object.entries(TABLES)) {
    test(title, () => {
      const table = readTable(text);
      expect(runTable(table)).toEqual(expectedRows(table));
    });
  }
});
