// How a product does: direct and by affiliates, by party, over time, with the versions of its contracts; from
// totals that `verify` finds to agree with the journal, and for a co-producer with its own part alone.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { runSql } from "../run-sql.ts";
import { AGREED, openShop, type Shop } from "./open-shop.ts";
import { type Speaker, speaksFor } from "./speaks-for.ts";

type Parsed = ReturnType<typeof JSON.parse>;

describe("how a product does", () => {
  let shop: Shop;
  let bruno: Speaker;
  let piano: string;
  const days = "?from=2026-01-01&to=2026-03-31&by=month";

  beforeAll(async () => {
    shop = await openShop();
    bruno = await speaksFor(shop, "bruno");
    await speaksFor(shop, "erin");
    piano = (await shop.make("/products", { name: "Piano" })).id;
    const terms = { product: piano, party: { ref: "bruno" }, ...AGREED };
    const starts = { starts: "2020-01-01T00:00:00Z" };
    const { id } = await shop.make("/contracts", { ...terms, share: "0.10", ...starts });
    const { product: _, party: __, ...again } = terms;
    await shop.make(`/contracts/${id}/versions`, { ...again, share: "0.20", starts: "2026-02-10T00:00:00Z" });
    await shop.make("/affiliations", { product: piano, party: { ref: "erin" }, code: "ERIN", rate: "0.5" });
    const sell = async (externalId: string, at: string, more: object = {}) =>
      (await shop.make("/sales", { externalId, product: piano, currency: "USD", paid: 10_000, at, ...more }))
        .id;
    await sell("direct", "2026-01-05T00:00:00Z");
    const promoted = await sell("promoted", "2026-01-20T00:00:00Z", { affiliate: { code: "ERIN" } });
    await sell("later", "2026-03-05T00:00:00Z");
    await shop.make(`/sales/${promoted}/refunds`, {
      externalId: "r",
      amount: 4000,
      at: "2026-02-01T00:00:00Z",
    });
  });
  afterAll(() => shop.door.close());

  test("tells direct from affiliate, each party's part, and when terms changed", async () => {
    const { status, body } = await shop.get(`/products/${piano}/performance${days}`);
    expect(status, JSON.stringify(body)).toBe(200);
    const [usd] = body.currencies;
    const told = usd.buckets.map(({ direct, affiliate }: Parsed) => [
      [direct.sales, direct.paid, direct.taken],
      [affiliate.sales, affiliate.paid, affiliate.taken],
    ]);
    expect(told).toEqual([
      [
        [1, 10_000, 0],
        [1, 10_000, 0],
      ],
      [
        [0, 0, 0],
        [0, 0, 4000],
      ],
      [
        [1, 10_000, 0],
        [0, 0, 0],
      ],
    ]);
    expect(usd.parties.map((one: Parsed) => [one.party.name, one.role, one.kept])).toEqual([
      ["Piano School", "producer", [9000 + 4500, -1800, 8000]],
      ["bruno", "coproducer", [1000 + 500, -200, 2000]],
      ["erin", "affiliate", [5000, -2000, 0]],
    ]);
    // The first began years before.
    const second = { version: 2, share: "0.2", starts: "2026-02-10T00:00:00.000Z", ends: null };
    expect(body.versions).toMatchObject([{ ...second, party: { name: "bruno" } }]);
  });

  test("a co-producer sees its own part, and nothing of another product", async () => {
    const seen = await bruno.get(`/products/${piano}/performance${days}`);
    const [usd] = seen.currencies;
    expect(usd.parties.map((one: Parsed) => [one.party.name, one.total])).toEqual([["bruno", 3300]]);
    expect(usd.buckets[0].affiliate).toEqual({ sales: 1, paid: 10_000, taken: 0 });
    const other = (await shop.make("/products", { name: "Guitar" })).id;
    expect((await bruno.send("GET", `/products/${other}/performance`)).status).toBe(404);
  });

  test("verify holds the totals by affiliates against the journal", async () => {
    const wrong = async () =>
      (await verifyBooks(shop.door.app, shop.ws)).disagreements.map((one) => one.check);
    expect(await wrong()).toEqual([]);
    const ws = `SELECT set_config('app.ws', '${shop.ws}', false);`;
    await runSql(shop.door.url, `${ws} UPDATE partage.affiliate_day SET taken = taken + 1 WHERE sales = 0`);
    expect(await wrong()).toEqual(["affiliate_day"]);
  });
});
