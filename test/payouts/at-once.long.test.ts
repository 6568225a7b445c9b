// Twenty runs at once, in two processes, over the same money: never more leaves than is available, with both
// guards and with the proposal's guard taken away. What was refused is available for the next run.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inWorkspace } from "../../src/db/transaction.ts";
import { approvePayouts } from "../../src/flows/decide-run.ts";
import { endPayouts } from "../../src/flows/end-payouts.ts";
import { payRun } from "../../src/flows/pay-run.ts";
import { proposePayouts } from "../../src/flows/propose-payouts.ts";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { listPayouts } from "../../src/payouts/payouts.ts";
import { runSql } from "../run-sql.ts";
import { ANA, openPayoutShop, type PayoutShop } from "./open-payout-shop.ts";

const RUNS = 20;

describe("twenty runs at once", { timeout: 120_000 }, () => {
  let shop: PayoutShop;

  beforeAll(async () => {
    shop = await openPayoutShop({
      partners: 3,
      method: (n) => ({ kind: "wise", holder: `Partner ${n}`, email: `p${n}@example.com` }),
    });
    for (const party of shop.parties) await shop.owe(party, 50_000);
  }, 60_000);
  afterAll(() => shop?.shop.door.close());

  const all = () => inWorkspace(shop.app.db, shop.ws, (tx) => listPayouts(tx, shop.ws, { limit: 1000 }));
  const wanted = { rates: [] };

  test("of twenty proposals of the same money one is made", async () => {
    const apps = [shop.app, shop.again()];
    const tries = Array.from({ length: RUNS }, (_, i) =>
      proposePayouts(apps[i % 2] as typeof shop.app, shop.ws, wanted, ANA),
    );
    const made = (await Promise.allSettled(tries)).filter((one) => one.status === "fulfilled");
    expect(made).toHaveLength(1);
    expect(await all()).toHaveLength(3);
  });

  test("without that guard the ledger's still lets the money leave once", async () => {
    await runSql(shop.shop.door.url, "DROP INDEX partage.payout_proposed");
    const [first] = await all();
    const runs = [first?.run];
    for (let i = 1; i < RUNS; i++) {
      // The same money again: proposed as if nobody else had.
      await runSql(
        shop.shop.door.url,
        `SELECT set_config('app.ws', '${shop.ws}', false); ALTER TABLE partage.payout DISABLE TRIGGER guard;
         UPDATE partage.payout SET state = 'withdrawn' WHERE state = 'proposed'`,
      );
      runs.push(await proposePayouts(shop.app, shop.ws, wanted, ANA));
    }
    await runSql(
      shop.shop.door.url,
      `SELECT set_config('app.ws', '${shop.ws}', false);
       UPDATE partage.payout SET state = 'proposed' WHERE state = 'withdrawn';
       ALTER TABLE partage.payout ENABLE TRIGGER guard`,
    );
    const apps = [shop.app, shop.again()];
    await Promise.all(runs.map((run) => approvePayouts(shop.app, shop.ws, run as never, ANA)));
    await Promise.all(runs.map((run, i) => payRun(apps[i % 2] as typeof shop.app, shop.ws, run as never)));
    const after = await all();
    expect(after).toHaveLength(3 * RUNS);
    const begun = after.filter((one) => one.state === "in_transit");
    expect(begun).toHaveLength(3);
    expect(new Set(begun.map((one) => one.party)).size).toBe(3);
    const refused = after.filter((one) => one.state === "refused");
    expect(new Set(refused.map((one) => one.reason))).toEqual(new Set(["not_available"]));
    expect(await shop.balance("payable")).toBe(0);
    expect(await shop.balance("in_transit")).toBe(150_000);
    const ends = begun.map((one) => ({ payout: one.id, reason: "AC04", externalId: null }));
    await endPayouts(shop.app, shop.ws, "failed", ends, "system");
    expect(await shop.balance("payable")).toBe(150_000);
    expect((await verifyBooks(shop.app, shop.ws)).disagreements).toEqual([]);
  });

  test("verify finds a payout that was changed by hand", async () => {
    const ws = `SELECT set_config('app.ws', '${shop.ws}', false);`;
    const forge =
      "UPDATE partage.payout SET amount = amount + 1, owed_amount = owed_amount + 1 WHERE state = 'failed'";
    const off = "ALTER TABLE partage.payout DISABLE TRIGGER guard;";
    await runSql(shop.shop.door.url, `${ws} ${off} ${forge}`);
    const { disagreements } = await verifyBooks(shop.app, shop.ws);
    expect(new Set(disagreements.map((one) => one.check))).toEqual(new Set(["payout", "body"]));
  });
});
