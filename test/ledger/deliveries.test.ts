// A sale is split once, however often and at once it is delivered; other facts under the same id are refused;
// one bad sale of a batch is refused alone; two processes on one workspace stay correct; changed terms reach
// the next sale.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Uuid } from "../../src/base/id.ts";
import { parseRate } from "../../src/base/rate.ts";
import { changeProductTerms } from "../../src/flows/change-product-terms.ts";
import { createProduct } from "../../src/flows/create-product.ts";
import { recordSale, recordSales } from "../../src/flows/record-sale.ts";
import { ACTOR, AT, type LedgerShop, openLedgerShop } from "./open-ledger-shop.ts";

let shop: LedgerShop;
beforeAll(async () => {
  shop = await openLedgerShop();
});
afterAll(() => shop.close());

const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
const codes = (answers: Awaited<ReturnType<typeof recordSales>>) =>
  answers.map((one) => (one.ok ? "posted" : one.refusal.code));

test("100 deliveries of one sale at once are one entry, in one process and in two", async () => {
  const before = await shop.count("journal");
  const one = await recordSales(
    shop.app,
    shop.ws,
    many(100, () => shop.sale("hundred", 10_000)),
    ACTOR,
  );
  expect(new Set(one.map((answer) => answer.ok && answer.posted.id)).size).toBe(1);
  expect(one.filter((answer) => answer.ok && answer.posted.created)).toHaveLength(1);
  const apps = [shop.app, shop.openAnother()];
  const facts = shop.sale("hundred in two", 10_000);
  const two = await Promise.all(
    many(100, (i) => recordSale(apps[i % 2] as typeof shop.app, shop.ws, facts, ACTOR)),
  );
  expect(new Set(two.map((answer) => answer.id)).size).toBe(1);
  expect(two.filter((answer) => answer.created)).toHaveLength(1);
  expect(await shop.count("journal")).toBe(before + 2);
});

test("the same id with other facts is refused, now and later, and whoever told first", async () => {
  const facts = [shop.sale("differs", 500), shop.sale("differs", 501)];
  expect(codes(await recordSales(shop.app, shop.ws, facts, ACTOR))).toEqual(["posted", "sale_differs"]);
  const later = await recordSale(shop.app, shop.ws, shop.sale("differs", 502), ACTOR).catch((error) => error);
  expect(later).toMatchObject({ status: 409, code: "sale_differs" });
});

test("one bad sale of a batch never fails its neighbours", async () => {
  const unknown = "019a5c7e-5d3b-7c4e-8f00-0123456789ab" as Uuid;
  const fees = [{ party: shop.processor, amount: 1e15 }];
  const batch = [
    shop.sale("good 1", 100),
    shop.sale("bad product", 100, { product: unknown }),
    shop.sale("bad tax", 100, { tax: 101 }),
    shop.sale("too many fees", 100, { fees: [...fees, ...fees] }),
    shop.sale("far too many fees", 100, {
      fees: Array.from({ length: 6 }, () => fees[0] as (typeof fees)[0]),
    }),
    shop.sale("strange amount", 100, { side: { paidAtSource: [{ party: shop.bruno, amount: 0.5 }] } }),
    shop.sale("good 2", 100),
  ];
  const answers = await Promise.allSettled(batch.map((one) => recordSale(shop.app, shop.ws, one, ACTOR)));
  expect(
    answers.map((one) => (one.status === "rejected" ? (one.reason.code ?? "broken") : "posted")),
  ).toEqual([
    "posted",
    "unknown_product",
    "invalid_facts",
    "amount_too_large",
    "invalid_facts",
    "invalid_facts",
    "posted",
  ]);
});

test("fees may pass 10^15 together, as long as every line stays within it", async () => {
  const fee = { party: shop.processor, amount: 1e15 };
  const dear = { fees: [fee, { ...fee, amount: 500 }], currency: "KWD" };
  const [done, past] = await recordSales(
    shop.app,
    shop.ws,
    [shop.sale("dear fees", 600, dear), shop.sale("past it", 499, dear)],
    ACTOR,
  );
  expect(done).toMatchObject({ ok: true });
  const lines = done?.ok ? done.posted.split?.lines : [];
  expect(lines?.map(({ role, amount }) => [role, amount])).toEqual([
    ["producer", -999_999_999_999_900],
    ["processor_fee", 1e15],
    ["processor_fee", 500],
  ]);
  expect(past).toMatchObject({ ok: false, refusal: { code: "amount_too_large" } });
});

test("a sale that cannot even be planned never fails its neighbours", async () => {
  const platformFee = { party: shop.processor, fixed: { USD: 1e15 }, bearer: "producer" as const };
  const { id } = await createProduct(shop.app, shop.ws, { name: "Dear", terms: { platformFee } }, ACTOR);
  const dear = { product: id, fees: [{ party: shop.processor, amount: 1e15 }] };
  const batch = [shop.sale("near 1", 100), shop.sale("dear", 100, dear), shop.sale("near 2", 100)];
  const answers = await Promise.allSettled(batch.map((one) => recordSale(shop.app, shop.ws, one, ACTOR)));
  expect(answers.map((one) => one.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("a sale that would make a balance pass 2^53 − 1 is refused alone", async () => {
  const large = many(12, (i) => shop.sale(`large ${i}`, 1e15, { currency: "JPY" }));
  const batch = [...large, shop.sale("small", 100)];
  const found = codes(await recordSales(shop.app, shop.ws, batch, ACTOR));
  expect(found.at(-1)).toBe("posted");
  expect(found.filter((code) => code === "posted")).toHaveLength(9 + 1);
  expect(found.filter((code) => code === "balance_too_large")).toHaveLength(3);
  expect((await shop.balances())["processor api JPY"]).toBe(-9e15);
});

test("terms that change while sales come in reach every sale of their time, and no other", async () => {
  const other = await createProduct(shop.app, shop.ws, { name: "Changing" }, ACTOR);
  const product = other.id;
  const apps = [shop.app, shop.openAnother()];
  for (let version = 1; version <= 8; version++) {
    const terms = { platformFee: { party: shop.processor, rate: parseRate(`0.0${version}`) ?? undefined } };
    const starts = Date.now() + 3_600_000 * version;
    const sales = many(60, (i) =>
      recordSale(
        apps[i % 2] as typeof shop.app,
        shop.ws,
        shop.sale(`v${version} ${i}`, 10_000, { product, happenedAt: starts - 1 }),
        ACTOR,
      ),
    );
    const changed = changeProductTerms(shop.app, shop.ws, product, terms, starts, ACTOR);
    const fees = (await Promise.all(sales)).map(
      ({ split }) => split?.lines.find((line) => line.role === "platform_fee")?.amount ?? 0,
    );
    expect(new Set(fees)).toEqual(new Set([(version - 1) * 100]));
    await changed;
    // A product of its own in the same batch, which this desk has not met: both have their terms.
    const fresh = await createProduct(shop.app, shop.ws, { name: `Fresh ${version}` }, ACTOR);
    const both = [
      shop.sale(`old ${version}`, 10_000, { product, happenedAt: starts }),
      shop.sale(`fresh ${version}`, 10_000, { product: fresh.id, happenedAt: AT }),
    ];
    expect(codes(await recordSales(shop.app, shop.ws, both, ACTOR))).toEqual(["posted", "posted"]);
  }
});

test("two processes post to one workspace at once, and the ledger agrees with its journal", async () => {
  const apps = many(2, () => shop.openAnother());
  const before = await shop.count("sale");
  const answers = await Promise.all(
    many(300, (i) =>
      recordSale(apps[i % 2] as typeof shop.app, shop.ws, shop.sale(`two ${i % 200}`, 700), ACTOR),
    ),
  );
  expect(answers.filter((one) => one.created)).toHaveLength(200);
  expect(await shop.count("sale")).toBe(before + 200);
  expect(await shop.disagreements()).toEqual([]);
});
