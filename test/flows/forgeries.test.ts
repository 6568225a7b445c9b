// `verify` finds every forgery that is planted by hand, past triggers and policies, in books that agreed
// before.
// Example: one cent moved from the producer to the co-producer in entry 2 → chain, split and account page
// disagree.
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordSale } from "../../src/flows/record-sale.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { openPlace, openSchool, type School, saleOf } from "./piano-school.ts";

let school: School;
let owner: pg.Client;

beforeAll(async () => {
  school = await openSchool();
  owner = new pg.Client({ connectionString: school.url });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await school.close();
});

/** Plants a forgery as a superuser of the database would, past triggers and policies. */
async function forge(ws: number, ...statements: string[]): Promise<void> {
  const tables = ["journal", "plan", "sale", "balance"];
  for (const table of tables)
    await owner.query(`ALTER TABLE partage.${table} DISABLE TRIGGER ALL`).catch(() => undefined);
  for (const table of tables) await owner.query(`ALTER TABLE partage.${table} DISABLE TRIGGER USER`);
  await owner.query("SELECT set_config('app.ws', $1, false)", [String(ws)]);
  for (const statement of statements) {
    const done = await owner.query(statement.replaceAll("$ws", String(ws)));
    expect(done.rowCount, statement).toBeGreaterThan(0);
  }
  for (const table of ["journal", "plan", "sale"])
    await owner.query(`ALTER TABLE partage.${table} ENABLE ALWAYS TRIGGER no_change`);
}

const FORGERIES: [string, string[], string[]][] = [
  [
    "a changed amount",
    [
      "UPDATE partage.journal SET amounts[2] = amounts[2] - 1, amounts[3] = amounts[3] + 1 WHERE ws = $ws AND seq = 2",
    ],
    ["chain", "split", "account_batch"],
  ],
  [
    "a removed posting",
    [
      `UPDATE partage.journal SET accounts = accounts[1:4], available_on = available_on[1:4],
         amounts = ARRAY[amounts[1] + amounts[5], amounts[2], amounts[3], amounts[4]] WHERE ws = $ws AND seq = 2`,
    ],
    ["chain", "split"],
  ],
  [
    "a swapped pair",
    [
      `UPDATE partage.journal j SET amounts = o.amounts, accounts = o.accounts FROM partage.journal o
         WHERE j.ws = $ws AND o.ws = $ws AND ((j.seq = 1 AND o.seq = 3) OR (j.seq = 3 AND o.seq = 1))`,
    ],
    ["chain", "split"],
  ],
  ["a missing entry", ["DELETE FROM partage.journal WHERE ws = $ws AND seq = 2"], ["numbers", "chain"]],
  [
    "a forged plan",
    [
      `UPDATE partage.plan SET body = jsonb_set(body, '{contracts,0,share}', '"0.2"') WHERE ws = $ws AND no = 1`,
    ],
    ["plan", "split"],
  ],
  [
    "a changed sale",
    ["UPDATE partage.sale SET paid = paid + 1 WHERE ws = $ws AND seq = 1"],
    ["body", "split"],
  ],
  [
    "a changed balance",
    ["UPDATE partage.balance SET amount = amount + 1 WHERE ws = $ws AND account = 2"],
    ["balance"],
  ],
  ["a tail cut off", ["DELETE FROM partage.journal WHERE ws = $ws AND seq = 3"], ["chain", "head"]],
];

test.each(FORGERIES)("verify finds %s", async (_, statements, checks) => {
  const place = await openPlace(school.app);
  for (const n of [1, 2, 3])
    await recordSale(
      school.app,
      place.ws,
      saleOf(place, { externalId: `v${n}`, paid: 1000 * n }),
      "key:test",
    );
  expect((await verifyBooks(school.app, place.ws)).disagreements).toEqual([]);
  await forge(place.ws, ...statements);
  const found = new Set((await verifyBooks(school.app, place.ws)).disagreements.map((one) => one.check));
  for (const check of checks) expect([...found]).toContain(check);
});
