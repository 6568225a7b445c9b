// What platforms tell becomes money owed: connected, delivered with its signature, applied by the real
// queue, and seen through the public API, in any order and however often it is told.
// Example: charge.succeeded of 30.00 EUR with a fee of 1.17, 10 % co-producer → Bruno is owed 2.88.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import type { Changes } from "../fixtures/sources/changed.ts";
import * as fixture from "../fixtures/sources/stripe-objects.ts";
import { type ConnectedShop, charge, openConnectedShop, refundsOf } from "./open-connected-shop.ts";

let shop: ConnectedShop;

beforeAll(async () => {
  shop = await openConnectedShop();
});
afterAll(async () => {
  const { disagreements } = await verifyBooks(shop.door.app, shop.ws);
  await shop.door.close();
  expect(disagreements).toEqual([]);
});

describe("Stripe", () => {
  beforeAll(async () => {
    await shop.product("Gold course", [{ source: "stripe", ref: "gold" }]);
  });

  test("a charge becomes a sale, split at its own instant, with what is known of the buyer", async () => {
    const balance = fixture.balanceTransaction();
    await shop.stripe("charge.succeeded", charge("ch_a", { balance_transaction: balance }));
    expect(await shop.sales("ch_a")).toMatchObject([
      { key: "ch_a", paid: 3000, happened: "2026-01-01T12:00:00.000Z", reversed: 0, disputed: 0 },
    ]);
    expect(await shop.owed(shop.bruno, "EUR")).toBe(288);
    expect(await shop.deliveries("state=parked")).toEqual([]);
  });

  test("the same event twenty times at once, and another event of the same charge, make one sale", async () => {
    const event = fixture.event("charge.succeeded", charge("ch_b"), { id: "evt_same" });
    const answers = await Promise.all(Array.from({ length: 20 }, () => shop.signed(event)));
    expect(answers.map((one) => one.statusCode)).toEqual(Array.from({ length: 20 }, () => 200));
    await Promise.all([shop.work(), shop.work()]);
    await shop.stripe("charge.captured", charge("ch_b"));
    expect(await shop.sales("ch_b")).toHaveLength(1);
    expect(await shop.deliveries("state=stored")).toEqual([]);
  });

  test("a wrong signature is turned away and nothing is stored", async () => {
    const answer = await shop.signed(
      fixture.event("charge.succeeded", charge("ch_c"), { id: "evt_forged" }),
      "whsec_of_another",
    );
    expect(answer.json().status).toBe(401);
    await shop.work();
    expect(await shop.sales("ch_c")).toEqual([]);
  });

  test.each([
    ["the session before the charge", ["session", "charge"]],
    ["the charge before the session", ["charge", "session"]],
  ])("%s: a cart becomes one sale a product", async (name, order) => {
    const id = name.startsWith("the session") ? "ch_d" : "ch_e";
    const [one, two] = [`${id}_x`, `${id}_y`];
    for (const ref of [one, two]) await shop.product(ref, [{ source: "stripe", ref }]);
    const lines = [fixture.lineItem("li_1", one, 2000), fixture.lineItem("li_2", two, 1000)];
    const session = fixture.session({
      id: `cs_${id}`,
      payment_intent: `pi_${id}`,
      line_items: { data: lines, has_more: false },
    });
    for (const what of order) {
      if (what === "session") await shop.stripe("checkout.session.completed", session);
      else await shop.stripe("charge.succeeded", charge(id, { metadata: {} }));
    }
    expect(await shop.sales(id)).toMatchObject([
      { key: `${id}/li_1`, paid: 2000 },
      { key: `${id}/li_2`, paid: 1000 },
    ]);
    expect(await shop.deliveries("state=parked")).toEqual([]);
    await shop.stripe("charge.refunded", charge(id, { amount_refunded: 900, refunds: refundsOf(id, [900]) }));
    expect(await shop.sales(id)).toMatchObject([{ reversed: 600 }, { reversed: 300 }]);
  });

  test("refunds are cumulative: told again, late or out of order they are counted once", async () => {
    await shop.stripe("charge.succeeded", charge("ch_f"));
    const of = (total: number) => charge("ch_f", { amount_refunded: total });
    await shop.stripe("charge.refunded", of(1500), fixture.CREATED + 200);
    await shop.stripe("charge.refunded", of(500), fixture.CREATED + 100);
    await shop.stripe("charge.refunded", of(1500), fixture.CREATED + 300);
    expect(await shop.sales("ch_f")).toMatchObject([{ reversed: 1500 }]);
    await shop.stripe("charge.refunded", of(3000), fixture.CREATED + 400);
    expect(await shop.sales("ch_f")).toMatchObject([{ reversed: 3000 }]);
  });

  test("a refund that comes before its charge waits for it", async () => {
    await shop.stripe(
      "charge.refunded",
      charge("ch_g", { amount_refunded: 500, refunds: refundsOf("ch_g", [500]) }),
    );
    expect(await shop.deliveries("state=parked")).toMatchObject([{ reason: "unknown_sale" }]);
    await shop.stripe("charge.succeeded", charge("ch_g"));
    expect(await shop.sales("ch_g")).toMatchObject([{ reversed: 500 }]);
    expect(await shop.deliveries("state=parked")).toEqual([]);
  });

  test("a dispute reserves, and lost it takes, with its fee on the producer; told twice it is one", async () => {
    await shop.stripe("charge.succeeded", charge("ch_h"));
    await shop.stripe("charge.refunded", charge("ch_h", { amount_refunded: 500 }));
    const dispute = fixture.dispute({ id: "dp_h", charge: "ch_h", payment_intent: "pi_ch_h" });
    await shop.stripe("charge.dispute.created", dispute);
    await shop.stripe("charge.dispute.funds_withdrawn", dispute);
    expect(await shop.sales("ch_h")).toMatchObject([{ reversed: 500, disputed: 2500 }]);
    const lost = { ...dispute, status: "lost" };
    await shop.stripe("charge.dispute.closed", lost);
    await shop.stripe("charge.dispute.closed", lost);
    expect(await shop.sales("ch_h")).toMatchObject([{ reversed: 3000, disputed: 0 }]);
    expect(await shop.deliveries("state=parked")).toEqual([]);
  });

  test("a product nobody mapped is parked with its name, and posted at its own instant once mapped", async () => {
    const metadata = { partage_product: "silver" };
    await shop.stripe("charge.succeeded", charge("ch_i", { metadata }));
    await shop.stripe("charge.refunded", charge("ch_i", { metadata, amount_refunded: 1000 }));
    const parked = await shop.deliveries("state=parked");
    expect(parked.map((one) => one.reason).sort()).toEqual(["unknown_product", "unknown_sale"]);
    expect(parked.find((one) => one.reason === "unknown_product")?.message).toContain("silver");
    expect((await shop.get("/sources/stripe")).body.parked).toBe(2);
    await shop.product("Silver course", [{ source: "stripe", ref: "silver" }]);
    await shop.work();
    expect(await shop.sales("ch_i")).toMatchObject([
      { key: "ch_i", happened: "2026-01-01T12:00:00.000Z", reversed: 1000 },
    ]);
    expect(await shop.deliveries("state=parked")).toEqual([]);
  });

  test("what cannot be read is refused where people see it; another amount for a charge as well", async () => {
    await shop.stripe("charge.succeeded", charge("ch_j", { currency: "zzz" }));
    await shop.stripe("charge.succeeded", charge("ch_b", { amount: 4000, amount_captured: 4000 }));
    expect((await shop.deliveries("state=refused")).map((one) => one.reason).sort()).toEqual([
      "sale_differs",
      "unknown_currency",
    ]);
    const [first] = await shop.deliveries("state=refused");
    const again = await shop.post(`/deliveries/${first?.id}/retry`, {});
    expect(again.status, JSON.stringify(again.body)).toBe(202);
    await shop.work();
    expect(await shop.sales("ch_b")).toMatchObject([{ paid: 3000 }]);
  });
});

describe("Hotmart", () => {
  const purchase = (transaction: string): Changes => ({ data: { purchase: { transaction } } });
  let carla: string;

  beforeAll(async () => {
    const id = await shop.product("Violão", [{ source: "hotmart", ref: "777001" }]);
    carla = (await shop.make("/parties", { kind: "partner", name: "Carla", ref: "carla" })).id;
    await shop.make("/affiliations", { product: id, party: carla, code: "A1234567B", rate: "0.30" });
  });

  test("APPROVED and COMPLETE are one sale; what Hotmart paid is not payable again, a difference is shown", async () => {
    await shop.hot("PURCHASE_APPROVED", purchase("HP1"));
    await shop.hot("PURCHASE_COMPLETE", purchase("HP1"));
    expect(await shop.sales("HP1")).toMatchObject([
      { key: "HP1", paid: 19700, happened: "2026-01-01T12:00:00.000Z" },
    ]);
    const [shown] = await shop.deliveries("source=hotmart&reason=commissions_differ");
    expect(shown?.message).toContain("hotmart paid 53.05 BRL as affiliate");
    // 30 % of 177.10 is 53.13, of which Hotmart paid 53.05.
    expect(await shop.owed(carla, "BRL")).toBe(8);
  });

  test("REFUNDED takes all back, CHARGEBACK as well, PROTEST reserves until it is over", async () => {
    await shop.hot("PURCHASE_APPROVED", purchase("HP2"));
    await shop.hot("PURCHASE_REFUNDED", purchase("HP2"));
    await shop.hot("PURCHASE_REFUNDED", purchase("HP2"));
    expect(await shop.sales("HP2")).toMatchObject([{ reversed: 19700, disputed: 0 }]);
    await shop.hot("PURCHASE_APPROVED", purchase("HP3"));
    await shop.hot("PURCHASE_PROTEST", purchase("HP3"));
    expect(await shop.sales("HP3")).toMatchObject([{ reversed: 0, disputed: 19700 }]);
    await shop.hot("PURCHASE_CHARGEBACK", purchase("HP3"));
    expect(await shop.sales("HP3")).toMatchObject([{ reversed: 19700, disputed: 0 }]);
    expect(await shop.owed(carla, "BRL")).toBe(8);
  });
});
