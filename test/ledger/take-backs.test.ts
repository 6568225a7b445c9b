// What takes back draws on one remaining amount: concurrent refunds never exceed what was paid and end at
// exactly zero, also beside disputes and from two processes; told twice is booked once; what a source paid
// itself returns there.
import { afterAll, beforeAll, expect, test } from "vitest";
import { Refusal } from "../../src/base/refusal.ts";
import { recordSale } from "../../src/flows/record-sale.ts";
import { closeDispute, openDispute, refundSale } from "../../src/flows/take-back.ts";
import { ACTOR, AT, type LedgerShop, openLedgerShop } from "./open-ledger-shop.ts";
import { refundAtOnce } from "./refund-at-once.ts";

let shop: LedgerShop;
beforeAll(async () => {
  shop = await openLedgerShop();
});
afterAll(() => shop.close());

const settle = (acts: Promise<unknown>[]) =>
  Promise.all(
    acts.map((act) =>
      act.then(
        () => "booked",
        (error) => (error instanceof Refusal ? error.code : "failed"),
      ),
    ),
  );
const sell = async (name: string, paid: number, more = {}) =>
  (await recordSale(shop.app, shop.ws, shop.sale(name, paid, more), ACTOR)).id;
const endOf = (externalId: string, outcome: "won" | "lost", fee = 0) => ({
  ...{ source: "api", externalId, happenedAt: AT + 2, outcome, fee },
});

test("20 concurrent partial refunds of each of 20 sales never exceed what was paid and end at zero", async () => {
  const own = await openLedgerShop();
  try {
    await refundAtOnce(own, 20);
  } finally {
    await own.close();
  }
});

test("refunds and disputes at once share one remaining amount", async () => {
  const before = await shop.balances();
  const sale = await sell("shared", 1000);
  const said = await settle([
    ...Array.from({ length: 10 }, (_, i) =>
      refundSale(shop.app, shop.ws, shop.refund(sale, `shared ${i}`, 90), ACTOR),
    ),
    ...Array.from({ length: 10 }, (_, i) =>
      openDispute(shop.app, shop.ws, shop.dispute(sale, `shared ${i}`, 90), ACTOR),
    ),
  ]);
  expect(said.filter((one) => one === "booked")).toHaveLength(11);
  expect(said.filter((one) => one === "refund_exceeds_remaining")).toHaveLength(9);
  const isOpen = (i: number) => said[10 + i] === "booked";
  for (let i = 0; i < 10; i++) {
    if (isOpen(i)) await closeDispute(shop.app, shop.ws, endOf(`shared ${i}`, "lost"), ACTOR);
  }
  await refundSale(shop.app, shop.ws, shop.refund(sale, "shared rest", 10), ACTOR);
  expect(await shop.balances()).toEqual(before);
});

test("a refund started here waits for an open dispute, one a source reports shrinks it", async () => {
  const before = await shop.balances();
  const sale = await sell("shrinks", 1000);
  await openDispute(shop.app, shop.ws, shop.dispute(sale, "shrinks", 800), ACTOR);
  const here = refundSale(shop.app, shop.ws, shop.refund(sale, "here", 100, { origin: "here" }), ACTOR);
  await expect(here).rejects.toMatchObject({ status: 409, code: "dispute_open" });
  expect((await shop.balances())["reserved bruno USD"]).toBe(80);
  await refundSale(shop.app, shop.ws, shop.refund(sale, "reported", 300), ACTOR);
  expect((await shop.balances())["reserved bruno USD"]).toBe(50);
  await closeDispute(shop.app, shop.ws, endOf("shrinks", "lost", 15), ACTOR);
  await refundSale(shop.app, shop.ws, shop.refund(sale, "rest", 200), ACTOR);
  const after = await shop.balances();
  const moved = Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)] as const)
      .filter(([, amount]) => amount !== 0),
  );
  // Only the dispute's fee is left, on the producer.
  expect(Object.values(moved).sort((a, b) => a - b)).toEqual([-15, 15]);
  expect(moved["processor api USD"]).toBe(15);
});

test("told twice is booked once, by two processes too; with another amount it is refused", async () => {
  const sale = await sell("twice", 1000);
  const other = shop.openAnother();
  const refund = shop.refund(sale, "twice", 100);
  const dispute = shop.dispute(sale, "twice", 100);
  const posted = await Promise.all(
    [shop.app, other, shop.app, other].flatMap((app) => [
      refundSale(app, shop.ws, refund, ACTOR),
      openDispute(app, shop.ws, dispute, ACTOR),
    ]),
  );
  expect(posted.filter((one) => one.created)).toHaveLength(2);
  expect(new Set(posted.map((one) => one.id)).size).toBe(2);
  const more = refundSale(other, shop.ws, { ...refund, amount: 101 }, ACTOR);
  await expect(more).rejects.toMatchObject({ status: 409, code: "refund_differs" });
  const [first, second] = [closeDispute(shop.app, shop.ws, endOf("twice", "won"), ACTOR), "dispute_ended"];
  await first;
  const end = closeDispute(other, shop.ws, endOf("twice", "lost"), ACTOR);
  await expect(end).rejects.toMatchObject({ status: 409, code: second });
});

test("what the source paid to a party itself is never payable, and returns there with the refunds", async () => {
  const own = await openLedgerShop();
  try {
    const side = { paidAtSource: [{ party: own.bruno, amount: null }] };
    const { id } = await recordSale(own.app, own.ws, own.sale("there", 1001, { side }), ACTOR);
    expect(await own.balances()).toEqual({ "payable Piano School USD": 901, "processor api USD": -901 });
    await refundSale(own.app, own.ws, own.refund(id, "there 1", 334), ACTOR);
    expect((await own.balances())["payable bruno USD"] ?? 0).toBe(0);
    await openDispute(own.app, own.ws, own.dispute(id, "there", 333), ACTOR);
    await closeDispute(own.app, own.ws, endOf("there", "lost"), ACTOR);
    await refundSale(own.app, own.ws, own.refund(id, "there 2", 334), ACTOR);
    expect(await own.balances()).toEqual({});
    expect(await own.disagreements()).toEqual([]);
  } finally {
    await own.close();
  }
});

test("after all of this the ledger agrees with its journal", async () => {
  expect(await shop.disagreements()).toEqual([]);
});
