// Every rule of tidy turns red for a planted breach, and stays green beside it. A table: file, text,
// findings. Never on the clone itself, which `npm test` checks before.
import { rmSync } from "node:fs";
import { expect, it } from "vitest";
import { tidy } from "../../tools/tidy/all-rules.ts";
import { plantTree } from "./plant-tree.ts";

const OPENING = "// What it is.\n// Example: 1 → 2\n";
const TABLES = "CREATE TABLE partage.sale (\n  id uuid\n);\nCREATE TABLE partage.event (\n  seq bigint\n);\n";
const long = (count: number, line: string) => Array.from({ length: count }, () => line).join("\n");

const CASES: [name: string, files: Record<string, string>, rules: string[]][] = [
  ["a file of 300 lines", { "src/base/a.ts": OPENING + long(298, "// b") }, ["opening"]],
  ["a file of 301 lines", { "src/base/a.ts": `${OPENING}\n${long(298, "f();")}` }, ["file-size"]],
  ["a file without an opening", { "src/base/a.ts": "export const a = 1;\n" }, ["opening"]],
  [
    "a function of 71 lines",
    { "src/base/a.ts": `${OPENING}function a() {\n${long(69, "f();")}\n}\n` },
    ["function-size"],
  ],
  ["a function of 70 lines", { "src/base/a.ts": `${OPENING}function a() {\n${long(68, "f();")}\n}\n` }, []],
  [
    "a long describe",
    { "test/a.test.ts": `${OPENING}describe("a", () => {\n${long(100, "f();")}\n});\n` },
    [],
  ],
  ["a line of 111 characters", { "src/base/a.ts": `${OPENING}// ${"word ".repeat(21)}abc\n` }, ["line-size"]],
  ["a line of 110 characters", { "src/base/a.ts": `${OPENING}// ${"word ".repeat(21)}ab\n` }, []],
  ["a drawer", { "src/sales/utils.ts": OPENING }, ["no-drawers"]],
  ["a barrel", { "src/sales/index.ts": OPENING }, ["no-drawers"]],
  ["a drawer of a folder", { "src/sales/helpers/round.ts": OPENING }, ["no-drawers"]],
  ["an exported order", { "src/sales/a.ts": `${OPENING}export function listOrders() {}\n` }, ["no-synonyms"]],
  ["an order of things", { "src/sales/a.ts": `${OPENING}export const sortOrder = 1;\n` }, []],
  ["an order bump", { "src/products/a.ts": `${OPENING}export interface A { orderBump: 1 }\n` }, []],
  [
    "a field of another's word",
    { "src/wire/a.ts": `${OPENING}const a = { collaboratorId: 1 };\n` },
    ["no-synonyms"],
  ],
  [
    "a transaction for a sale",
    { "src/sales/a.ts": `${OPENING}interface A { transactionId: 1 }\n` },
    ["no-synonyms"],
  ],
  ["a database transaction", { "src/db/a.ts": `${OPENING}export interface A { transaction: 1 }\n` }, []],
  ["a platform's word", { "src/sources/a.ts": `${OPENING}interface A { transaction: 1 }\n` }, []],
  [
    "a message of another's word",
    { "src/sales/a.ts": `${OPENING}fail("ask your collaborator");\n` },
    ["no-synonyms"],
  ],
  [
    "a table of another's word",
    { "src/db/migrations/0002_a.sql": "CREATE TABLE orders (\n" },
    ["no-synonyms"],
  ],
  [
    "two writers",
    {
      "src/sales/a.ts": `${OPENING}db.insertInto("sale");\n`,
      "src/payouts/a.ts": `${OPENING}sql\`UPDATE partage.sale SET id = 1\`;\n`,
    },
    ["one-writer", "one-writer"],
  ],
  [
    "one writer twice, and prose",
    {
      "src/sales/a.ts": `${OPENING}db.insertInto("sale");\nsql\`DELETE FROM sale\`;\n`,
      "src/payouts/a.ts": `${OPENING}say("we update what is owed");\n`,
    },
    [],
  ],
  ["a report that writes", { "src/reports/a.ts": `${OPENING}db.updateTable("sale");\n` }, ["reads-only"]],
  ["an event beside db", { "src/sales/a.ts": `${OPENING}db.insertInto("event");\n` }, ["one-writer"]],
  ["a clock in the engine", { "src/engine/a.ts": `${OPENING}Date.now();\n` }, ["nothing-by-chance"]],
  ["today in a flow", { "src/flows/a.ts": `${OPENING}new Date();\n` }, ["nothing-by-chance"]],
  ["a day that was handed in", { "src/flows/a.ts": `${OPENING}new Date(now);\n` }, []],
  ["chance in the ledger", { "src/ledger/a.ts": `${OPENING}Math.random();\n` }, ["nothing-by-chance"]],
  ["a clock at the door", { "src/server/a.ts": `${OPENING}Date.now();\n` }, []],
  ["money divided", { "src/payouts/a.ts": `${OPENING}f(sale.paid / 2);\n` }, ["money-is-not-scaled"]],
  [
    "money multiplied",
    { "src/sales/a.ts": `${OPENING}f((amount as number) * 2);\n` },
    ["money-is-not-scaled"],
  ],
  ["money added", { "src/sales/a.ts": `${OPENING}f(sale.paid + tax, 2 * days);\n` }, []],
  ["money in the engine", { "src/engine/a.ts": `${OPENING}f(amount * 2);\n` }, []],
];

it.each(CASES)("%s", (_name, files, rules) => {
  const root = plantTree({ "src/db/migrations/0001_a.sql": TABLES, ...files });
  try {
    expect(tidy(root).findings.map((finding) => finding.rule)).toEqual(rules);
  } finally {
    rmSync(root, { recursive: true });
  }
});
