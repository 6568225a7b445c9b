// A page of an account's entries is what comes next of all of them, whatever the size of the page, of the
// batches they were recorded in and of the account: walked from the newest to the oldest nothing is left out
// and nothing comes twice. One entry stands on two days: money that is still held comes back beside it.
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { recordSale } from "../../src/flows/record-sale.ts";
import { refundSale } from "../../src/flows/take-back.ts";
import { type AfterEntry, listAccountEntries } from "../../src/reports/account-entries.ts";
import { type AfterPartyEntry, listPartyEntries } from "../../src/reports/party-entries.ts";
import { ACTOR, type LedgerShop, openLedgerShop } from "./open-ledger-shop.ts";

let shop: LedgerShop;

beforeAll(async () => {
  shop = await openLedgerShop();
  const { app, ws } = shop;
  // What comes at once is recorded in one batch, what comes alone in one of its own.
  for (const [nth, count] of [1, 40, 1, 3, 1, 1, 17, 2].entries()) {
    const sold = await Promise.all(
      Array.from({ length: count }, (_, i) =>
        recordSale(app, ws, shop.sale(`s${nth}-${i}`, 1000 + i), ACTOR),
      ),
    );
    const first = sold[0]?.id as Uuid;
    if (nth % 2 === 1) await refundSale(app, ws, shop.refund(first, `r${nth}`, 500), ACTOR);
  }
});
afterAll(() => shop.close());

type Row = [batch: number, seq: number, account: number, day: string];

/** Every entry of these accounts, a row an account and day. */
async function everything(owner: Uuid | null): Promise<Row[]> {
  const { rows } = await inWorkspace(shop.app.db, shop.ws, (tx) =>
    sql<{ row: Row }>`SELECT DISTINCT jsonb_build_array(j.batch, j.seq, p.account, p.day) AS row,
             j.batch, j.seq, p.account, p.day
        FROM partage.journal j, unnest(j.accounts, j.available_on) AS p (account, day)
        JOIN partage.ledger_account a ON a.ws = ${shop.ws} AND a.account = p.account
       WHERE j.ws = ${shop.ws} AND (${owner}::uuid IS NULL OR a.owner = ${owner}::uuid)
       ORDER BY j.batch DESC, j.seq DESC, p.account DESC, p.day DESC`.execute(tx),
  );
  return rows.map(({ row }) => row);
}

async function walk<Found, After>(
  read: (after: After | undefined) => Promise<Found[]>,
  afterOf: (last: Found) => After,
): Promise<Found[]> {
  const all: Found[] = [];
  let after: After | undefined;
  for (;;) {
    const page = await read(after);
    all.push(...page);
    const last = page.at(-1);
    if (last === undefined) return all;
    after = afterOf(last);
  }
}

test.each([1, 2, 3, 7, 26, 200])("pages of %i: of each account", async (limit) => {
  const rows = await everything(null);
  const accounts = [...new Set(rows.map(([, , account]) => account))];
  expect(accounts.length).toBeGreaterThan(2);
  for (const account of accounts) {
    const found = await walk(
      (after: AfterEntry | undefined) =>
        inWorkspace(shop.app.db, shop.ws, (tx) => listAccountEntries(tx, shop.ws, { account, limit, after })),
      ({ batch, seq, day }): AfterEntry => [batch, seq, day],
    );
    const own = rows.filter((row) => row[2] === account);
    expect(found.map(({ batch, seq, day }) => [batch, seq, account, day])).toEqual(own);
  }
});

test.each([1, 2, 5, 26])("pages of %i: of a party over its accounts", async (limit) => {
  const found = await walk(
    (after: AfterPartyEntry | undefined) =>
      inWorkspace(shop.app.db, shop.ws, (tx) =>
        listPartyEntries(tx, shop.ws, { party: shop.producer, limit, after }),
      ),
    ({ batch, seq, account, day }): AfterPartyEntry => [batch, seq, account, day],
  );
  const own = await everything(shop.producer);
  expect(found.map(({ batch, seq, account, day }) => [batch, seq, account, day])).toEqual(own);
  expect(own.length).toBeGreaterThan(60);
});

test("as it stood at a batch, nothing that came later is on a page", async () => {
  const [[newest, , account]] = (await everything(shop.producer)) as [Row];
  const page = await inWorkspace(shop.app.db, shop.ws, (tx) =>
    listAccountEntries(tx, shop.ws, { account, limit: 5, batch: newest - 3 }),
  );
  expect(page).toHaveLength(5);
  expect(Math.max(...page.map((one) => one.batch))).toBeLessThanOrEqual(newest - 3);
});
