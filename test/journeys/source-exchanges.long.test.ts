// A processor that converts, over HTTP: sales in reais sent to the bank in dollars are booked once through
// `fx`, with the rate that the settlement implies; a sale recorded later is exchanged when it is matched; a
// difference is booked in the sale's currency; verify agrees, and finds what was changed by hand.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { runSql } from "../run-sql.ts";
import { openPianoShop, type PianoShop } from "./sell-piano.ts";

type Parsed = ReturnType<typeof JSON.parse>;

const AT = "2026-03-01T12:00:00.000Z";

describe("settlements in another currency than their sales", () => {
  let shop: PianoShop;

  const sell = async (externalId: string, more: object = {}) => {
    const fees = [{ party: { ref: "stripe" }, amount: 400 }];
    const wanted = { source: "shop", currency: "BRL", fees, at: AT, ...more };
    const { status, body } = await shop.sell(externalId, wanted);
    expect(status, JSON.stringify(body)).toBe(201);
    return body;
  };
  const settle = (externalId: string, lines: object[]) =>
    shop.post("/source-settlements", {
      ...{ source: "shop", externalId, currency: "USD", arrivedOn: "2026-03-05", lines },
    });
  const linesOf = async (id: string) =>
    (await shop.get(`/source-settlements/${id}/lines`)).body.data as Parsed[];
  /** "kind currency" → balance, what stands at 0 left out. */
  const balances = async (kinds = ["processor", "processor_fees", "bank", "fx"]) => {
    const { data } = (await shop.get("/accounts?limit=100")).body;
    const sums: Record<string, number> = {};
    for (const { kind, currency, balance } of data as Parsed[]) {
      if (kinds.includes(kind) && balance !== 0) {
        sums[`${kind} ${currency}`] = (sums[`${kind} ${currency}`] ?? 0) + balance;
      }
    }
    return sums;
  };
  const wrong = async () => (await verifyBooks(shop.door.app, shop.ws)).disagreements;
  const posted = async (seq: number) => {
    const { body } = await shop.get(`/entries/${seq}`);
    return [body.currency, ...body.postings.map((one: Parsed) => `${one.kind} ${one.amount}`)];
  };

  beforeAll(async () => {
    shop = await openPianoShop();
    await shop.make("/parties", { kind: "processor", name: "Stripe", ref: "stripe" });
    const { id } = await sell("ch_1");
    await sell("ch_2");
    await sell("ch_usd", { currency: "USD", fees: [{ party: { ref: "stripe" }, amount: 59 }] });
    const refund = { externalId: "re_1", amount: 5000, feesReturned: "platform_fee" };
    const { status, body } = await shop.post(`/sales/${id}/refunds`, refund);
    expect(status, JSON.stringify(body)).toBe(201);
  });
  afterAll(() => shop.door.close());

  test("sales of two currencies come home in one: nothing is left at the source in either", async () => {
    const lines = [
      { ref: "ch_1", at: AT, gross: 1950, fee: 78, original: { currency: "BRL", gross: 10_000 } },
      { kind: "refund", ref: "re_1", at: AT, gross: -970 },
      { ref: "ch_2", at: AT, gross: 1960, fee: 78 },
      { ref: "ch_usd", at: AT, gross: 10_000, fee: 59 },
    ];
    expect(await balances()).toEqual({
      ...{ "processor BRL": -15_000, "processor_fees BRL": 800 },
      ...{ "processor USD": -10_000, "processor_fees USD": 59 },
    });
    const tries = await Promise.all(Array.from({ length: 8 }, () => settle("po_1", lines)));
    expect(tries.map((one) => one.status).sort()).toEqual([...Array(7).fill(200), 201]);
    const one = tries[0]?.body;
    expect(one).toMatchObject({ gross: 12_940, fee: 215, net: 12_725, open: 0 });
    const sums = { currency: "BRL", lines: 3, gross: 15_000, fee: 800, net: 14_200, arrived: 2784 };
    expect(one.exchanged).toEqual([{ ...sums, rate: "0.196056338" }]);
    expect(await balances()).toEqual({ "bank USD": -12_725, "fx BRL": -14_200, "fx USD": 2784 });
    const told = await linesOf(one.id);
    expect(told.map((line) => line.exchange?.rate ?? null)).toEqual(["0.195", "0.194", "0.196", null]);
    expect(told[0].exchange).toMatchObject({ currency: "BRL", gross: 10_000, fee: 400, rateAt: AT });
    expect(told[0].exchange.rateSource).toBe("shop po_1");
    const { entry } = told[0].exchange;
    expect(await posted(entry)).toEqual(["BRL", "processor 15000", "processor_fees -800", "fx -14200"]);
    expect(await posted(entry + 1)).toEqual(["USD", "fx 2784", "processor_fees 156", "processor -2940"]);
    expect(await wrong()).toEqual([]);
  });

  test("a sale recorded later is exchanged when it is matched, once", async () => {
    const { body } = await settle("po_2", [{ ref: "ch_late", at: AT, gross: 2000, fee: 80 }]);
    expect((await linesOf(body.id))[0]).toMatchObject({ difference: "unknown_sale", exchange: null });
    await sell("ch_late");
    const again = await Promise.all(
      [1, 2, 3].map(() => shop.post(`/source-settlements/${body.id}/match`, {})),
    );
    expect(again.map((one) => one.body.open)).toEqual([0, 0, 0]);
    expect((await linesOf(body.id))[0]).toMatchObject({
      state: "agrees",
      exchange: { rate: "0.2", fee: 400 },
    });
    expect(await balances()).toEqual({
      ...{ "bank USD": -12_725 - 1920, "fx BRL": -14_200 - 9600, "fx USD": 2784 + 1920 },
    });
    expect(await wrong()).toEqual([]);
  });

  test("another fee is named and booked in the sale's currency, on the producer alone", async () => {
    await sell("ch_3");
    await sell("ch_4");
    const { body } = await settle("po_3", [
      { ref: "ch_3", at: AT, gross: 2000, fee: 100 },
      { ref: "ch_4", at: AT, gross: 2000, fee: 80, original: { currency: "EUR", gross: 1700 } },
    ]);
    const [fee, other] = await linesOf(body.id);
    expect(fee).toMatchObject({ difference: "fee_differs", expected: { gross: 10_000, fee: 400 } });
    expect(fee.exchange).toMatchObject({ currency: "BRL", gross: 10_000, fee: 500 });
    expect(other).toMatchObject({ difference: "other_currency", exchange: null });
    const booked = await shop.post(`/source-settlements/${body.id}/lines/1/answer`, { how: "book" });
    expect(await posted(booked.body.entry)).toEqual(["BRL", "payable -100", "processor_fees 100"]);
    expect((await balances(["processor_fees"]))["processor_fees BRL"]).toBe(400);
    expect(await wrong()).toEqual([]);
  });

  test("of sales that come to nothing together, too, the entries stand", async () => {
    const { id } = await sell("ch_5", { fees: [] });
    const refund = { externalId: "re_5", amount: 10_000, feesReturned: "platform_fee" };
    expect((await shop.post(`/sales/${id}/refunds`, refund)).status).toBe(201);
    const { status, body } = await settle("po_5", [
      { ref: "ch_5", at: AT, gross: 2000 },
      { kind: "refund", ref: "re_5", at: AT, gross: -1990 },
    ]);
    expect([status, body.open]).toEqual([201, 0]);
    expect(body.exchanged[0]).toMatchObject({ net: 0, arrived: 10, rate: null });
    expect(await wrong()).toEqual([]);
  });

  test("what differs alike is booked, or explained, in one go; each line has its entry", async () => {
    const ids = Array.from({ length: 12 }, (_, i) => `many_${i}`);
    for (const id of ids) await sell(id, { fees: [] });
    const lines = ids.map((ref) => ({ ref, at: AT, gross: 2000, fee: 80 }));
    const extra = [
      { kind: "other", ref: "Radar", gross: -150 },
      { ref: "unheard", gross: 1 },
    ];
    const { body } = await settle("po_9", [...lines, ...extra]);
    const fees = { difference: "fee_differs", currency: "BRL", lines: 12, amount: -12 * 400 };
    const radar = { difference: "not_a_sale", currency: "USD", lines: 1, amount: -150 };
    const unknown = { difference: "unknown_sale", currency: "USD", lines: 1, amount: 1 };
    expect(body.differences).toEqual([fees, radar, unknown]);
    const all = (wanted: object) => shop.post(`/source-settlements/${body.id}/answer`, wanted);
    const before = (await balances(["payable"]))["payable BRL"] as number;
    const tries = await Promise.all([1, 2].map(() => all({ how: "book", difference: "fee_differs" })));
    expect(tries.map((one) => one.status)).toEqual([200, 200]);
    expect(tries.map((one) => one.body.open)).toEqual([2, 2]);
    expect((await balances(["payable"]))["payable BRL"]).toBe(before - 12 * 400);
    const booked = (await linesOf(body.id)).filter((line) => line.state === "booked");
    expect(new Set(booked.map((line) => line.entry)).size).toBe(12);
    const refused = await all({ how: "book", difference: "unknown_sale" });
    expect([refused.status, refused.body.code]).toEqual([409, "difference_not_bookable"]);
    expect((await all({ how: "explain", difference: "unknown_sale", answer: " " })).status).toBe(400);
    const said = await all({ how: "explain", difference: "unknown_sale", answer: "Of the old shop" });
    expect(said.body).toEqual({ answered: 1, open: 1 });
    expect(await wrong()).toEqual([]);
  });

  test("a rate far from the last one exchanges nothing until a person says that it is right", async () => {
    await sell("half");
    const before = await balances(["fx"]);
    const { body } = await settle("po_10", [{ ref: "half", at: AT, gross: 1000, fee: 40 }]);
    expect((await linesOf(body.id))[0]).toMatchObject({ difference: "rate_differs", exchange: null });
    expect(await balances(["fx"])).toEqual(before);
    const again = await shop.post(`/source-settlements/${body.id}/match`, {});
    expect(again.body).toEqual({ agree: 0, open: 1 });
    const all = { how: "book", difference: "rate_differs" };
    const refused = await shop.post(`/source-settlements/${body.id}/answer`, all);
    expect(refused.body.code).toBe("difference_not_bookable");
    const said = await shop.post(`/source-settlements/${body.id}/lines/1/answer`, { how: "book" });
    expect(said.body).toMatchObject({ state: "agrees", exchange: { rate: "0.1", gross: 10_000, fee: 400 } });
    expect((await balances(["fx"]))["fx USD"]).toBe((before["fx USD"] as number) + 960);
    expect(await wrong()).toEqual([]);
  });

  test("what is missing is looked for on whole days, of its lines or of the sales that they brought home", async () => {
    const inDollars = { currency: "USD", fees: [] };
    for (const [id, at] of [
      ["day_1", "2026-04-10T00:00:00.000Z"],
      ["day_2", "2026-04-10T23:59:59.999Z"],
      ["day_3", "2026-04-11T00:00:00.000Z"],
    ] as const) {
      await sell(id, { ...inDollars, at });
    }
    const missing = async (externalId: string, lines: object[]) => {
      const { body } = await settle(externalId, lines);
      const { data } = (await shop.get(`/source-settlements/${body.id}/missing`)).body;
      return data.map((one: Parsed) => one.externalId);
    };
    const day = { at: "2026-04-10T00:00:00.000Z", gross: 10_000 };
    expect(await missing("po_6", [{ ref: "nobody", ...day }])).toEqual(["day_1", "day_2"]);
    expect(await missing("po_7", [{ ref: "day_1", gross: 10_000 }])).toEqual(["day_2"]);
    expect(await missing("po_8", [{ ref: "nobody", gross: 1 }])).toEqual([]);
  });

  test("verify finds a rate, an amount and an entry that were changed by hand", async () => {
    const forge = async (table: string, change: string) => {
      await runSql(
        shop.door.url,
        `SELECT set_config('app.ws', '${shop.ws}', false); ALTER TABLE partage.${table} DISABLE TRIGGER USER; ${change}`,
      );
      return (await wrong()).map((one) => one.check);
    };
    const exchange = "UPDATE partage.source_settlement_exchange SET";
    const of = "WHERE n = 1 AND seq = (SELECT min(seq) FROM partage.source_settlement_exchange)";
    const checks = await forge("source_settlement_exchange", `${exchange} rate = '0.196' ${of}`);
    expect(checks).toContain("source_settlement");
    expect(await forge("source_settlement_exchange", `${exchange} rate = '0.195' ${of}`)).toEqual([]);
    expect(await forge("source_settlement_exchange", `${exchange} gross = gross + 1 ${of}`)).toContain(
      "body",
    );
    expect(await forge("source_settlement_exchange", `${exchange} gross = gross - 1 ${of}`)).toEqual([]);
    const gone = "DELETE FROM partage.source_settlement_exchange WHERE rate = '0.2' AND fee = 400";
    expect(await forge("source_settlement_exchange", gone)).toContain("source_settlement");
  });
});
