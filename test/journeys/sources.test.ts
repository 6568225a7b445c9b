// Sources as people run them, through the public API: connected before the secret is known, a wrong secret
// seen, two secrets while one is replaced, a new address, paused and gone on with, a test message; and what
// waits: one product mapped for all its messages, messages set aside and taken back, never a secret answered.
// Example: PUT /v1/sources/stripe {} → an address; what comes before the secret is told → 401, counted.
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publicId } from "../../src/base/id.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { commission, delivery, money } from "../fixtures/sources/hotmart-deliveries.ts";
import * as fixture from "../fixtures/sources/stripe-objects.ts";
import { type ConnectedShop, charge, openConnectedShop } from "./open-connected-shop.ts";
import { openShop, type Shop } from "./open-shop.ts";

const nobody = publicId("product", "00000000-0000-7000-8000-000000000000");
const signer = new Stripe("sk_test_unused");
let shop: Shop;
let connected: ConnectedShop;

beforeAll(async () => {
  shop = await openShop();
  connected = await openConnectedShop();
});
afterAll(async () => {
  const { disagreements } = await verifyBooks(connected.door.app, connected.ws);
  await Promise.all([shop.door.close(), connected.door.close()]);
  expect(disagreements).toEqual([]);
});

describe("connecting", () => {
  let address: string;
  let count = 0;

  async function send(secret: string, url = address): Promise<number> {
    const payload = JSON.stringify(fixture.event("payout.paid", {}, { id: `evt_s${++count}` }));
    const signature = signer.webhooks.generateTestHeaderString({ payload, secret });
    const headers = { "content-type": "application/json", "stripe-signature": signature };
    return (await shop.door.server.inject({ method: "POST", url: new URL(url).pathname, headers, payload }))
      .statusCode;
  }
  const change = (body: object) => shop.send("PUT", "/sources/stripe", body);
  const health = async () => (await shop.get("/sources/stripe")).body;

  test("gives the address first; what comes before the secret is told is turned away, and seen", async () => {
    const made = await change({});
    expect(made.body).toMatchObject({ hasSecret: false, state: "active", lastReceivedAt: null });
    address = made.body.address;
    expect(await send("whsec_not_told_yet")).toBe(401);
    expect((await health()).turnedAway).toMatchObject({ count: 1, code: "secret_missing" });
    expect((await shop.post("/sources/stripe/test", {})).body.code).toBe("secret_missing");
  });

  test("takes a secret that can be one, counts what does not fit it, and forgets that with the first good one", async () => {
    for (const secret of ["rk_live_an_api_key", "sk_test_another"]) {
      const refused = await change({ secret });
      expect([refused.status, refused.body.errors[0].path]).toEqual([422, "secret"]);
    }
    expect((await change({ secret: "whsec_the_right_one" })).body.hasSecret).toBe(true);
    for (let i = 0; i < 3; i++) expect(await send("whsec_another_one")).toBe(401);
    expect((await health()).turnedAway).toMatchObject({ count: 3, code: "signature_wrong" });
    expect((await health()).lastReceivedAt).toBeNull();
    expect(await send("whsec_the_right_one")).toBe(200);
    expect(await health()).toMatchObject({ turnedAway: { count: 0 }, queued: 1 });
    expect((await health()).lastReceivedAt).not.toBeNull();
  });

  test("two secrets are good while one is replaced, and one of them no longer than asked for", async () => {
    await change({ secret: "whsec_the_new_one", oldSecretHours: 24 });
    expect([await send("whsec_the_right_one"), await send("whsec_the_new_one")]).toEqual([200, 200]);
    expect((await health()).oldSecretUntil).not.toBeNull();
    await change({ secret: "whsec_the_newest", oldSecretHours: 0 });
    expect([await send("whsec_the_new_one"), await send("whsec_the_newest")]).toEqual([401, 200]);
  });

  test("the address is shown again to who may change the source, and a new one ends it", async () => {
    expect((await shop.get("/sources/stripe/address")).body.address).toBe(address);
    const renewed = (await shop.post("/sources/stripe/address", {})).body.address;
    expect(renewed).not.toBe(address);
    expect([await send("whsec_the_newest", address), await send("whsec_the_newest", renewed)]).toEqual([
      404, 200,
    ]);
    address = renewed;
  });

  test("no secret is ever answered, nor kept with a message; a token in a body is not shown", async () => {
    const all = JSON.stringify([
      (await shop.get("/sources")).body,
      (await shop.get("/sources/stripe/address")).body,
      (await shop.get("/deliveries?limit=100")).body,
      (await shop.get("/events?limit=100")).body,
    ]);
    expect(all).not.toMatch(/whsec_/);
    const [first] = (await shop.get("/deliveries")).body.data;
    const { headers } = (await shop.get(`/deliveries/${first.id}`)).body;
    expect(headers["stripe-signature"]).toBe("");
    const hotmart = (await shop.send("PUT", "/sources/hotmart", { secret: "token-in-the-body" })).body;
    const body = { ...delivery("CLUB_FIRST_ACCESS", { id: "d-old" }), hottok: "token-in-the-body" };
    const url = new URL(hotmart.address).pathname;
    expect((await shop.door.server.inject({ method: "POST", url, payload: body })).statusCode).toBe(200);
    const [kept] = (await shop.get("/deliveries?source=hotmart")).body.data;
    const shown = (await shop.get(`/deliveries/${kept.id}`)).body;
    expect(shown.body).not.toContain("token-in-the-body");
    expect(shown.body).toContain("CLUB_FIRST_ACCESS");
  });

  test("a test message takes the whole way of a real one, and is not counted as one", async () => {
    await shop.send("PUT", "/sources/hotmart", { secret: "another-token" });
    for (const name of ["stripe", "hotmart"]) {
      const before = (await shop.get(`/sources/${name}`)).body.lastReceivedAt;
      expect((await shop.post(`/sources/${name}/test`, {})).status).toBe(202);
      const [newest] = (await shop.get(`/deliveries?source=${name}&type=test`)).body.data;
      expect(newest.type.toLowerCase()).toMatch(/^partage.test$/);
      expect((await shop.get(`/sources/${name}`)).body.lastReceivedAt).toBe(before);
    }
  });
});

describe("what waits", () => {
  const purchase = (transaction: string, id: number, price = 97) => ({
    data: {
      product: { id, name: `Curso ${id}` },
      affiliates: [],
      commissions: [commission("MARKETPLACE", 10), commission("PRODUCER", price - 10)],
      purchase: { transaction, full_price: money(price), price: money(price), offer: { code: `o${price}` } },
    },
  });
  const waiting = async () => (await connected.get("/parked-products")).body.data;

  test("one product is mapped for all its messages: name, prices, how many; each at its own time", async () => {
    for (const n of [1, 2, 3]) await connected.hot("PURCHASE_APPROVED", purchase(`W-${n}`, 31));
    await connected.hot("PURCHASE_APPROVED", purchase("W-4", 31, 147));
    await connected.hot("PURCHASE_APPROVED", purchase("W-5", 32));
    expect(await waiting()).toMatchObject([
      {
        source: "hotmart",
        ref: "31",
        name: "Curso 31",
        waiting: 4,
        prices: [
          { offerRef: "o97", currency: "BRL", least: 9700, most: 9700, waiting: 3 },
          { offerRef: "o147", least: 14700, waiting: 1 },
        ],
      },
      { ref: "32", waiting: 1 },
    ]);
    const offer = { name: "Curso 31", currency: "BRL", price: 9700 };
    const mapped = await connected.post("/parked-products", {
      ...{ source: "hotmart", ref: "31", product: { name: "Curso 31", offer } },
    });
    expect([mapped.status, mapped.body.queued]).toEqual([201, 4]);
    const progress = () => connected.get("/parked-products/progress?source=hotmart&ref=31");
    expect((await progress()).body.outcomes).toEqual([{ state: "stored", reason: null, count: 4 }]);
    await connected.work();
    expect((await progress()).body.outcomes).toEqual([{ state: "applied", reason: null, count: 4 }]);
    const sold = (await connected.get(`/sales?product=${mapped.body.product}`)).body.data;
    expect(sold.map((one: { at: string }) => one.at)).toEqual(Array(4).fill("2026-01-01T12:00:00.000Z"));
    expect(await waiting()).toMatchObject([{ ref: "32" }]);
  });

  test("a mapping that cannot be makes nothing, not even the product", async () => {
    const before = (await connected.get("/products?limit=100")).body.data.length;
    const taken = { source: "hotmart", ref: "31", product: { name: "Curso 31 outra vez" } };
    expect((await connected.post("/parked-products", taken)).body.code).toBe("ref_taken");
    for (const body of [
      { source: "hotmart", ref: "32" },
      { source: "hotmart", ref: "32", product: connected.producer },
    ]) {
      expect((await connected.post("/parked-products", body)).status).toBe(400);
    }
    expect((await connected.get("/products?limit=100")).body.data).toHaveLength(before);
  });

  test("a message that will never be posted is set aside with all that follows of it, and taken back", async () => {
    const [parked] = await connected.deliveries("state=parked&source=hotmart");
    const id = parked?.id;
    expect((await connected.post(`/deliveries/${id}/dismiss`, { why: " " })).status).toBe(400);
    const aside = await connected.post(`/deliveries/${id}/dismiss`, { why: "Our own purchase" });
    expect(aside.body).toMatchObject({ state: "dismissed", dismissed: { why: "Our own purchase" } });
    expect(await waiting()).toEqual([]);
    expect((await connected.post(`/deliveries/${id}/retry`, {})).body.code).toBe("delivery_dismissed");
    // Two weeks later Hotmart says that it is complete: it follows.
    await connected.post("/parked-products", {
      ...{ source: "hotmart", ref: "32", product: { name: "Curso 32" } },
    });
    await connected.hot("PURCHASE_COMPLETE", purchase("W-5", 32));
    expect(await connected.sales("W-5")).toEqual([]);
    expect(await connected.deliveries("state=dismissed")).toHaveLength(2);
    const restored = await connected.post(`/deliveries/${id}/restore`, {});
    expect([restored.status, restored.body.state]).toEqual([202, "stored"]);
    await connected.work();
    expect(await connected.sales("W-5")).toHaveLength(1);
    expect(await connected.deliveries("state=dismissed")).toEqual([]);
    expect((await connected.post(`/deliveries/${id}/dismiss`, { why: "too late" })).body.code).toBe(
      "delivery_applied",
    );
  });

  test("a charge that names no product is posted as the one a person says", async () => {
    const product = await connected.product("Aula avulsa", []);
    const bare = { metadata: {}, payment_intent: null, invoice: null };
    await connected.stripe("charge.succeeded", charge("ch_bare", bare));
    const [parked] = await connected.deliveries("state=parked&source=stripe");
    expect(parked?.reason).toBe("product_not_named");
    const path = `/deliveries/${parked?.id}/product`;
    expect((await connected.post(path, { product: nobody })).body.errors[0].path).toBe("product");
    expect((await connected.post(path, { product })).status).toBe(202);
    await connected.work();
    expect(await connected.sales("ch_bare")).toMatchObject([{ paid: 3000 }]);
    expect((await connected.get(`/sales?product=${product}`)).body.data).toHaveLength(1);
    expect((await connected.post(path, { product })).body.code).toBe("no_product_missing");
  });

  test("a source that is paused keeps what comes, and books it at its own time once it goes on", async () => {
    await connected.send("PUT", "/sources/hotmart", { state: "paused" });
    await connected.hot("PURCHASE_APPROVED", purchase("W-6", 31));
    expect(await connected.sales("W-6")).toEqual([]);
    expect((await connected.get("/sources/hotmart")).body).toMatchObject({ state: "paused", queued: 1 });
    await connected.send("PUT", "/sources/hotmart", { state: "active" });
    await connected.work();
    expect(await connected.sales("W-6")).toMatchObject([{ happened: "2026-01-01T12:00:00.000Z" }]);
  });

  test("deliveries are found by part of their event, by time and by the sale they made", async () => {
    const [sale] = await connected.sales("W-6");
    const { id } = (await connected.get("/sales?externalId=W-6")).body.data[0];
    expect(sale).toBeDefined();
    expect(await connected.deliveries(`sale=${id}`)).toHaveLength(1);
    expect(await connected.deliveries("type=complete")).toHaveLength(1);
    expect(await connected.deliveries("type=%25")).toEqual([]);
    expect(await connected.deliveries("from=2999-01-01T00:00:00Z")).toEqual([]);
    expect((await connected.deliveries("until=2999-01-01T00:00:00Z")).length).toBeGreaterThan(5);
  });
});
