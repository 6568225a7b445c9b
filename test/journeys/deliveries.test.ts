// What platforms tell becomes money owed: connected, delivered with its signature, applied by the real
// queue, and seen through the public API, in any order and however often it is told.
// Example: charge.succeeded of 30.00 EUR with a fee of 1.17, 10 % co-producer → Bruno is owed 2.88.
import { Logger, runOnce } from "graphile-worker";
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inWorkspace } from "../../src/db/transaction.ts";
import { jobTasks } from "../../src/server/jobs/tasks.ts";
import type { Changes } from "../fixtures/sources/changed.ts";
import { delivery as hotmart } from "../fixtures/sources/hotmart-deliveries.ts";
import * as fixture from "../fixtures/sources/stripe-objects.ts";
import { AGREED, openShop, type Shop } from "./open-shop.ts";

const SECRET = "whsec_of_the_tests";
const HOTTOK = "hottok-of-the-tests";
const signer = new Stripe("sk_test_unused");
const YEAR = "2025-01-01T00:00:00Z";

let shop: Shop;
let addresses: Record<string, string>;
let bruno: string;
let events = 0;

beforeAll(async () => {
  shop = await openShop();
  const connect = async (name: string, secret: string) => {
    const { status, body } = await shop.send("PUT", `/sources/${name}`, { secret });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(JSON.stringify(body)).not.toContain(secret);
    return new URL(body.address).pathname;
  };
  addresses = { stripe: await connect("stripe", SECRET), hotmart: await connect("hotmart", HOTTOK) };
  bruno = (await shop.make("/parties", { kind: "partner", name: "Bruno", ref: "bruno" })).id;
});
afterAll(() => shop.door.close());

/** A product with a co-producer of 10 %, known to the sources by these names. */
async function product(name: string, refs: { source: string; ref: string }[] = []): Promise<string> {
  const { id } = await shop.make("/products", { name });
  const agreed = { ...AGREED, product: id, party: bruno, share: "0.10", starts: YEAR };
  await shop.make("/contracts", agreed);
  for (const ref of refs) await map(id, ref);
  return id;
}

async function map(id: string, { source, ref }: { source: string; ref: string }): Promise<void> {
  const { status, body } = await shop.post(`/products/${id}/refs`, { source, ref });
  expect(status, JSON.stringify(body)).toBeLessThan(300);
}

function send(source: string, body: unknown, headers: Record<string, string>) {
  const payload = JSON.stringify(body);
  return shop.door.server.inject({
    method: "POST",
    url: addresses[source] as string,
    headers: { "content-type": "application/json", ...headers },
    payload,
  });
}

function post(body: unknown, secret = SECRET) {
  const payload = JSON.stringify(body);
  const signature = signer.webhooks.generateTestHeaderString({ payload, secret });
  return send("stripe", body, { "stripe-signature": signature });
}

async function stripe(type: string, object: Changes, created?: number): Promise<void> {
  const changes = created === undefined ? {} : { created };
  const answer = await post(fixture.event(type, object, { id: `evt_${++events}`, ...changes }));
  expect([answer.statusCode, answer.body]).toEqual([200, '{"received":true}']);
  await work();
}

async function hot(event: string, changes: Changes = {}): Promise<void> {
  const body = hotmart(event, { id: `d-${++events}`, ...changes });
  const answer = await send("hotmart", body, { "x-hotmart-hottok": HOTTOK });
  expect([answer.statusCode, answer.body]).toEqual([200, '{"received":true}']);
  await work();
}

/** Runs every job that waits, on the real queue. */
async function work(): Promise<void> {
  const taskList = jobTasks(shop.door.app, { allowPrivateWebhooks: false });
  const logger = new Logger(() => () => undefined);
  await runOnce({ connectionString: shop.door.url, schema: "jobs", taskList, noHandleSignals: true, logger });
}

interface Sold {
  key: string;
  paid: number;
  happened: string;
  reversed: number;
  disputed: number;
}

/** The sales whose charge starts like this, with what was taken back of each. */
function sales(charge: string): Promise<Sold[]> {
  return inWorkspace(shop.door.db, shop.ws, async (tx) => {
    const rows = await tx
      .selectFrom("sale")
      .innerJoin("journal", (join) =>
        join.onRef("journal.ws", "=", "sale.ws").onRef("journal.seq", "=", "sale.seq"),
      )
      .leftJoin("sale_remaining as left", (join) =>
        join.onRef("left.ws", "=", "sale.ws").onRef("left.sale", "=", "sale.id"),
      )
      .select(["journal.key", "sale.paid", "sale.happened_at", "left.reversed", "left.disputed"])
      .where("sale.charge", "=", charge)
      .orderBy("journal.key")
      .execute();
    return rows.map(({ key, paid, happened_at, reversed, disputed }) => ({
      ...{ key, paid, reversed: reversed ?? 0, disputed: disputed ?? 0 },
      happened: happened_at.toISOString(),
    }));
  });
}

async function deliveries(query: string): Promise<{ id: string; reason: string | null; message: string }[]> {
  return (await shop.get(`/deliveries?limit=100&${query}`)).body.data;
}

const charge = (id: string, more: Changes = {}) =>
  fixture.charge({ id, payment_intent: `pi_${id}`, metadata: { partage_product: "gold" }, ...more });

describe("Stripe", () => {
  beforeAll(async () => {
    await product("Gold course", [{ source: "stripe", ref: "gold" }]);
  });

  test("a charge becomes a sale, split at its own instant, with what is known of the buyer", async () => {
    const balance = fixture.balanceTransaction();
    await stripe("charge.succeeded", charge("ch_a", { balance_transaction: balance }));
    expect(await sales("ch_a")).toEqual([
      { key: "ch_a", paid: 3000, happened: "2026-01-01T12:00:00.000Z", reversed: 0, disputed: 0 },
    ]);
    expect(await owed(bruno, "EUR")).toBe(288);
    expect(await deliveries("state=parked")).toEqual([]);
  });

  test("the same event twenty times at once, and another event of the same charge, make one sale", async () => {
    const event = fixture.event("charge.succeeded", charge("ch_b"), { id: "evt_same" });
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(event)));
    expect(answers.map((one) => one.statusCode)).toEqual(Array.from({ length: 20 }, () => 200));
    await Promise.all([work(), work()]);
    await stripe("charge.captured", charge("ch_b"));
    expect(await sales("ch_b")).toHaveLength(1);
    expect(await deliveries("state=stored")).toEqual([]);
  });

  test("a wrong signature is turned away and nothing is stored", async () => {
    const answer = await post(
      fixture.event("charge.succeeded", charge("ch_c"), { id: "evt_forged" }),
      "whsec_of_another",
    );
    expect(answer.json().status).toBe(403);
    await work();
    expect(await sales("ch_c")).toEqual([]);
  });

  test.each([
    ["the session before the charge", ["session", "charge"]],
    ["the charge before the session", ["charge", "session"]],
  ])("%s: a cart becomes one sale a product", async (name, order) => {
    const id = name.startsWith("the session") ? "ch_d" : "ch_e";
    const [one, two] = [`${id}_x`, `${id}_y`];
    for (const ref of [one, two]) await product(ref, [{ source: "stripe", ref }]);
    const lines = [fixture.lineItem("li_1", one, 2000), fixture.lineItem("li_2", two, 1000)];
    const session = fixture.session({
      id: `cs_${id}`,
      payment_intent: `pi_${id}`,
      line_items: { data: lines, has_more: false },
    });
    for (const what of order) {
      if (what === "session") await stripe("checkout.session.completed", session);
      else await stripe("charge.succeeded", charge(id, { metadata: {} }));
    }
    expect(await sales(id)).toMatchObject([
      { key: `${id}/li_1`, paid: 2000 },
      { key: `${id}/li_2`, paid: 1000 },
    ]);
    expect(await deliveries("state=parked")).toEqual([]);
    await stripe("charge.refunded", charge(id, { amount_refunded: 900, refunds: refundsOf(id, [900]) }));
    expect(await sales(id)).toMatchObject([{ reversed: 600 }, { reversed: 300 }]);
  });

  test("refunds are cumulative: told again, late or out of order they are counted once", async () => {
    await stripe("charge.succeeded", charge("ch_f"));
    const of = (total: number) => charge("ch_f", { amount_refunded: total });
    await stripe("charge.refunded", of(1500), fixture.CREATED + 200);
    await stripe("charge.refunded", of(500), fixture.CREATED + 100);
    await stripe("charge.refunded", of(1500), fixture.CREATED + 300);
    expect(await sales("ch_f")).toMatchObject([{ reversed: 1500 }]);
    await stripe("charge.refunded", of(3000), fixture.CREATED + 400);
    expect(await sales("ch_f")).toMatchObject([{ reversed: 3000 }]);
  });

  test("a refund that comes before its charge waits for it", async () => {
    await stripe(
      "charge.refunded",
      charge("ch_g", { amount_refunded: 500, refunds: refundsOf("ch_g", [500]) }),
    );
    expect(await deliveries("state=parked")).toMatchObject([{ reason: "unknown_sale" }]);
    await stripe("charge.succeeded", charge("ch_g"));
    expect(await sales("ch_g")).toMatchObject([{ reversed: 500 }]);
    expect(await deliveries("state=parked")).toEqual([]);
  });

  test("a dispute reserves, and lost it takes, with its fee on the producer; told twice it is one", async () => {
    await stripe("charge.succeeded", charge("ch_h"));
    await stripe("charge.refunded", charge("ch_h", { amount_refunded: 500 }));
    const dispute = fixture.dispute({ id: "dp_h", charge: "ch_h", payment_intent: "pi_ch_h" });
    await stripe("charge.dispute.created", dispute);
    await stripe("charge.dispute.funds_withdrawn", dispute);
    expect(await sales("ch_h")).toMatchObject([{ reversed: 500, disputed: 2500 }]);
    const lost = { ...dispute, status: "lost" };
    await stripe("charge.dispute.closed", lost);
    await stripe("charge.dispute.closed", lost);
    expect(await sales("ch_h")).toMatchObject([{ reversed: 3000, disputed: 0 }]);
    expect(await deliveries("state=parked")).toEqual([]);
  });

  test("a product nobody mapped is parked with its name, and posted at its own instant once mapped", async () => {
    const metadata = { partage_product: "silver" };
    await stripe("charge.succeeded", charge("ch_i", { metadata }));
    await stripe("charge.refunded", charge("ch_i", { metadata, amount_refunded: 1000 }));
    const parked = await deliveries("state=parked");
    expect(parked.map((one) => one.reason).sort()).toEqual(["unknown_product", "unknown_sale"]);
    expect(parked.find((one) => one.reason === "unknown_product")?.message).toContain("silver");
    expect((await shop.get("/sources/stripe")).body.parked).toBe(2);
    await product("Silver course", [{ source: "stripe", ref: "silver" }]);
    await work();
    expect(await sales("ch_i")).toMatchObject([
      { key: "ch_i", happened: "2026-01-01T12:00:00.000Z", reversed: 1000 },
    ]);
    expect(await deliveries("state=parked")).toEqual([]);
  });

  test("what cannot be read is refused where people see it; another amount for a charge as well", async () => {
    await stripe("charge.succeeded", charge("ch_j", { currency: "zzz" }));
    await stripe("charge.succeeded", charge("ch_b", { amount: 4000, amount_captured: 4000 }));
    expect((await deliveries("state=refused")).map((one) => one.reason).sort()).toEqual([
      "sale_differs",
      "unknown_currency",
    ]);
    const [first] = await deliveries("state=refused");
    const again = await shop.post(`/deliveries/${first?.id}/retry`, {});
    expect(again.status, JSON.stringify(again.body)).toBe(202);
    await work();
    expect(await sales("ch_b")).toMatchObject([{ paid: 3000 }]);
  });
});

function refundsOf(id: string, amounts: number[]): Changes {
  const data = amounts.map((amount, i) =>
    fixture.refund(`re_${id}_${i}`, amount, fixture.CREATED + 100 + i, { charge: id }),
  );
  return { object: "list", has_more: false, data };
}

/** What a party is owed, whether it may be paid out today or later. */
async function owed(party: string, currency: string): Promise<number> {
  const { body } = await shop.get(`/balances?party=${party}&currency=${currency}`);
  return body.data[0].available + body.data[0].pending;
}

describe("Hotmart", () => {
  const purchase = (transaction: string): Changes => ({ data: { purchase: { transaction } } });
  let carla: string;

  beforeAll(async () => {
    const id = await product("Violão", [{ source: "hotmart", ref: "777001" }]);
    carla = (await shop.make("/parties", { kind: "partner", name: "Carla", ref: "carla" })).id;
    await shop.make("/affiliations", { product: id, party: carla, code: "A1234567B", rate: "0.30" });
  });

  test("APPROVED and COMPLETE are one sale; what Hotmart paid is not payable again, a difference is shown", async () => {
    await hot("PURCHASE_APPROVED", purchase("HP1"));
    await hot("PURCHASE_COMPLETE", purchase("HP1"));
    expect(await sales("HP1")).toMatchObject([
      { key: "HP1", paid: 19700, happened: "2026-01-01T12:00:00.000Z" },
    ]);
    const [shown] = await deliveries("source=hotmart&reason=commissions_differ");
    expect(shown?.message).toContain("hotmart paid 5305 as affiliate");
    // 30 % of 177.10 is 53.13, of which Hotmart paid 53.05.
    expect(await owed(carla, "BRL")).toBe(8);
  });

  test("REFUNDED takes all back, CHARGEBACK as well, PROTEST reserves until it is over", async () => {
    await hot("PURCHASE_APPROVED", purchase("HP2"));
    await hot("PURCHASE_REFUNDED", purchase("HP2"));
    await hot("PURCHASE_REFUNDED", purchase("HP2"));
    expect(await sales("HP2")).toMatchObject([{ reversed: 19700, disputed: 0 }]);
    await hot("PURCHASE_APPROVED", purchase("HP3"));
    await hot("PURCHASE_PROTEST", purchase("HP3"));
    expect(await sales("HP3")).toMatchObject([{ reversed: 0, disputed: 19700 }]);
    await hot("PURCHASE_CHARGEBACK", purchase("HP3"));
    expect(await sales("HP3")).toMatchObject([{ reversed: 19700, disputed: 0 }]);
    expect(await owed(carla, "BRL")).toBe(8);
  });
});
