// Payouts over services that fail in eight ways, and an app that stops at each of nine points: what the
// bank paid is what the ledger says every time, and nobody is ever paid twice. The books verify throughout.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import { endPayouts } from "../../src/flows/end-payouts.ts";
import { payRun } from "../../src/flows/pay-run.ts";
import { sendPayouts } from "../../src/flows/send-payouts.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import type { MethodDetails } from "../../src/payouts/method.ts";
import { listPayouts } from "../../src/payouts/payouts.ts";
import { FAULTS, type FalseServices, openServices } from "./false-services.ts";
import { openPayoutShop, type PayoutShop } from "./open-payout-shop.ts";

const PARTNERS = 4;

const METHODS: Record<string, (n: number) => MethodDetails> = {
  paypal: (n) => ({ kind: "paypal", email: `p${n}@example.com` }),
  stripe: (n) => ({ kind: "stripe", account: `acct_1Partner0${n}xyz` }),
};

/** Where a process may die: before or after its n-th call to the desk or to the outside. */
const POINTS = [
  "before begin",
  "after begin",
  "before call 1",
  "after call 1",
  "before call 2",
  "after call 2",
  "before settle",
  "after settle",
  "after everything",
] as const;

class Died extends Error {}

/** The same app, which dies at a point; what it had sent stays sent. */
function dying(app: App, point: (typeof POINTS)[number], realFetch: typeof fetch): App {
  let calls = 0;
  globalThis.fetch = async (...args) => {
    const url = String(args[0]);
    if (url.includes("/oauth2/")) return realFetch(...args);
    calls += 1;
    if (point === `before call ${calls}`) throw new Died(point);
    const answer = await realFetch(...args);
    if (point === `after call ${calls}`) throw new Died(point);
    return answer;
  };
  const post: App["posting"]["post"] = async (ws, act) => {
    const which = act.is === "payouts_begun" ? "begin" : "settle";
    if (point === `before ${which}`) throw new Died(point);
    const posted = await app.posting.post(ws, act);
    if (point === `after ${which}`) throw new Died(point);
    return posted;
  };
  return { ...app, posting: { ...app.posting, post } };
}

describe.each(Object.keys(METHODS))("over %s", { timeout: 240_000 }, (kind) => {
  let services: FalseServices;
  let shop: PayoutShop;
  const realFetch = globalThis.fetch;

  beforeAll(async () => {
    services = await openServices();
    shop = await openPayoutShop({
      partners: PARTNERS,
      method: METHODS[kind] as (n: number) => MethodDetails,
      services: { paypal: services.url, stripe: services.url, timeoutMs: 700 },
    });
    for (const party of shop.parties) await shop.owe(party, 1_000_000);
  }, 90_000);
  afterAll(async () => {
    globalThis.fetch = realFetch;
    await services?.close();
    await shop?.shop.door.close();
  });

  const payouts = (run: Uuid) =>
    inWorkspace(shop.app.db, shop.ws, (tx) => listPayouts(tx, shop.ws, { run, limit: 100 }));
  const minor = (text: string) => Math.round(Number(text) * (kind === "paypal" ? 100 : 1));
  /** What is settled in the run is what the service says left; nothing left twice. */
  const agrees = async (run: Uuid) => {
    const paid = services.paid();
    for (const one of await payouts(run)) {
      const left = paid.get(one.reference);
      const label = `${one.reference} ${one.state}`;
      if (one.state === "settled") expect(minor(left ?? "0"), label).toBe(one.amount);
      else if (one.state !== "unknown") expect(left, label).toBeUndefined();
    }
    for (const [reference, paid] of services.times) expect(paid, reference).toBe(1);
    expect((await verifyBooks(shop.app, shop.ws)).disagreements).toEqual([]);
  };
  /** Everything comes home, so that the next round has it to pay. */
  const bringHome = async (run: Uuid) => {
    services.reverseAll();
    for (let i = 0; i < 3; i++) await sendPayouts(shop.app, shop.ws);
    // What the service tells wrongly, a person ends who has looked there.
    const unknown = (await payouts(run)).filter((one) => one.state === "unknown");
    const ends = unknown.map((one) => ({ payout: one.id, reason: "looked up", externalId: null }));
    await endPayouts(shop.app, shop.ws, "failed", ends, "system");
    for (const one of await payouts(run)) {
      expect(["failed", "returned"], `${one.reference} ${one.state}`).toContain(one.state);
    }
    expect(await shop.balance("in_transit")).toBe(0);
    expect(await shop.balance("payable")).toBe(PARTNERS * 1_000_000);
  };

  test.each(FAULTS)("%s: the bank and the ledger agree", async (fault) => {
    const run = await shop.approved();
    await payRun(shop.app, shop.ws, run);
    services.next = fault;
    for (let i = 0; i < 4; i++) await sendPayouts(shop.app, shop.ws);
    if (fault === "wrong amount") {
      expect((await payouts(run)).map((one) => one.state)).toContain("unknown");
    } else {
      const states = new Set((await payouts(run)).map((one) => one.state));
      expect(states).toEqual(new Set(fault === "partial" ? ["settled", "failed"] : ["settled"]));
    }
    await agrees(run);
    await bringHome(run);
  });

  // Stripe's package calls out by itself: its calls are met by the faults above.
  const points = POINTS.filter((point) => kind === "paypal" || !point.includes("call"));
  // A real process is killed 25 times at each point by kill.long.test.ts; here an app stops within ours.
  const times = 3;
  test.each(points)(`stopped %s, ${times} times: nothing is lost, nothing paid twice`, async (point) => {
    for (let i = 0; i < times; i++) {
      const run = await shop.approved();
      const app = dying(shop.again(), point, realFetch);
      const once = async () => {
        await payRun(app, shop.ws, run);
        for (let round = 0; round < 3; round++) await sendPayouts(app, shop.ws);
      };
      await once().catch((why: unknown) => {
        if (!(why instanceof Died)) throw why;
      });
      globalThis.fetch = realFetch;
      const after = shop.again();
      await payRun(after, shop.ws, run);
      for (let round = 0; round < 3; round++) await sendPayouts(after, shop.ws);
      expect(new Set((await payouts(run)).map((one) => one.state))).toEqual(new Set(["settled"]));
      expect(await shop.balance("payable")).toBe(0);
      const paid = services.paid();
      for (const one of await payouts(run)) expect(minor(paid.get(one.reference) ?? "0")).toBe(one.amount);
      await bringHome(run);
    }
    for (const [reference, paid] of services.times) expect(paid, reference).toBe(1);
    expect((await verifyBooks(shop.app, shop.ws)).disagreements).toEqual([]);
  });
});
