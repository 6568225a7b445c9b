// A schedule that pays by itself and is stopped between proposing and approving goes on at its next look; a
// run that two must look at is left to them.
import { afterEach, expect, test } from "vitest";
import { inWorkspace } from "../../src/db/transaction.ts";
import { changePolicy } from "../../src/flows/change-payout-settings.ts";
import { proposePayouts } from "../../src/flows/propose-payouts.ts";
import { schedulePayouts } from "../../src/flows/schedule-payouts.ts";
import { readRun } from "../../src/payouts/runs.ts";
import { openPayoutShop, type PayoutShop } from "./open-payout-shop.ts";
import { US } from "./sample-batch.ts";

const SCHEDULE = { actor: "system", name: "Schedule", email: null };
let shop: PayoutShop;
afterEach(() => shop.shop.door.close());

test.each([
  [false, "paying"],
  [true, "proposed"],
] as const)(
  "with four eyes %s a scheduled run that was cut off is %s after the next look",
  async (fourEyes, state) => {
    shop = await openPayoutShop({ partners: 2, method: () => US });
    const { app, ws, parties } = shop;
    await changePolicy(app, ws, { fourEyes }, "system");
    for (const party of parties) await shop.owe(party, 10_000);
    const wanted = { parties, rates: [], scheduled: { replaces: [], fresh: new Set(parties) } };
    const run = await proposePayouts(app, ws, wanted, SCHEDULE);
    // Two processes at once.
    await Promise.all([schedulePayouts(app, ws), schedulePayouts(shop.again(), ws)]);
    expect((await inWorkspace(app.db, ws, (tx) => readRun(tx, ws, run)))?.state).toBe(state);
    expect(await shop.balance("payable")).toBe(state === "paying" ? 0 : 20_000);
  },
);
