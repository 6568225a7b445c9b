// The main job on a real database, as a bookkeeper reads it: a sale is split and posted, told twice it is
// posted once, refunded it comes back, disputed it is reserved.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Uuid } from "../../src/base/id.ts";
import type { Database } from "../../src/db/pool.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { createParty } from "../../src/flows/create-party.ts";
import { explainSale, recallSale } from "../../src/flows/explain-sale.ts";
import { recordSale, recordSales } from "../../src/flows/record-sale.ts";
import { closeDispute, openDispute, recordLateFee, refundSale } from "../../src/flows/take-back.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { listBalances } from "../../src/reports/balances.ts";
import { AT, openPlace, openSchool, refundOf, type School, saleOf } from "./piano-school.ts";

let school: School;
let db: Database;
let app: App;

beforeAll(async () => {
  school = await openSchool();
  ({ db, app } = school);
});

afterAll(() => school.close());

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
  const place = await openPlace(app);
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
  const place = await openPlace(app);
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
  const place = await openPlace(app);
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
  const place = await openPlace(app);
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
  const place = await openPlace(app);
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
