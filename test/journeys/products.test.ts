// Products, their terms, offers and names, and the parties that they speak of, through the door.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AGREED, openShop, type Shop } from "./open-shop.ts";

describe("Products and parties", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
    await shop.make("/parties", { kind: "platform", name: "Market", ref: "market" });
    await shop.make("/parties", { kind: "partner", name: "Bruno", ref: "bruno", email: "Bruno@Example.com" });
  });
  afterAll(() => shop.door.close());

  test("a product is made with terms, names and who answers for what, and found by each", async () => {
    const made = await shop.make("/products", {
      name: "Piano in 30 days",
      category: "Music",
      externalId: "piano",
      terms: {
        platformFee: { party: { ref: "market" }, rate: "0.099", fixed: { USD: 50, JPY: 5 } },
        affiliate: { base: "gross" },
      },
      responsibilities: { support: { ref: "bruno" } },
      refs: [{ source: "stripe", ref: "prod_1" }],
      metadata: { level: "one" },
    });
    expect(made).toMatchObject({
      status: "active",
      responsibilities: { support: { name: "Bruno" } },
      refs: [{ source: "stripe", ref: "prod_1", offer: null }],
      terms: {
        version: 1,
        platformFee: {
          party: { name: "Market" },
          rate: "0.099",
          fixed: { USD: 50, JPY: 5 },
          bearer: "shared",
        },
        processorFee: { bearer: "shared" },
        affiliate: { base: "gross" },
        unreturnedFees: "producer",
      },
      metadata: { level: "one" },
    });
    expect((await shop.get("/products?search=PIANO")).body.data).toHaveLength(1);
    expect((await shop.get("/products?externalId=piano")).body.data[0].id).toBe(made.id);
    expect((await shop.get("/products?status=inactive")).body.data).toEqual([]);
    const changed = await shop.patch(`/products/${made.id}`, { status: "inactive", category: null });
    expect(changed.body).toMatchObject({
      status: "inactive",
      category: null,
      name: "Piano in 30 days",
      externalId: "piano",
    });
    const again = await shop.post("/products", { name: "Other", externalId: "piano" });
    expect(again.body).toMatchObject({
      status: 409,
      code: "external_id_taken",
      errors: [{ path: "externalId" }],
    });
  });

  test("terms are given whole and from now on; versions stay", async () => {
    const { id } = await shop.make("/products", { name: "Guitar", terms: { unreturnedFees: "pro_rata" } });
    const second = await shop.make(`/products/${id}/terms`, { processorFee: { bearer: "producer" } });
    expect(second).toMatchObject({
      version: 2,
      unreturnedFees: "producer",
      processorFee: { bearer: "producer" },
    });
    const third = await shop.make(`/products/${id}/terms`, { starts: "2040-01-01T00:00:00+02:00" });
    expect(third).toMatchObject({ version: 3, starts: "2039-12-31T22:00:00.000Z" });
    expect((await shop.get(`/products/${id}`)).body.terms.version).toBe(2);
    const page = (await shop.get(`/products/${id}/terms?limit=2`)).body;
    expect(page.data.map((one: { version: number }) => one.version)).toEqual([3, 2]);
    const rest = (await shop.get(`/products/${id}/terms?cursor=${page.nextCursor}`)).body;
    expect(rest).toMatchObject({ data: [{ version: 1 }], nextCursor: null });
    const wrong = await shop.post(`/products/${id}/terms`, { platformFee: { party: { ref: "nobody" } } });
    expect(wrong.body).toMatchObject({ code: "unknown_party", errors: [{ path: "platformFee.party" }] });
    const currency = await shop.post(`/products/${id}/terms`, {
      platformFee: { party: { ref: "market" }, fixed: { usd: 5 } },
    });
    expect(currency).toMatchObject({ status: 400, body: { errors: [{ path: "platformFee.fixed" }] } });
  });

  test("one name of one source leads to one product, until it is taken away", async () => {
    const a = (await shop.make("/products", { name: "A" })).id;
    const b = (await shop.make("/products", { name: "B" })).id;
    const offer = (await shop.make(`/products/${a}/offers`, { name: "One", currency: "USD", price: 100 })).id;
    const ref = { source: "hotmart", ref: "123" };
    await shop.make(`/products/${a}/refs`, ref);
    await shop.make(`/products/${a}/refs`, { ...ref, offer });
    expect((await shop.get(`/products/${a}/refs`)).body.data).toEqual([{ ...ref, offer }]);
    expect((await shop.post(`/products/${b}/refs`, ref)).body).toMatchObject({
      status: 409,
      code: "ref_taken",
    });
    expect((await shop.post(`/products/${b}/refs`, { source: "x", ref: "y", offer })).body.code).toBe(
      "unknown_offer",
    );
    const gone = await shop.send("DELETE", `/products/${a}/refs?source=hotmart&ref=123`);
    expect(gone.status).toBe(204);
    expect((await shop.send("DELETE", `/products/${a}/refs?source=hotmart&ref=123`)).status).toBe(404);
    await shop.make(`/products/${b}/refs`, ref);
  });

  test("offers are made, changed, listed in order", async () => {
    const product = (await shop.make("/products", { name: "Drums" })).id;
    const make = (name: string) =>
      shop.make(`/products/${product}/offers`, {
        name,
        currency: "JPY",
        price: 4900,
        kind: "subscription",
        guaranteeDays: 7,
      });
    const first = await make("Monthly");
    await make("Yearly");
    const list = (await shop.get(`/products/${product}/offers?limit=1`)).body;
    expect(list.data).toMatchObject([
      { id: first.id, kind: "subscription", guaranteeDays: 7, orderBump: false },
    ]);
    expect((await shop.get(`/products/${product}/offers?cursor=${list.nextCursor}`)).body.data).toMatchObject(
      [{ name: "Yearly" }],
    );
    const changed = await shop.patch(`/offers/${first.id}`, { price: 0, guaranteeDays: 0, orderBump: true });
    expect(changed.body).toMatchObject({ price: 0, guaranteeDays: 0, orderBump: true, name: "Monthly" });
    expect((await shop.patch(`/offers/${first.id}`, { currency: "USD" })).status).toBe(400);
    expect(
      (await shop.post(`/products/${product}/offers`, { name: "X", currency: "USD", price: 1.5 })).status,
    ).toBe(400);
  });

  test("parties are found by name, kind, ref and external id; producer and tax stay what they are", async () => {
    const found = (await shop.get("/parties?search=BRUNO@exam")).body.data;
    expect(found).toMatchObject([
      { name: "Bruno", email: "bruno@example.com", kind: "partner", ref: "bruno" },
    ]);
    const { id } = found[0];
    const changed = await shop.patch(`/parties/${id}`, { externalId: "b-1", email: null });
    expect(changed.body).toMatchObject({ externalId: "b-1", email: null, ref: "bruno" });
    expect((await shop.get("/parties?externalId=b-1")).body.data[0].id).toBe(id);
    const kinds = (await shop.get("/parties")).body.data.map((one: { kind: string }) => one.kind);
    expect(kinds.sort()).toEqual(["partner", "platform", "producer", "tax"]);
    expect((await shop.post("/parties", { kind: "tax", name: "Another" })).status).toBe(400);
    const tax = (await shop.get("/parties?kind=tax")).body.data[0].id;
    expect((await shop.patch(`/parties/${tax}`, { ref: "vat" })).body).toMatchObject({ code: "ref_fixed" });
    expect((await shop.patch(`/parties/${tax}`, { name: "Receita Federal" })).body.ref).toBe("tax");
    expect((await shop.patch(`/parties/${id}`, { ref: "market" })).body).toMatchObject({
      status: 409,
      code: "ref_taken",
    });
  });

  test("affiliations: one a party and product, one code, ended is final", async () => {
    const product = (await shop.make("/products", { name: "Violin" })).id;
    const carla = (await shop.make("/parties", { kind: "partner", name: "Carla", ref: "carla" })).id;
    const made = await shop.make("/affiliations", { product, party: carla, code: "Carla", rate: "0.35" });
    expect(made).toMatchObject({
      state: "approved",
      rate: "0.35",
      recruitedBy: null,
      party: { name: "Carla" },
    });
    const twice = await shop.post("/affiliations", { product, party: carla, code: "OTHER", rate: "0.1" });
    expect(twice.body).toMatchObject({ status: 409, code: "affiliation_exists" });
    const code = await shop.post("/affiliations", {
      product,
      party: { ref: "bruno" },
      code: "CARLA",
      rate: "0.1",
    });
    expect(code.body).toMatchObject({ status: 409, code: "code_taken", errors: [{ path: "code" }] });
    const self = await shop.patch(`/affiliations/${made.id}`, { recruitedBy: carla });
    expect(self.body).toMatchObject({ code: "recruited_by_itself" });
    const byBruno = { recruitedBy: { ref: "bruno" } };
    expect((await shop.patch(`/affiliations/${made.id}`, byBruno)).body.code).toBe("no_manager");
    const manages = { product, party: { ref: "bruno" }, share: "0.05", scope: "recruited", ...AGREED };
    await shop.make("/contracts", manages);
    const recruited = await shop.patch(`/affiliations/${made.id}`, {
      recruitedBy: { ref: "bruno" },
      rate: "0.4",
    });
    expect(recruited.body).toMatchObject({ recruitedBy: { name: "Bruno" }, rate: "0.4", code: "Carla" });
    const silent = await shop.patch(`/affiliations/${made.id}`, { state: "suspended" });
    expect(silent.body).toMatchObject({ status: 422, code: "reason_needed" });
    await shop.patch(`/affiliations/${made.id}`, { state: "ended" });
    expect((await shop.patch(`/affiliations/${made.id}`, { state: "approved" })).body.code).toBe(
      "affiliation_ended",
    );
    expect((await shop.get(`/affiliations?product=${product}&state=ended`)).body.data).toHaveLength(1);
    expect((await shop.get(`/affiliations?product=${product}&state=approved`)).body.data).toHaveLength(0);
  });

  test("nothing of it is another workspace's, neither to read nor to name", async () => {
    const other = await openShop(shop.door);
    const product = (await shop.make("/products", { name: "Mine", externalId: "mine" })).id;
    expect((await other.get(`/products/${product}`)).status).toBe(404);
    expect((await other.patch(`/products/${product}`, { name: "Theirs" })).status).toBe(404);
    expect((await other.post(`/products/${product}/terms`, {})).status).toBe(404);
    expect(
      (await other.post(`/products/${product}/offers`, { name: "X", currency: "USD", price: 1 })).status,
    ).toBe(404);
    expect((await other.get("/products")).body.data).toEqual([]);
    const fee = { platformFee: { party: { ref: "market" } } };
    expect((await other.post("/products", { name: "X", terms: fee })).body).toMatchObject({
      code: "unknown_party",
    });
    expect((await other.get("/products?externalId=mine")).body.data).toEqual([]);
  });
});
