// What a proposal would have meant: real sales replayed under the terms of today and under those proposed,
// refunds taken off, by currency; the partner sees its own part and nobody else's.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { linkAccount } from "../../src/access/party-accounts.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { AGREED, openShop, type Shop } from "./open-shop.ts";
import type { TestPerson } from "./test-door.ts";

type Parsed = ReturnType<typeof JSON.parse>;

describe("an impact preview", () => {
  let shop: Shop;
  let product: string;
  let bruno: string;
  let contract: string;
  let partner: TestPerson;
  const sell = (externalId: string, currency: string, paid: number, more: object = {}) =>
    shop.make("/sales", { externalId, product, currency, paid, ...more });
  const partOf = (shown: Parsed, currency: string) =>
    shown.currencies
      .find((one: Parsed) => one.currency === currency)
      ?.parties.map((one: Parsed) => `${one.name || "?"} ${one.role} ${one.before} ${one.after}`);

  beforeAll(async () => {
    shop = await openShop();
    product = (await shop.make("/products", { name: "Piano" })).id;
    bruno = (await shop.make("/parties", { kind: "partner", name: "Bruno", ref: "bruno" })).id;
    contract = (await shop.make("/contracts", { product, party: bruno, share: "0.10", ...AGREED })).id;
    await sell("a", "USD", 10_000);
    const refunded = await sell("b", "USD", 10_000);
    await shop.make(`/sales/${refunded.id}/refunds`, { externalId: "r", amount: 4000 });
    await sell("c", "JPY", 999);
    await sell("d", "USD", 5000, { at: new Date(Date.now() - 200 * 86_400_000).toISOString() });
    partner = await shop.door.person(null);
    const workspace = parsePublicId("ws", shop.workspace) as Uuid;
    const party = parsePublicId("party", bruno) as Uuid;
    const { account, email } = partner;
    const link = { account, email, workspace, ws: shop.ws, party, mayAccept: true, at: Date.now() };
    await inWorkspace(shop.door.db, null, (tx) => linkAccount(tx, link));
  });
  afterAll(() => shop.door.close());

  test("of a change: every party before and after, refunds off, currencies apart", async () => {
    const { body } = await shop.post("/proposals/impact", { product, contract, terms: { share: "0.15" } });
    expect(partOf(body, "USD")).toEqual(["Piano School producer 14400 13600", "Bruno coproducer 1600 2400"]);
    expect(partOf(body, "JPY")).toEqual(["Piano School producer 899 849", "Bruno coproducer 100 150"]);
    expect(body.currencies.map((one: Parsed) => [one.currency, one.sales, one.paid])).toEqual([
      ["USD", 2, 16_000],
      ["JPY", 1, 999],
    ]);
    expect(body.touched.unpaid).toContainEqual({ currency: "USD", amount: 1600 });
  });

  test("the checklist counts what hangs on the product, and of the party what it was told", async () => {
    const look = async () =>
      (await shop.post("/proposals/impact", { product, contract, terms: { share: "0.15" } })).body.touched;
    const none = { affiliates: 0, links: 0, coupons: 0, subscriptions: 0, imports: 0 };
    expect(await look()).toMatchObject({ ...none, statements: { issued: 0, running: ["JPY", "USD"] } });
    const zoe = (await shop.make("/parties", { kind: "partner", name: "Zoe" })).id;
    const affiliation = { product, party: zoe, code: "ZOE", rate: "0.20" };
    const { id } = await shop.make("/affiliations", affiliation);
    await shop.make("/destinations", { product, name: "Sales page", url: "https://shop.example.com/piano" });
    await shop.make("/links", { affiliation: id, campaign: "spring" });
    await shop.make("/coupons", { affiliation: id, code: "ZOE10" });
    const club = await shop.make("/products", { name: "Club" });
    await shop.make("/sales", {
      ...{ externalId: "club", product: club.id, currency: "USD", paid: 0 },
      subscription: { ref: "sub1", charge: 1 },
    });
    expect(await look()).toMatchObject({ affiliates: 1, links: 1, coupons: 1, subscriptions: 0 });
    const ofClub = await shop.post("/proposals/impact", { product: club.id, terms: { share: "0.1" } });
    expect(ofClub.body.touched).toMatchObject({ subscriptions: 1, links: 0, statements: { issued: 0 } });
  });

  test("before a partner asks: its own part of terms that nobody proposed yet, and of an end", async () => {
    const payload = { terms: { share: "0.30" }, days: 30 };
    const url = `/v1/partner/${bruno}/contracts/${contract}/impact`;
    const own = (await partner.send({ method: "POST", url, payload })).json();
    expect(partOf(own, "USD")).toEqual(["Bruno coproducer 1600 4800", "? others 14400 11200"]);
    expect(own.touched).toMatchObject({ sources: [], imports: 0 });
    const over = (await partner.send({ method: "POST", url, payload: { terms: null } })).json();
    expect(partOf(over, "USD")).toEqual(["Bruno coproducer 1600 0", "? others 14400 16000"]);
    const nobody = url.replace(contract, `contract_${"0".repeat(26)}`);
    expect((await partner.send({ method: "POST", url: nobody, payload })).statusCode).toBe(404);
  });

  test("of somebody new, of an end, and further back", async () => {
    const added = await shop.post("/proposals/impact", { product, terms: { share: "0.20" } });
    expect(partOf(added.body, "USD")).toEqual([
      "Piano School producer 14400 11200",
      "Bruno coproducer 1600 1600",
      "? coproducer 0 3200",
    ]);
    const ended = await shop.post("/proposals/impact", { product, contract, terms: null, days: 365 });
    expect(partOf(ended.body, "USD")).toEqual([
      "Piano School producer 18900 21000",
      "Bruno coproducer 2100 0",
    ]);
    const wrong = await shop.post("/proposals/impact", { product, terms: { share: "0.1234567" } });
    expect(wrong.status).toBe(400);
  });

  test("of a guarantee: what whole months of the window would have settled, named as such", async () => {
    const minimum = { kind: "minimum", amount: 10_000, currency: "USD", period: "month" };
    const yen = { ...minimum, amount: 700, currency: "KRW", period: "year" };
    const terms = { share: "0.10", clauses: [minimum, yen] };
    const wanted = { product, contract, terms, days: 365 };
    const { body } = await shop.post("/proposals/impact", wanted);
    // The month a year ago is cut, and so is this one: eleven between, or ten and February's days.
    const [from, now] = [new Date(body.from), new Date(body.until)];
    const months = (at: Date) => at.getUTCFullYear() * 12 + at.getUTCMonth();
    const isCut = from.getTime() !== Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), 1);
    const settled = (months(now) - months(from) - (isCut ? 1 : 0)) * 10_000 - 500;
    expect(partOf(body, "USD")).toEqual([
      `Piano School producer 18900 ${18_900 - settled}`,
      "Bruno coproducer 2100 2100",
      `Bruno minimum 0 ${settled}`,
    ]);
    // A year lies in no window of 365 days that does not begin with it.
    expect(partOf(body, "KRW")).toBeUndefined();
  });

  test("of a standing proposal: the partner sees its own part and all others as one", async () => {
    const asked = await shop.make(`/contracts/${contract}/amendments`, {
      share: "0.30",
      renewals: "at_charge",
      tail: "none",
      termsOfUse: 1,
    });
    const all = await shop.get(`/proposals/${asked.id}/impact?days=30`);
    expect(partOf(all.body, "USD")).toEqual([
      "Piano School producer 14400 11200",
      "Bruno coproducer 1600 4800",
    ]);
    const url = `/v1/partner/${bruno}/proposals/${asked.id}/impact`;
    const own = (await partner.send({ method: "GET", url })).json();
    expect(partOf(own, "USD")).toEqual(["Bruno coproducer 1600 4800", "? others 14400 11200"]);
    expect((await partner.send({ method: "GET", url: url.replace(asked.id, "proposal_x") })).statusCode).toBe(
      404,
    );
  });
});
