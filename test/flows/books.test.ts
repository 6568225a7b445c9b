// The main job on a real database, as a bookkeeper reads it: a sale is split and posted, told twice it is posted once,
// refunded it comes back, disputed it is reserved; and `verify` finds every forgery that is planted by hand.
import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Uuid } from "../../src/base/id.ts";
import { type Database, openDatabase } from "../../src/db/pool.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { createParty } from "../../src/flows/create-party.ts";
import { createProduct } from "../../src/flows/create-product.ts";
import { createWorkspace } from "../../src/flows/create-workspace.ts";
import { explainSale, recallSale } from "../../src/flows/explain-sale.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { recordContract } from "../../src/flows/record-contract.ts";
import { recordSale, recordSales } from "../../src/flows/record-sale.ts";
import { closeDispute, openDispute, recordLateFee, refundSale } from "../../src/flows/take-back.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { listBalances } from "../../src/reports/balances.ts";
import type { RefundFacts, SaleFacts } from "../../src/sales/facts.ts";
import { testDatabase } from "../database.ts";

const AT = Date.parse("2026-03-01T12:00:00Z");
const ids = {
  now: () => Date.parse("2026-02-01T00:00:00Z"),
  random: (n: number) => new Uint8Array(randomBytes(n)),
};

let db: Database;
let app: App;
let owner: pg.Client;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await testDatabase();
  drop = database.close;
  db = openDatabase({ url: database.url });
  app = { db, ids, posting: openPosting(db, ids) };
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await db.close();
  await drop();
});

interface Place {
  ws: number;
  product: Uuid;
  bruno: Uuid;
  carla: Uuid;
}

/** Domain §3, first case: platform 9.9 % + 0.50, affiliate 35 %, co-producer 10 %. */
async function openPlace(): Promise<Place> {
  const facts = {
    name: "Piano School",
    country: "US",
    currency: "USD",
    timeZone: "UTC",
    language: "en",
  } as const;
  const { ws } = await createWorkspace(app, facts, null, "system");
  const party = async (name: string, kind: "partner" | "platform") =>
    (await createParty(app, ws, { name, kind, ref: name }, "system")).id as Uuid;
  const bruno = await party("bruno", "partner");
  const carla = await party("carla", "partner");
  await party("market", "platform");
  const terms = { platformFee: { party: { ref: "market" }, rate: 99_000, fixed: { USD: 50 } } };
  const product = await createProduct(app, ws, { name: "Piano in 30 days", terms } as never, "system");
  const contract = {
    product: product.id,
    party: bruno,
    starts: AT,
    ends: null,
    terms: {
      share: "0.10",
      base: "after_affiliate",
      scope: "all",
      mayBeAffiliate: true,
      clauses: [],
      invoices: "producer",
      responsibilities: {},
      renewals: "at_charge",
      tail: "none",
    },
    evidence: "signed on paper",
  };
  await recordContract(app, ws, contract as never, "system");
  return { ws, product: product.id as Uuid, bruno, carla };
}

function saleOf(place: Place, more: Partial<SaleFacts> = {}): SaleFacts {
  return {
    source: "api",
    externalId: "s1",
    product: place.product,
    offer: null,
    happenedAt: AT,
    happenedAtStated: true,
    currency: "USD",
    paid: 10_000,
    tax: 0,
    shipping: 0,
    fees: [],
    affiliate: { party: place.carla, rate: 350_000, rateStated: true, recruitedBy: null },
    charge: null,
    side: null,
    metadata: null,
    buyer: { email: "buyer@example.com", name: null, reference: null },
    ...more,
  };
}

function refundOf(sale: Uuid, amount: number, more: Partial<RefundFacts> = {}): RefundFacts {
  const facts = {
    source: "api",
    externalId: `r${amount}`,
    sale,
    happenedAt: AT,
    amount,
    feesReturned: "all",
  } as const;
  return { ...facts, reason: null, recordOnly: true, origin: "here", metadata: null, ...more };
}

async function balances(ws: number): Promise<Record<string, number>> {
  return inWorkspace(db, ws, async (tx) => {
    const rows = await tx
      .selectFrom("balance")
      .innerJoin("ledger_account", (join) =>
        join
          .onRef("ledger_account.ws", "=", "balance.ws")
          .onRef("ledger_account.account", "=", "balance.account"),
      )
      .leftJoin("party", (join) =>
        join.onRef("party.ws", "=", "balance.ws").onRef("party.id", "=", "ledger_account.owner"),
      )
      .select(["ledger_account.kind", "ledger_account.source", "party.name", "balance.amount"])
      .where("balance.ws", "=", ws)
      .execute();
    const sums: Record<string, number> = {};
    for (const row of rows) {
      const key = `${row.kind} ${row.name ?? row.source}`;
      sums[key] = (sums[key] ?? 0) + row.amount;
    }
    return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0));
  });
}

test("a sale becomes money owed, is explained, told twice is posted once, and other facts are refused", async () => {
  const place = await openPlace();
  const first = await recordSale(app, place.ws, saleOf(place), "key:test");
  expect(await balances(place.ws)).toEqual({
    "processor api": -10_000,
    "payable Piano School": 5242,
    "payable bruno": 582,
    "payable carla": 3136,
    "platform_fees market": 1040,
  });
  const again = await recordSale(app, place.ws, saleOf(place), "key:test");
  expect(again).toMatchObject({ id: first.id, seq: first.seq, created: false });
  await expect(recordSale(app, place.ws, saleOf(place, { paid: 9_900 }), "key:test")).rejects.toMatchObject({
    status: 409,
    code: "sale_differs",
  });
  const { steps } = await explainSale(app, place.ws, first.id);
  expect(steps.map((step) => step.amount)).toContain(582);
  expect((await verifyBooks(app, place.ws)).disagreements).toEqual([]);
});

test("one bad sale never fails its neighbours", async () => {
  const place = await openPlace();
  const facts = [1, 2, 3, 4].map((n) => saleOf(place, { externalId: `n${n}`, tax: n === 3 ? 20_000 : 0 }));
  const answers = await recordSales(app, place.ws, facts, "key:test");
  expect(answers.map((answer) => answer.ok)).toEqual([true, true, false, true]);
  const huge = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) =>
    saleOf(place, { externalId: `h${n}`, paid: 1e15, affiliate: null }),
  );
  const some = await recordSales(
    app,
    place.ws,
    [...huge, saleOf(place, { externalId: "small" })],
    "key:test",
  );
  expect(some.at(-1)?.ok).toBe(true);
  expect(some.filter((answer) => !answer.ok).map((answer) => answer.ok || answer.refusal.code)).toEqual([
    "balance_too_large",
  ]);
  expect((await verifyBooks(app, place.ws)).disagreements).toEqual([]);
});

test("refunds end at exactly zero and never exceed what was paid", async () => {
  const place = await openPlace();
  const { id } = await recordSale(app, place.ws, saleOf(place), "key:test");
  const many = Array.from({ length: 20 }, (_, i) => refundOf(id, 900, { externalId: `many${i}` }));
  const done = await Promise.allSettled(many.map((facts) => refundSale(app, place.ws, facts, "key:test")));
  expect(done.filter((one) => one.status === "fulfilled")).toHaveLength(11);
  const refused = done.find((one) => one.status === "rejected");
  expect(refused?.reason).toMatchObject({ status: 422, code: "refund_exceeds_remaining" });
  await refundSale(app, place.ws, refundOf(id, 100), "key:test");
  const again = await refundSale(app, place.ws, refundOf(id, 100), "key:test");
  expect(again.created).toBe(false);
  expect(await balances(place.ws)).toEqual({});
  expect((await verifyBooks(app, place.ws)).disagreements).toEqual([]);
});

test("a dispute reserves, is released when won, and leaves from the reserve when lost", async () => {
  const place = await openPlace();
  const { id } = await recordSale(app, place.ws, saleOf(place), "key:test");
  const before = await balances(place.ws);
  const dispute = {
    source: "api",
    externalId: "d1",
    sale: id,
    happenedAt: AT,
    amount: 10_000,
    reason: null,
    metadata: null,
  };
  await openDispute(app, place.ws, dispute, "key:test");
  expect(await balances(place.ws)).toMatchObject({ "reserved bruno": 582, "reserved carla": 3136 });
  await expect(refundSale(app, place.ws, refundOf(id, 100), "key:test")).rejects.toMatchObject({
    code: "dispute_open",
  });
  await closeDispute(
    app,
    place.ws,
    { source: "api", externalId: "d1", happenedAt: AT, outcome: "won", fee: 0 },
    "key:test",
  );
  expect(await balances(place.ws)).toEqual(before);
  await openDispute(app, place.ws, { ...dispute, externalId: "d2" }, "key:test");
  await refundSale(app, place.ws, refundOf(id, 2_500, { origin: "source" }), "key:test");
  await closeDispute(
    app,
    place.ws,
    { source: "api", externalId: "d2", happenedAt: AT, outcome: "lost", fee: 1_500 },
    "key:test",
  );
  expect(await balances(place.ws)).toEqual({ "payable Piano School": -1_500, "processor api": 1_500 });
  const recalled = await recallSale(app, place.ws, id);
  expect(recalled.remaining).toEqual({ reversed: 10_000, disputed: 0 });
  expect((await verifyBooks(app, place.ws)).disagreements).toEqual([]);
});

test("a late fee is the producer's, and what the source pays itself is never payable again", async () => {
  const place = await openPlace();
  const paidAtSource = [{ party: place.bruno, amount: null }];
  const { id } = await recordSale(app, place.ws, saleOf(place, { side: { paidAtSource } }), "key:test");
  expect((await balances(place.ws))["payable bruno"]).toBeUndefined();
  expect((await balances(place.ws))["processor api"]).toBe(-10_000 + 582);
  const stripe = await createParty(
    app,
    place.ws,
    { name: "stripe", kind: "processor", ref: "stripe" },
    "system",
  );
  const fee = {
    source: "api",
    externalId: "f1",
    sale: id,
    happenedAt: AT,
    party: stripe.id as Uuid,
    amount: 320,
  };
  await recordLateFee(app, place.ws, fee, "key:test");
  expect((await balances(place.ws))["payable Piano School"]).toBe(5242 - 320);
  await refundSale(app, place.ws, refundOf(id, 3_333), "key:test");
  await refundSale(app, place.ws, refundOf(id, 6_667), "key:test");
  expect(await balances(place.ws)).toEqual({ "payable Piano School": -320, "processor_fees stripe": 320 });
  const balance = await inWorkspace(db, place.ws, (tx) => listBalances(tx, place.ws, { now: AT } as never));
  expect(balance.length).toBeGreaterThan(0);
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
  const place = await openPlace();
  for (const n of [1, 2, 3])
    await recordSale(app, place.ws, saleOf(place, { externalId: `v${n}`, paid: 1000 * n }), "key:test");
  expect((await verifyBooks(app, place.ws)).disagreements).toEqual([]);
  await forge(place.ws, ...statements);
  const found = new Set((await verifyBooks(app, place.ws)).disagreements.map((one) => one.check));
  for (const check of checks) expect([...found]).toContain(check);
});
