// kill -9 of a real process at each of eleven points of a payout, 25 times each, over a real PostgreSQL and a
// bank of its own: afterwards another process goes on, and the bank is the ledger every time.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { payRun } from "../../src/flows/pay-run.ts";
import { sendPayouts } from "../../src/flows/send-payouts.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { listPayouts } from "../../src/payouts/payouts.ts";
import { type FalseServices, openServices } from "./false-services.ts";
import { openPayoutShop, type PayoutShop, SECRET } from "./open-payout-shop.ts";
import type { Order } from "./pay-and-die.ts";

const PARTNERS = 4;
const OWED = 1_000_000;
const TIMES = 25;
const POINTS = [
  "before begin",
  "5 ms into the flight",
  "after begin",
  "before call 1",
  "after call 1",
  "before call 2",
  "after call 2",
  "before settle",
  "40 ms into the flight",
  "after settle",
  "after everything",
];

/** Starts with its modules read, and waits for an order. */
async function waiting(): Promise<ChildProcess> {
  const child = fork(new URL("./pay-and-die.ts", import.meta.url), {
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  await once(child, "message");
  return child;
}

describe("kill -9 in the middle of a payout", () => {
  let services: FalseServices;
  let shop: PayoutShop;
  let next: Promise<ChildProcess>;

  beforeAll(async () => {
    services = await openServices();
    shop = await openPayoutShop({
      partners: PARTNERS,
      method: (n) => ({ kind: "paypal", email: `p${n}@example.com` }),
      services: { paypal: services.url, stripe: services.url, timeoutMs: 700 },
    });
    for (const party of shop.parties) await shop.owe(party, OWED);
    next = waiting();
  }, 120_000);
  afterAll(async () => {
    (await next)?.kill("SIGKILL");
    await services?.close();
    await shop?.shop.door.close();
  });

  const payouts = (run: Uuid) =>
    inWorkspace(shop.app.db, shop.ws, (tx) => listPayouts(tx, shop.ws, { run, limit: 100 }));

  const killAt = async (order: Pick<Order, "run" | "point">) => {
    const child = await next;
    const gone = once(child, "exit");
    child.send({ url: shop.shop.door.url, services: services.url, secret: SECRET, ws: shop.ws, ...order });
    next = waiting();
    const [, signal] = await gone;
    expect(signal).toBe("SIGKILL");
  };

  const goOn = async (run: Uuid) => {
    const app = shop.again();
    await payRun(app, shop.ws, run);
    for (let round = 0; round < 3; round++) await sendPayouts(app, shop.ws);
  };

  /** Everything was paid once, and stands so in the ledger; then it comes home for the next round. */
  const mustAgree = async (run: Uuid) => {
    const left = services.paid();
    for (const { reference, state, amount } of await payouts(run)) {
      expect([state, left.get(reference)], reference).toEqual(["settled", (amount / 100).toFixed(2)]);
    }
    expect(left.size).toBe(PARTNERS);
    expect(await shop.balance("payable")).toBe(0);
    expect(await shop.balance("in_transit")).toBe(0);
    services.reverseAll();
    for (let round = 0; round < 2; round++) await sendPayouts(shop.again(), shop.ws);
    expect(await shop.balance("payable")).toBe(PARTNERS * OWED);
  };

  test.each(POINTS)(`%s, ${TIMES} times`, { timeout: 600_000 }, async (point) => {
    for (let i = 0; i < TIMES; i++) {
      const run = await shop.approved();
      await killAt({ run, point });
      await goOn(run);
      await mustAgree(run);
    }
    for (const [reference, times] of services.times) expect(times, reference).toBe(1);
    expect((await verifyBooks(shop.app, shop.ws)).disagreements).toEqual([]);
  });
});
