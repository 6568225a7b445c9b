// Sales from before, kept as history: by a file and by the API, shown in performance, taken out again, and in
// none of balances, counters, splits and sums.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { runImport } from "../../src/flows/run-import.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { AGREED, openShop, type Shop } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";

type Parsed = ReturnType<typeof JSON.parse>;

const DAYS = "?from=2024-01-01&to=2024-12-31&by=month";
const HEAD = "Id,Date,Product,Amount,Back,Affiliate,Partner,Given";
const MAPPING = {
  source: "old-shop",
  keepAs: "history",
  columns: {
    externalId: "Id",
    at: "Date",
    product: "Product",
    paid: "Amount",
    affiliate: "Affiliate",
    partner: "Partner",
    partnerAmount: "Given",
  },
  currency: "USD",
};

describe("sales from before", () => {
  let shop: Shop;
  let bruno: Speaker;
  let piano: string;
  let party: string;

  beforeAll(async () => {
    shop = await openShop();
    bruno = await speaksFor(shop, "bruno");
    await speaksFor(shop, "erin");
    piano = (await shop.make("/products", { name: "Piano", externalId: "piano" })).id;
    party = (await shop.get("/parties?ref=bruno")).body.data[0].id;
    // A volume tier that 100.00 of history would move, if history counted.
    const clauses = [
      {
        kind: "tiers",
        measure: "net",
        period: "term",
        tiers: [{ upTo: 20_000, share: "0.10" }, { share: "0.20" }],
      },
      { kind: "minimum", amount: 50_000, currency: "USD", period: "term" },
    ];
    const starts = { starts: "2024-01-01T00:00:00Z" };
    await shop.make("/contracts", { product: piano, party: { ref: "bruno" }, ...AGREED, clauses, ...starts });
  });
  afterAll(() => shop.door.close());

  async function importFile(lines: readonly string[], mapping: object = MAPPING): Promise<Parsed> {
    const form = new FormData();
    form.append("file", new Blob([[HEAD, ...lines].join("\n")], { type: "text/csv" }), "before.csv");
    const encoded = new Response(form);
    const type = encoded.headers.get("content-type") ?? "";
    const payload = Buffer.from(await encoded.arrayBuffer());
    const { body } = await shop.send("POST", "/imports", payload, { "content-type": type });
    expect((await shop.patch(`/imports/${body.id}`, { mapping })).status).toBe(200);
    return body.id;
  }

  async function run(id: string, dryRun = false): Promise<Parsed> {
    expect((await shop.post(`/imports/${id}/start`, { dryRun })).status).toBe(202);
    await runImport(shop.door.app, shop.ws, parsePublicId("import", id) as Uuid);
    return (await shop.get(`/imports/${id}`)).body;
  }

  const inUsd = async () => (await shop.get(`/products/${piano}/performance${DAYS}`)).body.currencies[0];
  const books = async () => {
    const { data } = (await shop.get("/balances?limit=100")).body;
    return JSON.stringify(data);
  };

  test("a file of them is tried, kept once, and each bad row has its reason", async () => {
    const before = await books();
    const id = await importFile([
      "a-1,2024-03-01T12:00:00Z,piano,100.00,,,bruno,9.00",
      "a-2,2024-03-02T12:00:00Z,piano,50.00,,SOMEBODY,bruno@example.com,4.50",
      "a-3,2024-04-02T12:00:00Z,piano,30.00,,,,",
      "a-4,2024-04-02T12:00:00Z,violin,30.00,,,,",
      "a-5,2024-04-02T12:00:00Z,piano,30.00,,,nobody,1.00",
      "a-6,2024-04-02T12:00:00Z,piano,30.00,,,bruno,31.00",
      "a-7,2124-04-02T12:00:00Z,piano,30.00,,,,",
      "a-8,2024-04-02T12:00:00Z,piano,30.00,,,bruno,4.567",
      "a-1,2024-03-01T12:00:00Z,piano,100.00,,,bruno,9.00",
      "a-1,2024-03-01T12:00:00Z,piano,101.00,,,bruno,9.00",
    ]);
    expect(await run(id, true)).toMatchObject({ rowsNew: 3, rowsKnown: 1, rowsFailed: 6 });
    expect((await shop.get("/past-sales")).body.data).toEqual([]);
    expect(await run(id)).toMatchObject({ state: "done", rowsNew: 3, rowsKnown: 1, rowsFailed: 6 });
    const { data } = (await shop.get(`/imports/${id}/problems`)).body;
    expect(data.map((one: Parsed) => [one.row, one.code])).toEqual([
      [4, "unknown_product"],
      [5, "unknown_party"],
      [6, "shares_exceed_paid"],
      [7, "not_past"],
      [8, "too_many_places"],
      [10, "history_differs"],
    ]);
    // Run again it adds nothing.
    expect(await run(id)).toMatchObject({ rowsNew: 0, rowsKnown: 4 });
    expect(await books()).toBe(before);
  });

  test("a product's performance shows them apart, and what is sold here is split as if they were not", async () => {
    const usd = await inUsd();
    expect(usd.buckets.every((one: Parsed) => one.direct.sales + one.affiliate.sales === 0)).toBe(true);
    const { buckets, parties } = usd.history;
    const march = buckets.find((one: Parsed) => one.from === "2024-03-01");
    expect(march.direct).toEqual({ sales: 1, paid: 10_000, taken: 0 });
    expect(march.affiliate).toEqual({ sales: 1, paid: 5_000, taken: 0 });
    expect(parties.map((one: Parsed) => [one.party.name, one.total])).toEqual([["bruno", 1350]]);
    // In the first tier still: 20.00 of 200.00, where the history's 180.00 would have filled it.
    const sale = await shop.make("/sales", {
      externalId: "now",
      product: piano,
      currency: "USD",
      paid: 20_000,
    });
    const { lines } = (await shop.get(`/sales/${sale.id}`)).body;
    expect(lines.find((one: Parsed) => one.role === "coproducer").amount).toBe(2_000);
    expect((await verifyBooks(shop.door.app, shop.ws)).disagreements).toEqual([]);
  });

  test("a partner sees the part it was given, and no other's sale", async () => {
    const own = await bruno.get("/history");
    expect(own.data).toMatchObject([{ product: { name: "Piano" }, sales: 2, paid: 15_000, given: 1350 }]);
    const [usd] = (await bruno.get(`/products/${piano}/performance${DAYS}`)).currencies;
    const sales = usd.history.buckets.reduce((sum: number, one: Parsed) => {
      return sum + one.direct.sales + one.affiliate.sales;
    }, 0);
    expect(sales).toBe(2);
    expect((await shop.get(`/parties/${party}/history`)).body.data).toEqual(own.data);
  });

  test("by the API all are kept or none; what is recorded here is no history", async () => {
    const one = (externalId: string, more: object = {}) => ({
      externalId,
      source: "old-shop",
      product: { externalId: "piano" },
      at: "2024-05-01T00:00:00Z",
      currency: "USD",
      paid: 1_000,
      ...more,
    });
    const refused = await shop.post("/past-sales", { sales: [one("b-1"), one("b-2", { taken: 1_001 })] });
    expect(refused).toMatchObject({ status: 422, body: { code: "taken_exceeds_paid" } });
    expect(refused.body.errors).toMatchObject([{ path: "sales[1].taken" }]);
    const sales = [
      one("b-1"),
      one("b-2", { taken: 1_000, shares: [{ party: { ref: "bruno" }, amount: 0 }] }),
    ];
    expect((await shop.post("/past-sales", { sales })).body).toEqual({ new: 2, known: 0 });
    expect((await shop.post("/past-sales", { sales })).body).toEqual({ new: 0, known: 2 });
    const recorded = await shop.post("/past-sales", { sales: [one("now", { source: "api" })] });
    expect(recorded).toMatchObject({ status: 409, body: { code: "recorded_already" } });
    // Recorded here later, the ledger tells it, and the history no longer does.
    const before = (await inUsd()).history.buckets[4].direct.sales;
    await shop.make("/sales", { ...one("b-1"), at: "2024-05-01T00:00:00Z" });
    expect((await inUsd()).history.buckets[4].direct.sales).toBe(before - 1);
  });

  test("an import's history, or one sale of it, goes again, with a word in the audit trail", async () => {
    const { data } = (await shop.get("/past-sales?source=old-shop&limit=100")).body;
    const last = data.find((one: Parsed) => one.externalId === "b-2");
    const gone = await shop.send("DELETE", `/past-sales/${last.id}`);
    expect(gone).toMatchObject({ status: 200, body: { removed: 1 } });
    expect((await shop.send("DELETE", `/past-sales/${last.id}`)).status).toBe(404);
    const file = (await shop.get("/imports")).body.data[0].id;
    expect((await shop.post(`/imports/${file}/remove-history`, {})).body).toEqual({ removed: 3 });
    expect((await bruno.get("/history")).data).toEqual([]);
    const { data: events } = (await shop.get("/events?limit=100")).body;
    const types = events.map((event: Parsed) => event.type).filter((type: string) => /^history/.test(type));
    expect(types.sort()).toEqual(["history.kept", "history.kept", "history.removed", "history.removed"]);
  });
});
