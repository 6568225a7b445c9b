// One field for everything, by the public API: by name, id, e-mail address, reference, charge and amount;
// only what a role may read, nothing of another workspace, and each way to a sale begins at an index.
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { openShop, type Shop } from "./open-shop.ts";

describe("search", () => {
  let shop: Shop;
  let sale: string;

  beforeAll(async () => {
    shop = await openShop();
    await shop.make("/parties", {
      kind: "partner",
      ref: "bruno",
      name: "Bruno Lima",
      email: "bruno@example.com",
    });
    const product = await shop.make("/products", { name: "Piano in 30 days", externalId: "piano" });
    const sell = async (externalId: string, paid: number, more: object = {}) =>
      (await shop.make("/sales", { externalId, product: product.id, currency: "EUR", paid, ...more })).id;
    sale = await sell("ch_1", 4990, {
      charge: "pi_77",
      buyer: { email: "Claire@Example.com", name: "Claire Gute", reference: "student-12" },
    });
    await sell("ch_2", 499000);
    await sell("ch_3", 123);
  });
  afterAll(() => shop.door.close());

  const find = async (q: string) => (await shop.get(`/search?q=${encodeURIComponent(q)}`)).body;

  test.each([
    ["claire@example.com", "email", 1],
    ["Claire@exa", "email", 1],
    ["claire g", "name", 1],
    ["GUTE", "name", 1],
    ["student-12", "reference", 1],
    ["pi_77", "charge", 1],
    ["ch_1", "external_id", 1],
    ["49.90", "amount", 1],
    ["49,90 EUR", "amount", 1],
    ["4990", "amount", 2],
    ["49.90 USD", "amount", 0],
    ["nobody@example.com", "email", 0],
  ])("finds sales by %s", async (q, fits, count) => {
    const { sales } = await find(q);
    expect(sales.length).toBe(count);
    for (const one of sales) expect(one.fits).toBe(fits);
    if (count > 0) expect(sales.map((one: { id: string }) => one.id)).toContain(sale);
  });

  test("finds a sale by its own id, a product and a party by a piece of their names", async () => {
    expect((await find(sale)).sales).toMatchObject([
      { id: sale, fits: "id", paid: 4990, currency: "EUR", buyer: "Claire Gute", externalId: "ch_1" },
    ]);
    expect((await find("pIAno")).products).toMatchObject([{ name: "Piano in 30 days", fits: "name" }]);
    expect((await find("lima")).parties).toMatchObject([
      { name: "Bruno Lima", kind: "partner", fits: "name" },
    ]);
    expect((await find("bruno@")).parties).toMatchObject([{ name: "Bruno Lima", fits: "email" }]);
    expect(await find("100%_")).toEqual({ products: [], parties: [], sales: [] });
  });

  test("shows support the buyer's sale and no partner's earnings; a key without the scope nothing", async () => {
    const where = { ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid };
    const support = await shop.door.person("support", where);
    const url = `/v1/workspaces/${shop.workspace}/search?q=claire%40example.com`;
    const answer = await support.send({ method: "GET", url });
    expect(answer.json().sales).toHaveLength(1);
    expect(Object.keys(answer.json().sales[0]).sort()).toEqual(
      ["at", "buyer", "currency", "externalId", "fits", "id", "paid", "product", "source"].sort(),
    );
    const key = await shop.door.key(["workspace:read", "products:read"], shop.ws);
    const headers = { authorization: `Bearer ${key}` };
    const bare = await shop.door.server.inject({ method: "GET", url: "/v1/search?q=bruno", headers });
    expect(bare.json()).toEqual({ products: [], parties: [], sales: [] });
  });

  test("finds nothing of another workspace, and refuses a single letter", async () => {
    const other = await openShop(shop.door);
    for (const q of ["in 30 days", "claire@example.com", "49.90", sale]) {
      const { body } = await other.get(`/search?q=${encodeURIComponent(q)}`);
      expect(body, q).toEqual({ products: [], parties: [], sales: [] });
    }
    expect((await shop.get("/search?q=%20a%20")).status).toBe(400);
  });

  test("looks for an amount in its index", async () => {
    const plan = await inWorkspace(shop.door.db, shop.ws, async (tx) => {
      await sql`SET LOCAL enable_seqscan = off`.execute(tx);
      const { rows } = await sql<Record<string, string>>`
        EXPLAIN SELECT id FROM partage.sale WHERE ws = ${shop.ws} AND paid = 4990 AND currency = 'EUR'
         ORDER BY happened_at DESC LIMIT 6`.execute(tx);
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    });
    expect(plan).toContain("sale_paid");
    expect(plan).not.toContain("Sort");
  });
});
