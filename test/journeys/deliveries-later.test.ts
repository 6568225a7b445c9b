// What platforms tell later, and what people did meanwhile: refunds booked here first, fees and facts that
// come after, deliveries tried again or forgotten by the queue. Example: 5.00 refunded here, then told by
// Stripe → 5.00 in all.
import { afterAll, beforeAll, expect, test } from "vitest";
import { parsePublicId, publicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { watchDeliveries } from "../../src/server/jobs/apply-deliveries.ts";
import * as fixture from "../fixtures/sources/stripe-objects.ts";
import { type ConnectedShop, charge, openConnectedShop, refundsOf } from "./open-connected-shop.ts";

let shop: ConnectedShop;

beforeAll(async () => {
  shop = await openConnectedShop();
  await shop.product("Gold course", [{ source: "stripe", ref: "gold" }]);
});
afterAll(async () => {
  const { disagreements } = await verifyBooks(shop.door.app, shop.ws);
  await shop.door.close();
  expect(disagreements).toEqual([]);
});

test("a refund that was booked here is not counted again when the source tells of it", async () => {
  await shop.stripe("charge.succeeded", charge("ch_a"));
  const [sale] = await shop.sales("ch_a");
  const path = `/sales/${publicId("sale", sale?.id as string)}/refunds`;
  const { status, body } = await shop.post(path, { externalId: "by-hand", amount: 500 });
  expect(status, JSON.stringify(body)).toBe(201);
  await shop.stripe(
    "charge.refunded",
    charge("ch_a", { amount_refunded: 500, refunds: refundsOf("ch_a", [500]) }),
  );
  expect(await shop.sales("ch_a")).toMatchObject([{ reversed: 500 }]);
  const more = { amount_refunded: 1200, refunds: refundsOf("ch_a", [500, 700]) };
  await shop.stripe("charge.refunded", charge("ch_a", more));
  expect(await shop.sales("ch_a")).toMatchObject([{ reversed: 1200 }]);
});

test("a fee that becomes known after the sale is an entry of its own, once, and leaves the split alone", async () => {
  await shop.stripe("charge.succeeded", charge("ch_b"));
  const before = await shop.owed(shop.bruno, "EUR");
  const known = charge("ch_b", { balance_transaction: fixture.balanceTransaction() });
  await shop.stripe("charge.captured", known);
  await shop.stripe("charge.captured", known);
  const fees = await inWorkspace(shop.door.db, shop.ws, (tx) =>
    tx.selectFrom("journal").select(["key", "amounts"]).where("kind", "=", "fee").execute(),
  );
  expect(fees).toEqual([{ key: "ch_b:fee:stripe", amounts: [-117, 117] }]);
  expect(await shop.owed(shop.bruno, "EUR")).toBe(before);
});

test("where the workspace waits for fees, a charge is parked until its fee is known", async () => {
  await shop.send("PUT", "/sources/stripe", {
    secret: "whsec_of_the_tests",
    settings: { waitForFees: true },
  });
  await shop.stripe("charge.succeeded", charge("ch_c"));
  expect(await shop.deliveries("state=parked")).toMatchObject([{ reason: "fee_unknown" }]);
  await shop.stripe("charge.captured", charge("ch_c", { balance_transaction: fixture.balanceTransaction() }));
  expect(await shop.sales("ch_c")).toHaveLength(1);
  expect(await shop.deliveries("state=parked")).toEqual([]);
  await shop.send("PUT", "/sources/stripe", { secret: "whsec_of_the_tests", settings: {} });
});

test("an invoice names what was bought, before or after; a later session tells who bought it", async () => {
  await shop.product("Silver course", [{ source: "stripe", ref: "prod_silver" }]);
  const unnamed = { metadata: {}, billing_details: { email: null, name: null } };
  const lines = { object: "list", has_more: false, data: [fixture.invoiceLine("il_1", "prod_silver", 3000)] };
  const invoice = { charge: "ch_d", payment_intent: "pi_ch_d", id: "in_d", lines };
  await shop.stripe(
    "invoice.paid",
    fixture.invoice({ ...invoice, customer_email: null, customer_name: null }),
  );
  await shop.stripe("charge.succeeded", charge("ch_d", { ...unnamed, invoice: "in_d" }));
  expect(await shop.sales("ch_d")).toMatchObject([{ key: "ch_d", paid: 3000 }]);
  await shop.stripe("checkout.session.completed", fixture.session({ id: "cs_d", payment_intent: "pi_ch_d" }));
  const [sale] = await shop.sales("ch_d");
  const buyer = await inWorkspace(shop.door.db, shop.ws, (tx) =>
    tx
      .selectFrom("buyer")
      .select(["email", "name"])
      .where("sale", "=", sale?.id as string)
      .execute(),
  );
  expect(buyer).toEqual([{ email: "rita@example.com", name: "Rita Alves" }]);
  expect(await shop.sales("ch_d")).toHaveLength(1);
});

test("a parked delivery can be tried again: applied once what it waited for is there, refused once applied", async () => {
  const metadata = { partage_product: "gold", partage_affiliate: "CARLA" };
  await shop.stripe("charge.succeeded", charge("ch_e", { metadata }));
  const [parked] = await shop.deliveries("state=parked");
  expect(parked).toMatchObject({ reason: "unknown_affiliate", attempts: 1 });
  expect(parked?.message).toContain("CARLA");
  const { data: products } = (await shop.get("/products?search=Gold")).body;
  const carla = (await shop.make("/parties", { kind: "partner", name: "Carla" })).id;
  await shop.make("/affiliations", { product: products[0].id, party: carla, code: "carla", rate: "0.30" });
  expect((await shop.post(`/deliveries/${parked?.id}/retry`, {})).status).toBe(202);
  await shop.work();
  expect(await shop.owed(carla, "EUR")).toBe(900);
  const again = await shop.post(`/deliveries/${parked?.id}/retry`, {});
  expect([again.status, again.body.code]).toEqual([409, "delivery_applied"]);
});

test("what the queue forgot, as after a restore, is applied by the next look over the deliveries", async () => {
  const event = fixture.event("charge.succeeded", charge("ch_f"), { id: "evt_forgotten" });
  expect((await shop.signed(event)).statusCode).toBe(200);
  const id = parsePublicId("ws", shop.workspace) as Uuid;
  await shop.door.person("owner", { ws: shop.ws, id });
  const owner = shop.door.db.pool;
  await owner.query("DELETE FROM jobs._private_jobs");
  await inWorkspace(shop.door.db, shop.ws, (tx) =>
    tx
      .updateTable("delivery")
      .set({ received_at: new Date(Date.now() - 120_000) })
      .where("state", "=", "stored")
      .execute(),
  );
  await shop.work();
  expect(await shop.sales("ch_f")).toEqual([]);
  await watchDeliveries(shop.door.app);
  await shop.work();
  expect(await shop.sales("ch_f")).toHaveLength(1);
});

test("a charge and five tellings of its refund, applied by four workers at once, take the refund once", async () => {
  const part = charge("ch_g", { amount_refunded: 700 });
  const told = [fixture.event("charge.succeeded", charge("ch_g"), { id: "evt_g" })];
  for (let i = 0; i < 5; i++) told.push(fixture.event("charge.refunded", part, { id: `evt_g${i}` }));
  for (const event of told) expect((await shop.signed(event)).statusCode).toBe(200);
  await Promise.all([shop.work(), shop.work(), shop.work(), shop.work()]);
  expect(await shop.sales("ch_g")).toMatchObject([{ paid: 3000, reversed: 700 }]);
  expect(await shop.deliveries("state=parked")).toEqual([]);
});
