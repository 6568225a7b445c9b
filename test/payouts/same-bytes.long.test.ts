// What a run's file is made from is what stood at its approval: another account to pay from, other names of
// the business and of those it pays, or the account taken away, change no byte of it.
import { afterAll, expect, test } from "vitest";
import { inWorkspace } from "../../src/db/transaction.ts";
import { changeParty } from "../../src/flows/change-party.ts";
import { dropPayingAccount, setPayingAccount } from "../../src/flows/change-payout-settings.ts";
import { changeWorkspace } from "../../src/flows/change-workspace.ts";
import { payRun } from "../../src/flows/pay-run.ts";
import { batchOf, readBatch, writePayoutFile } from "../../src/flows/write-payout-file.ts";
import { FILE_RAILS } from "../../src/payouts/rails/file-rails.ts";
import { readRun } from "../../src/payouts/runs.ts";
import { ANA, openPayoutShop, type PayoutShop } from "./open-payout-shop.ts";
import { ACH_PAYER, US } from "./sample-batch.ts";

let shop: PayoutShop;
afterAll(() => shop.shop.door.close());

test("the same run gives the same bytes, whatever is changed after its approval", {
  timeout: 120_000,
}, async () => {
  shop = await openPayoutShop({ partners: 3, method: () => US });
  const { app, ws, parties } = shop;
  await setPayingAccount(app, ws, ACH_PAYER, "system");
  for (const party of parties) await shop.owe(party, 10_000);
  const run = await shop.approved();
  await payRun(app, ws, run);
  const written = () =>
    inWorkspace(app.db, ws, async (tx) => {
      const found = await readRun(tx, ws, run);
      const payouts = await readBatch(tx, ws, run, { rail: "ach", currency: "USD" });
      expect(payouts).toHaveLength(3);
      return FILE_RAILS.ach?.write(await batchOf(app, tx, ws, found as never, payouts));
    });
  const before = await written();
  expect(before).toContain("Piano School");

  const other = { ...ACH_PAYER, companyName: "Another Co", companyId: "9999999999", routing: "021000021" };
  await setPayingAccount(app, ws, other as typeof ACH_PAYER, "system");
  await changeWorkspace(app, ws, { legalName: "Anew Ltd" } as never, "system");
  for (const party of parties)
    await changeParty(app, ws, party, { name: "Called otherwise" } as never, "system");
  await expect(dropPayingAccount(app, ws, "ach", "system")).rejects.toMatchObject({ code: "rail_in_use" });
  expect(await written()).toBe(before);
  // As if it had been taken away by another hand.
  await inWorkspace(app.db, ws, (tx) => tx.deleteFrom("paying_account").where("ws", "=", ws).execute());
  const taken = await writePayoutFile(app, ws, run, "run-1-ach-usd.ach", ANA);
  expect(taken.text).toBe(before);
  expect((await writePayoutFile(app, ws, run, "run-1-ach-usd.ach", ANA)).text).toBe(before);
});
