// The database's own guard of an entry: whole postings that sum to zero, each with its account and its day,
// whatever the shape of the arrays.
// Example: amounts {-5,6} → refused; {-5,5} → taken.
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../database.ts";

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(`CREATE TEMP TABLE entry (accounts int[], amounts bigint[], available_on date[],
    CHECK (partage.entry_balances(accounts, amounts, available_on)))`);
});

afterAll(async () => {
  await client.end();
  await database.close();
});

async function isTaken(accounts: string | null, amounts: string, days = daysFor(amounts)): Promise<boolean> {
  try {
    await client.query("INSERT INTO entry VALUES ($1, $2, $3)", [accounts, amounts, days]);
    return true;
  } catch (error) {
    expect((error as { code: string }).code).toBe("23514");
    return false;
  }
}

const daysFor = (amounts: string) => `{${amounts.split(",").map(() => "2026-07-07")}}`;
const many = (amount: number, count: number) => `{${Array(count).fill(amount)}}`;

test.each([
  ["two that cancel out", "{1,2}", "{-5,5}"],
  ["twelve", many(1, 12), `{-11,${Array(11).fill(1)}}`],
  ["thirteen", many(1, 13), `{-12,${Array(12).fill(1)}}`],
  ["the largest amounts", "{1,2}", "{-1000000000000000,1000000000000000}"],
])("taken: %s", async (_, accounts, amounts) => {
  expect(await isTaken(accounts, amounts)).toBe(true);
});

test.each([
  ["a unit too much", "{1,2}", "{-5,6}"],
  ["a unit too much in the last of twelve", many(1, 12), `{-11,${Array(10).fill(1)},2}`],
  ["a unit too much in the last of thirteen", many(1, 13), `{-12,${Array(11).fill(1)},2}`],
  ["past 10^15", "{1,2}", "{-1000000000000001,1000000000000001}"],
  ["one posting", "{1}", "{0}"],
  ["no posting", "{}", "{}"],
  ["an account too few", "{1,2}", "{-5,3,2}"],
  ["an account missing", "{1,NULL}", "{-5,5}"],
  ["an amount missing", "{1,2}", "{5,NULL}"],
  ["an amount missing among thirteen", many(1, 13), `{0,NULL,${Array(11).fill(0)}}`],
  ["a day missing", "{1,2}", "{-5,5}", "{2026-07-07,NULL}"],
  ["a day too few", "{1,2}", "{-5,5}", "{2026-07-07}"],
  ["no accounts at all", null, "{-5,5}"],
  ["a place before the first", "{1,2,3}", "[0:2]={7,-5,5}"],
  [
    "two rows of postings",
    "{{1,2},{1,2}}",
    "{{-5,5},{3,3}}",
    "{{2026-07-07,2026-07-07},{2026-07-07,2026-07-07}}",
  ],
])("refused: %s", async (_, accounts, amounts, days?: string) => {
  expect(await isTaken(accounts, amounts, days)).toBe(false);
});
