// Products as people edit them: drafts, a version that tells the second of two, a history with before and
// after, how they sell, what archiving leaves standing, and how much may still be shared. By role.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Role } from "../../src/access/permissions.ts";
import { AGREED, openShop, type Shop } from "./open-shop.ts";

describe("products, edited", () => {
  let shop: Shop;
  let piano: string;
  let offer: string;

  beforeAll(async () => {
    shop = await openShop();
    await shop.make("/parties", { kind: "platform", name: "Market", ref: "market" });
    await shop.make("/parties", { kind: "partner", name: "Bruno", ref: "bruno" });
    await shop.make("/parties", { kind: "partner", name: "Carla", ref: "carla" });
    const terms = { platformFee: { party: { ref: "market" }, rate: "0.099", fixed: { USD: 50 } } };
    piano = (await shop.make("/products", { name: "Piano", status: "draft", terms, category: "Music" })).id;
    offer = (
      await shop.make(`/products/${piano}/offers`, {
        name: "Monthly",
        currency: "USD",
        price: 4900,
        kind: "subscription",
        every: "month",
      })
    ).id;
  });
  afterAll(() => shop.door.close());

  test("a product begins as a draft, is described, and answers for everything until others are named", async () => {
    const read = (await shop.get(`/products/${piano}`)).body;
    expect(read).toMatchObject({ status: "draft", version: 1, description: null, responsibilities: {} });
    expect(read.answerable.support).toEqual(read.answerable.tax);
    const changed = await shop.patch(`/products/${piano}`, {
      description: "Thirty lessons.",
      supportContact: "help@example.com",
      responsibilities: { support: { ref: "bruno" } },
    });
    expect(changed.body).toMatchObject({
      version: 2,
      supportContact: "help@example.com",
      answerable: { support: { name: "Bruno" }, delivery: read.answerable.delivery },
    });
  });

  test("a change that changes nothing is no change", async () => {
    const before = (await shop.get(`/products/${piano}`)).body.version;
    expect((await shop.patch(`/products/${piano}`, { name: "Piano" })).body.version).toBe(before);
    const events = (await shop.get(`/products/${piano}/history?kind=product`)).body.data;
    expect(events.filter((one: { type: string }) => one.type === "product.changed")).toHaveLength(1);
  });

  test("the second of two who edit at once is told what the first one changed", async () => {
    const { version } = (await shop.get(`/products/${piano}`)).body;
    const answers = await Promise.all([
      shop.patch(`/products/${piano}`, { name: "Piano I", basedOn: version }),
      shop.patch(`/products/${piano}`, { name: "Piano II", basedOn: version }),
    ]);
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
    const [won, lost] = answers[0]?.status === 200 ? answers : answers.toReversed();
    expect(lost?.body).toMatchObject({
      code: "changed_meanwhile",
      errors: [{ path: "basedOn" }],
      facts: {
        version: version + 1,
        since: [{ before: { name: "Piano" }, after: { name: won?.body.name } }],
      },
    });
    expect((await shop.get(`/products/${piano}`)).body.name).toBe(won?.body.name);
    await shop.patch(`/products/${piano}`, { name: "Piano" });
  });

  test("the same holds for an offer, an affiliation and terms", async () => {
    const carla = { product: piano, party: { ref: "carla" }, code: "CARLA", rate: "0.35" };
    const affiliation = (await shop.make("/affiliations", carla)).id;
    for (const [path, change] of [
      [`/offers/${offer}`, { price: 5900 }],
      [`/affiliations/${affiliation}`, { rate: "0.40" }],
    ] as const) {
      expect((await shop.patch(path, { ...change, basedOn: 1 })).body.version, path).toBe(2);
      const late = await shop.patch(path, { externalId: "late", basedOn: 1 });
      expect(late, path).toMatchObject({ status: 409, body: { code: "changed_meanwhile" } });
    }
    await shop.make(`/products/${piano}/terms`, { affiliate: { base: "gross" }, basedOn: 1 });
    const late = await shop.post(`/products/${piano}/terms`, { basedOn: 1 });
    expect(late).toMatchObject({ status: 409, body: { code: "changed_meanwhile", facts: { version: 2 } } });
  });

  test("the history tells each change with what it was and what it became", async () => {
    const starts = "2040-01-01T00:00:00Z";
    const { id } = await shop.make("/contracts", {
      product: piano,
      party: { ref: "bruno" },
      share: "0.10",
      starts,
      ...AGREED,
    });
    await shop.make(`/contracts/${id}/versions`, {
      share: "0.15",
      starts: "2041-01-01T00:00:00Z",
      ...AGREED,
    });
    const { data } = (await shop.get(`/products/${piano}/history?limit=100`)).body;
    const find = (type: string) => data.find((one: { type: string }) => one.type === type);
    expect(find("contract.amended")).toMatchObject({
      subject: { kind: "contract", name: "Bruno" },
      starts: "2041-01-01T00:00:00.000Z",
      changes: [{ path: "share", before: "0.1", after: "0.15" }, { path: "evidence" }],
    });
    expect(find("offer.changed")).toMatchObject({
      currency: "USD",
      subject: { id: offer, name: "Monthly" },
      changes: [{ path: "price", before: 4900, after: 5900 }],
      actor: { kind: "key" },
    });
    expect(find("product.terms_changed").changes).toContainEqual({
      path: "platformFee.rate",
      before: "0.099",
      after: null,
    });
    const first = data.findLast((one: { type: string }) => one.type === "product.changed");
    expect(first.changes).toContainEqual({
      path: "responsibilities.support",
      before: null,
      after: { id: expect.any(String), name: "Bruno" },
    });
    const seqs = data.map((one: { seq: number }) => one.seq);
    expect(seqs).toEqual(seqs.toSorted((a: number, b: number) => b - a));
    const page = (await shop.get(`/products/${piano}/history?limit=2`)).body;
    const next = (await shop.get(`/products/${piano}/history?limit=2&cursor=${page.nextCursor}`)).body;
    expect([...page.data, ...next.data].map((one: { seq: number }) => one.seq)).toEqual(seqs.slice(0, 4));
    expect((await shop.get(`/products/${piano}/history?kind=terms`)).body.data).toHaveLength(1);
  });

  test("room left is told for each kind of sale, with who takes it", async () => {
    const room = (await shop.get(`/products/${piano}/room`)).body;
    expect(room).toMatchObject({ maxShared: "0.7" });
    expect(room.kinds[0]).toMatchObject({
      kind: "direct",
      used: "0.15",
      left: "0.55",
      from: "2041-01-01T00:00:00.000Z",
      shares: [{ party: { name: "Bruno" }, share: "0.15" }],
    });
  });

  test("how it sells: at a glance, over time, usually; refunds count on their own day", async () => {
    const sell = (externalId: string, paid: number, at: string) =>
      shop.make("/sales", {
        externalId,
        product: piano,
        currency: "USD",
        paid,
        tax: paid === 10_000 ? 0 : 1_000,
        at,
        country: "DE",
        fees: [{ party: { ref: "stripe" }, amount: paid === 10_000 ? 320 : 610 }],
        subscription: { ref: `sub-${externalId}`, charge: 1 },
      });
    const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString();
    await sell("g-1", 10_000, day(0));
    const second = await sell("g-2", 20_000, day(1));
    await sell("g-3", 10_000, day(40));
    await shop.make(`/sales/${second.id}/refunds`, { externalId: "r-1", amount: 5_000 });
    const [listed] = (await shop.get("/products?q=pian&expand=selling")).body.data;
    expect(listed.selling).toMatchObject({
      offers: [{ name: "Monthly", price: 5900, every: "month" }],
      example: { currency: "USD", paid: 5900 },
      sold: [{ currency: "USD", sales: 2, paid: 30_000, salesBefore: 1, paidBefore: 10_000 }],
    });
    expect(listed.selling.sold[0].byDay.slice(-2)).toEqual([1, 1]);
    const total = listed.selling.example.lines.reduce(
      (sum: number, one: { amount: number }) => sum + one.amount,
      0,
    );
    expect(total).toBe(5900);
    const sold = (await shop.get(`/products/${piano}/sold`)).body;
    expect(sold.currencies).toHaveLength(1);
    const [usd] = sold.currencies;
    expect(usd).toMatchObject({
      sales: 2,
      paid: 30_000,
      refunded: 5_000,
      before: { sales: 1, paid: 10_000 },
    });
    expect(usd.buckets).toHaveLength(30);
    expect(usd.buckets.at(-2)).toMatchObject({ sales: 1, paid: 20_000, refunded: 0 });
    expect(usd.buckets.at(-1)).toMatchObject({ sales: 1, paid: 10_000, refunded: 5_000 });
    const accounts = (await shop.get(`/balances?party=${shop.producer}`)).body.data;
    const owed = accounts[0].available + accounts[0].pending;
    expect(usd.earned + usd.before.earned).toBe(owed);
    const usual = (await shop.get(`/products/${piano}/usual-sale?currency=USD`)).body;
    expect(usual).toMatchObject({
      sales: 3,
      paid: 10_000,
      fees: [{ party: { name: "stripe" }, rate: "0.029", fixed: 30 }],
      taxes: [{ country: "DE", sales: 3 }],
    });
    const ties = (await shop.get(`/products/${piano}/ties`)).body;
    expect(ties).toMatchObject({ offers: 1, contracts: 1, affiliations: 1, subscriptions: 3 });
    const tooFar = await shop.get(`/products/${piano}/sold?from=2001-01-01&by=day`);
    expect(tooFar).toMatchObject({ status: 400, body: { errors: [{ path: "from" }] } });
  });

  test("an archived product still splits the sale that arrives late", async () => {
    await shop.patch(`/products/${piano}`, { status: "inactive" });
    const late = { externalId: "late", product: piano, currency: "USD", paid: 1_000 };
    expect((await shop.post("/sales", late)).status).toBe(201);
    expect((await shop.get("/products?status=inactive")).body.data).toHaveLength(1);
    await shop.patch(`/products/${piano}`, { status: "active" });
  });

  test("a draft of terms or of a contract is split by without being kept", async () => {
    const ask = { product: piano, currency: "USD", paid: 10_000 };
    const terms = { platformFee: { party: { ref: "market" }, rate: "0.10" } };
    const contract = { party: { ref: "bruno" }, share: "0.5" };
    const drafted = await shop.post("/split-preview", { ...ask, draft: { terms, contract } });
    const amounts = drafted.body.lines.map((one: { role: string; amount: number }) => [one.role, one.amount]);
    expect(amounts).toEqual([
      ["producer", 4500],
      ["coproducer", 4500],
      ["platform_fee", 1000],
    ]);
    const plain = await shop.post("/split-preview", ask);
    expect(plain.body.lines).toHaveLength(1);
    const wrong = await shop.post("/split-preview", {
      ...ask,
      draft: { contract: { party: { ref: "bruno" } } },
    });
    expect(wrong).toMatchObject({ status: 422, body: { code: "invalid_terms" } });
  });

  test("a product and its first offer are made together, or neither is", async () => {
    const offer = { name: "One payment", currency: "USD", price: 4900, guaranteeDays: 7 };
    const { id } = await shop.make("/products", { name: "Violin", offers: [offer] });
    expect((await shop.get(`/products/${id}/offers`)).body.data).toMatchObject([offer]);
    const wrong = await shop.post("/products", {
      name: "Viola",
      offers: [offer, { ...offer, every: "week" }],
    });
    expect(wrong.body).toMatchObject({ code: "offer_kind", errors: [{ path: "offers[1].every" }] });
    expect((await shop.get("/products?q=viola")).body.data).toEqual([]);
  });

  test("an offer's rhythm fits its kind", async () => {
    const make = (more: object) =>
      shop.post(`/products/${piano}/offers`, { name: "O", currency: "USD", price: 100, ...more });
    expect((await make({ every: "month" })).body).toMatchObject({ errors: [{ path: "every" }] });
    expect((await make({ instalments: 3 })).body).toMatchObject({ errors: [{ path: "instalments" }] });
    const parts = await make({ kind: "instalments", instalments: 3, every: "month" });
    expect(parts.body).toMatchObject({ instalments: 3, every: "month" });
  });

  test.each([
    ["marketing", 200, null],
    ["viewer", 403, expect.any(Number)],
    ["support", 403, null],
    ["finance", 403, expect.any(Number)],
  ] as [Role, number, unknown][])(
    "role %s edits or not, and sees earnings or not",
    async (role, edits, earned) => {
      const home = {
        ws: shop.ws,
        id: (await import("../../src/base/id.ts")).parsePublicId("ws", shop.workspace),
      };
      const person = await shop.door.person(role, home as never);
      const url = `/v1/workspaces/${shop.workspace}/products/${piano}`;
      const answer = await person.send({ method: "PATCH", url, payload: { category: `of ${role}` } });
      expect(answer.statusCode).toBe(edits);
      const sold = await person.send({ method: "GET", url: `${url}/sold` });
      expect(sold.json().currencies[0].earned).toEqual(earned);
      const history = await person.send({ method: "GET", url: `${url}/history?limit=1` });
      expect(history.statusCode).toBe(200);
      if (edits === 200) expect(history.json().data[0].actor).toMatchObject({ kind: "account" });
    },
  );
});
