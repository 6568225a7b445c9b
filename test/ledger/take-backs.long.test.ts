// The long form of take-backs.test.ts: 20 concurrent partial refunds of each of 200 sales, from two
// processes.
import { test } from "vitest";
import { openLedgerShop } from "./open-ledger-shop.ts";
import { refundAtOnce } from "./refund-at-once.ts";

test("20 concurrent partial refunds of each of 200 sales end at exactly zero", async () => {
  const shop = await openLedgerShop();
  try {
    await refundAtOnce(shop, 200);
  } finally {
    await shop.close();
  }
});
