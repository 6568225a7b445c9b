// Paid in another currency than earned: two entries linked by fx, each summing to zero, with the rate, its
// source and its time on the payout; what fails or comes back is the amount that was earned, a refund takes
// back what was earned, and the difference stays in fx. Against a table worked out by hand.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { approvePayouts } from "../../src/flows/decide-run.ts";
import { endPayouts } from "../../src/flows/end-payouts.ts";
import { payRun } from "../../src/flows/pay-run.ts";
import { proposePayouts } from "../../src/flows/propose-payouts.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { listPayouts } from "../../src/payouts/payouts.ts";
import { readTrialBalance } from "../../src/reports/balances.ts";
import { ANA, openPayoutShop, type PayoutShop } from "./open-payout-shop.ts";

const DAY = 86_400_000;
const AT = Date.now() - 3 * DAY;

/** Owed 1,234.56 USD each; what arrives by this rate, in the other currency's minor units. */
const TABLE = [
  ["EUR", "0.9215", 113_765],
  ["JPY", "151.275", 186_758],
  ["KWD", "0.30765", 379_812],
  ["BRL", "5.0000005", 617_280],
] as const;

describe("paid in another currency", { timeout: 120_000 }, () => {
  let shop: PayoutShop;
  let run: Uuid;

  beforeAll(async () => {
    shop = await openPayoutShop({
      partners: TABLE.length,
      method: (n) => ({ kind: "wise", holder: `Partner ${n}`, email: `p${n}@example.com` }),
    });
    for (const [i, party] of shop.parties.entries()) {
      await shop.owe(party, 123_456);
      const { body } = await shop.shop.get("/parties?limit=50");
      const { id } = body.data.find((one: { ref: string }) => one.ref === `p${i}`);
      const changed = await shop.shop.patch(`/parties/${id}/payout-settings`, { currency: TABLE[i]?.[0] });
      expect(changed.status, JSON.stringify(changed.body)).toBe(200);
    }
  });
  afterAll(() => shop?.shop.door.close());

  const payouts = () =>
    inWorkspace(shop.app.db, shop.ws, (tx) => listPayouts(tx, shop.ws, { run, limit: 10 }));
  /** Kind and currency → balance; nothing where it stands at 0. */
  const balances = async () => {
    const rows = await inWorkspace(shop.app.db, shop.ws, (tx) =>
      readTrialBalance(tx, shop.ws, { today: "9999-12-31" }),
    );
    return Object.fromEntries(
      rows.filter((one) => one.balance !== 0).map((one) => [`${one.kind} ${one.currency}`, one.balance]),
    );
  };
  const end = async (how: "settled" | "failed" | "returned", currency: string) => {
    const one = (await payouts()).find((payout) => payout.currency === currency);
    const ends = [{ payout: one?.id as Uuid, reason: "", externalId: null }];
    expect((await endPayouts(shop.app, shop.ws, how, ends, "system")).ended).toBe(1);
  };

  test("without a rate nobody is paid; with it each gets what the table says", async () => {
    await expect(proposePayouts(shop.app, shop.ws, { rates: [] }, ANA)).rejects.toThrow("Nobody can be paid");
    const rates = TABLE.map(([to, rate]) => ({
      from: "USD",
      to,
      rate,
      source: "ECB reference rate",
      at: AT,
    }));
    run = await proposePayouts(shop.app, shop.ws, { rates }, ANA);
    await approvePayouts(shop.app, shop.ws, run, ANA);
    await payRun(shop.app, shop.ws, run);
    for (const [currency, rate, amount] of TABLE) {
      const one = (await payouts()).find((payout) => payout.currency === currency);
      expect(one).toMatchObject({ amount, owedAmount: 123_456, owedCurrency: "USD", rate });
      expect(one).toMatchObject({ rateSource: "ECB reference rate", rateAt: new Date(AT) });
    }
    const transit = TABLE.map(([currency, , amount]) => [`in_transit ${currency}`, amount]);
    const fx = TABLE.map(([currency, , amount]) => [`fx ${currency}`, -amount]);
    const owed = [
      ["bank USD", -4 * 123_456],
      ["fx USD", 4 * 123_456],
    ];
    expect(await balances()).toEqual(Object.fromEntries([...owed, ...transit, ...fx]));
  });

  test("what arrives leaves the bank in its currency; what fails or comes back is the amount earned", async () => {
    await end("settled", "EUR");
    await end("settled", "JPY");
    await end("failed", "KWD");
    await end("returned", "JPY");
    expect(await balances()).toEqual({
      "bank USD": -4 * 123_456,
      "payable USD": 2 * 123_456,
      "fx USD": 2 * 123_456,
      "bank EUR": 113_765,
      "fx EUR": -113_765,
      "in_transit BRL": 617_280,
      "fx BRL": -617_280,
    });
    expect((await verifyBooks(shop.app, shop.ws)).disagreements).toEqual([]);
  });

  test("paid again by another rate, the difference between the two stays in fx", async () => {
    const rates = [{ from: "USD", to: "JPY", rate: "150", source: "ECB reference rate", at: AT + DAY }];
    run = await proposePayouts(shop.app, shop.ws, { rates }, ANA);
    await approvePayouts(shop.app, shop.ws, run, ANA);
    await payRun(shop.app, shop.ws, run);
    await end("settled", "JPY");
    const after = await balances();
    expect([after["fx JPY"], after["bank JPY"], after["fx USD"]]).toEqual([-185_184, 185_184, 3 * 123_456]);
    expect((await verifyBooks(shop.app, shop.ws)).disagreements).toEqual([]);
  });

  test("a rate is of a time that has come and not of long ago; the last one stands beside the next", async () => {
    const preview = (at: number) => {
      const rates = [{ from: "USD", to: "JPY", rate: "541", source: "x", at: new Date(at).toISOString() }];
      return shop.shop.post("/payout-runs/preview", { rates });
    };
    for (const [at, code] of [
      [Date.now() + DAY, "rate_ahead"],
      [Date.UTC(1999, 0, 1), "rate_too_old"],
    ] as const) {
      const { status, body } = await preview(at);
      expect([status, body.code, body.errors[0].path]).toEqual([422, code, "rates.0.at"]);
    }
    const { body } = await preview(Date.now() - DAY);
    const last = Object.fromEntries(
      body.lastRates.map((one: { to: string; rate: string }) => [one.to, one.rate]),
    );
    expect(last).toEqual({ BRL: "5.0000005", EUR: "0.9215", JPY: "150", KWD: "0.30765" });
    const jpy = body.lastRates.find((one: { to: string }) => one.to === "JPY");
    expect(jpy).toMatchObject({ from: "USD", source: "ECB reference rate" });
  });
});
