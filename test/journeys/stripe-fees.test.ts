// The fee of a charge, asked of Stripe with the seller's restricted key before the sale is split; a time-out,
// a 429, a failure or a wrong answer makes it wait, visibly, and at most for the time that is set; then it is
// posted without, and the fee that comes later is the producer's alone.
// Example: 30.00 EUR, fee 1.17 asked for → Bruno's 10 % of 28.83 is 2.88; without → 3.00, and 1.17 late.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSafe } from "../../src/base/seal.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { learnFee } from "../../src/flows/learn-fee.ts";
import { openPosting } from "../../src/flows/posting.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { placeOf } from "../../src/sources/source-key.ts";
import { answerOf, fetchFee, openStripe } from "../../src/sources/stripe-api.ts";
import { GOOD_KEY, openStripeServer, type StripeServer } from "../fixtures/sources/stripe-server.ts";
import { type ConnectedShop, charge, openConnectedShop } from "./open-connected-shop.ts";
import { openShop } from "./open-shop.ts";
import { ids, openTestDoor } from "./test-door.ts";

let stripe: StripeServer;
let shop: ConnectedShop;
let app: App;

beforeAll(async () => {
  stripe = await openStripeServer();
  const door = await openTestDoor({
    app: (db) => ({
      ...{ db, ids, posting: openPosting(db, ids), stripeUrl: stripe.url },
      safe: openSafe("the secret of this test, long enough to seal", ids.random),
    }),
  });
  app = door.app;
  shop = await openConnectedShop(await openShop(door));
  await shop.product("Gold course", [{ source: "stripe", ref: "gold" }]);
});
afterAll(async () => {
  const { disagreements } = await verifyBooks(shop.door.app, shop.ws);
  await shop.door.close();
  await stripe.close();
  expect(disagreements).toEqual([]);
});

const change = (body: object) => shop.send("PUT", "/sources/stripe", body);
const parked = () => shop.deliveries("state=parked&source=stripe");

/** Jobs whose time has not come are made due: the clock is not waited for. */
async function later(): Promise<void> {
  await shop.door.db.pool.query("UPDATE jobs._private_jobs SET run_at = now() WHERE run_at > now()");
  await shop.work();
}

describe("a restricted key", () => {
  test("is tried before it is kept, and one that Stripe refuses is not kept", async () => {
    const wrong = await change({ apiKey: "rk_test_somebodyelses" });
    expect([wrong.status, wrong.body.code]).toEqual([422, "wrong_key"]);
    stripe.fail("forbidden");
    expect((await change({ apiKey: GOOD_KEY })).body.detail).toContain("may not read");
    expect((await change({ apiKey: "whsec_a_signing_secret" })).body.detail).toContain("rk_live_");
    stripe.fail("server_error");
    expect((await change({ apiKey: GOOD_KEY })).status).toBe(503);
    expect((await shop.get("/sources/stripe")).body.apiKeyHint).toBeNull();
  });

  test("is kept sealed and never answered", async () => {
    const { status, body } = await change({ apiKey: GOOD_KEY });
    expect([status, body.apiKeyHint]).toEqual([200, "rk_test_…ool1"]);
    expect(JSON.stringify(body)).not.toContain(GOOD_KEY);
    const [row] = await inWorkspace(shop.door.db, shop.ws, (tx) =>
      tx.selectFrom("source").select("api_key").where("name", "=", "stripe").execute(),
    );
    expect(row?.api_key?.toString("latin1")).not.toContain("rk_test");
    expect(app.safe?.open(row?.api_key as Buffer, placeOf(shop.ws, "stripe", "key"))).toBe(GOOD_KEY);
    expect(app.safe?.open(row?.api_key as Buffer, placeOf(shop.ws, "hotmart", "key"))).toBeNull();
    const other = openSafe("the secret of another server, just as long", ids.random);
    expect(other.open(row?.api_key as Buffer, placeOf(shop.ws, "stripe", "key"))).toBeNull();
  });
});

describe("a charge without its fee", () => {
  test("is posted with the fee that Stripe was asked for", async () => {
    const before = await shop.owed(shop.bruno, "EUR").catch(() => 0);
    stripe.charges.set("ch_1", { amount: 3000, fee: 117 });
    await shop.stripe("charge.succeeded", charge("ch_1"));
    expect(await shop.sales("ch_1")).toHaveLength(1);
    expect((await shop.owed(shop.bruno, "EUR")) - before).toBe(288);
    expect(await parked()).toEqual([]);
    expect(stripe.asked.filter((one) => one.endsWith("/ch_1"))).toHaveLength(1);
  });

  test("waits through a time-out, a 429, a failure and a wrong answer, each asked again, and is posted once", async () => {
    const before = await shop.owed(shop.bruno, "EUR");
    stripe.charges.set("ch_2", { amount: 3000, fee: 117 });
    stripe.fail("rate_limit");
    await shop.stripe("charge.succeeded", charge("ch_2"));
    expect(await parked()).toMatchObject([{ reason: "fee_unknown" }]);
    expect((await parked())[0]?.message).toMatch(/at the latest it is posted without/);
    // Stripe asked for 90 seconds: not before then.
    const [job] = await waitingJobs("learn_fee");
    expect(job).toBeGreaterThan(80_000);
    stripe.fail("server_error");
    await askAgain();
    stripe.fail("unsettled");
    await askAgain();
    expect(await shop.sales("ch_2")).toEqual([]);
    await askAgain();
    expect(await shop.sales("ch_2")).toHaveLength(1);
    expect((await shop.owed(shop.bruno, "EUR")) - before).toBe(288);
  });

  test("is posted without it when its time is over, and the fee that comes then is the producer's alone", async () => {
    const before = await shop.owed(shop.bruno, "EUR");
    await change({ settings: { feeWaitMinutes: "0" } });
    stripe.charges.set("ch_3", { amount: 3000, fee: 117 });
    stripe.fail("server_error");
    await shop.stripe("charge.succeeded", charge("ch_3"));
    expect(await shop.sales("ch_3")).toHaveLength(1);
    expect((await shop.owed(shop.bruno, "EUR")) - before).toBe(300);
    const producer = await shop.owed(shop.producer, "EUR");
    await askAgain();
    expect((await shop.owed(shop.bruno, "EUR")) - before).toBe(300);
    expect((await shop.owed(shop.producer, "EUR")) - producer).toBe(-117);
    await change({ settings: { feeWaitMinutes: "30" } });
  });

  test("does not wait for an answer that contradicts its charge, or for a key that works no more", async () => {
    stripe.charges.set("ch_4", { amount: 3000, fee: 117 });
    stripe.fail("wrong_currency");
    await shop.stripe("charge.succeeded", charge("ch_4"));
    expect((await shop.get("/sources/stripe")).body.apiKeyProblem).toContain("jpy");
    expect(await shop.sales("ch_4")).toHaveLength(1);
    // The next good answer clears the problem, and books the fee late.
    await later();
    expect((await shop.get("/sources/stripe")).body.apiKeyProblem).toBeNull();
    await change({ apiKey: null });
    await shop.stripe("charge.succeeded", charge("ch_5"));
    expect(await shop.sales("ch_5")).toHaveLength(1);
  });

  /** Only what asks for fees: the end of the waiting time stays ahead. */
  async function askAgain(): Promise<void> {
    const learn = "(SELECT id FROM jobs._private_tasks WHERE identifier = 'learn_fee')";
    await shop.door.db.pool.query(
      `UPDATE jobs._private_jobs SET run_at = now() WHERE run_at > now() AND task_id = ${learn}`,
    );
    await shop.work();
  }

  async function waitingJobs(task: string): Promise<number[]> {
    const { rows } = await shop.door.db.pool.query(
      "SELECT extract(epoch FROM run_at - now()) * 1000 AS ms FROM jobs.jobs WHERE task_identifier = $1",
      [task],
    );
    return rows.map((row) => Number(row.ms));
  }
});

describe("what Stripe answers", () => {
  test("no answer in time is unknown: ask again", async () => {
    stripe.fail("no_answer");
    const client = await openStripe(GOOD_KEY, stripe.url, 200);
    expect(await fetchFee(client, "ch_1")).toMatchObject({ is: "later", afterMs: null });
  });

  test("its documented errors mean to ask again, when, or never", () => {
    expect(answerOf({ statusCode: 429, headers: { "retry-after": "7" } })).toMatchObject({
      is: "later",
      afterMs: 7000,
    });
    expect(answerOf({ statusCode: 429, headers: { "retry-after": "999999" } })).toMatchObject({
      afterMs: 3_600_000,
    });
    for (const statusCode of [500, 502, 503, 409]) expect(answerOf({ statusCode }).is).toBe("later");
    for (const statusCode of [400, 401, 402, 403, 404]) expect(answerOf({ statusCode }).is).toBe("no");
    expect(answerOf({}).is).toBe("later");
  });

  test("a key sealed under another secret is a problem that people see, not an error", async () => {
    await change({ apiKey: GOOD_KEY });
    const moved: App = { ...app, safe: openSafe("a server restored with a new secret", ids.random) };
    await learnFee(moved, shop.ws, { source: "stripe", charge: "ch_1", tries: 0 });
    expect((await shop.get("/sources/stripe")).body.apiKeyProblem).toContain("paste it again");
  });
});
