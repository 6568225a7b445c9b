// What sources sent, by role and label: a report is chosen, looked at and recorded; a fee that differs is
// booked with its consequence said before; what is wrong in a file is named by its row. axe finds nothing.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { verifyBooks } from "../../src/flows/verify-books.ts";
import { mustBeClean } from "./axe-finds.ts";
import { CHROMIUM } from "./chromium.ts";
import { openConsole, type Stage } from "./open-console.ts";

const HEAD = "payout_id,payout_date,type,source_id,date,currency,gross,fee,net,description";
const ROWS = [
  "po_1,2026-03-05,charge,ch_1,2026-03-01,USD,100.00,3.50,96.50,",
  "po_1,2026-03-05,charge,ch_2,2026-03-02,USD,100.00,3.20,96.80,",
  "po_1,2026-03-05,charge,ch_none,2026-03-02,USD,40.00,1.46,38.54,",
  "po_1,2026-03-05,stripe_fee,txn_9,2026-03-02,USD,-1.50,0.00,-1.50,Fraud checks in February",
];

describe("what sources sent", { timeout: 240_000 }, () => {
  let stage: Stage;
  let page: Page;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    await stage.shop.make("/parties", { kind: "processor", ref: "stripe", name: "Stripe" });
    for (const id of ["ch_1", "ch_2", "ch_3"]) {
      const fees = [{ party: { ref: "stripe" }, amount: 320 }];
      const sold = { product: { externalId: "piano" }, currency: "USD", paid: 10_000, fees, source: "shop" };
      const at = "2026-03-01T12:00:00Z";
      await stage.shop.make("/sales", { ...sold, externalId: id, at });
    }
    ({ page } = await stage.enter({ bypassCSP: true }));
  }, 240_000);
  afterAll(() => stage?.close());

  const choose = async (text: string) => {
    const waiting = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: /Choose a file|Another file/ }).click();
    const chooser = await waiting;
    await chooser.setFiles({ name: "payouts.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  };

  test("a report is looked at, mended and recorded once", async () => {
    await page.goto(`${stage.home}/payouts`);
    await page.getByRole("link", { name: "See settlements" }).click();
    await page.getByText("No settlements yet").waitFor();
    await mustBeClean(page);
    await page.getByRole("link", { name: "Upload a settlement" }).click();
    await page.getByLabel("Source").fill("shop");
    await choose(`${HEAD}\n${ROWS[0]?.replace("3.50", "3.5x")}\n`);
    await page.getByText("Row 2").waitFor();
    await page.getByText("This is not an amount.").waitFor();
    expect(await page.getByRole("button", { name: /^Record/ }).count()).toBe(0);
    await mustBeClean(page);
    await choose([HEAD, ...ROWS].join("\n"));
    await page.getByRole("table", { name: "In this file" }).getByText("po_1").waitFor();
    await mustBeClean(page);
    await page.getByRole("button", { name: "Record 1 settlement" }).click();
    await page.getByRole("heading", { level: 1, name: "po_1" }).waitFor();
    await page.getByText("3 differences").waitFor();
    await page.getByRole("table", { name: "Sales it misses" }).getByText("ch_3").waitFor();
    await mustBeClean(page);
  });

  test("a difference is booked by somebody who was told what it does", async () => {
    const differs = page.getByRole("listitem").filter({ hasText: "The fee withheld is different." });
    await differs.getByRole("button", { name: "Book it" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("0.30 USD is taken from your own balance.").waitFor();
    await mustBeClean(page);
    await dialog.getByRole("button", { name: "Book 0.30 USD" }).click();
    await page.getByText("2 differences").waitFor();
    const unknown = page.getByRole("listitem").filter({ hasText: "No such sale is recorded." });
    expect(await unknown.getByRole("button", { name: "Book it" }).count()).toBe(0);
    await unknown.getByRole("button", { name: "Explain" }).click();
    await page.getByRole("dialog").getByLabel("Why").fill("Of the old shop");
    await page.getByRole("dialog").getByRole("button", { name: "Leave ch_none as it is" }).click();
    await page.getByText("1 difference", { exact: true }).waitFor();
    await page.getByRole("table", { name: "All lines" }).getByText("Of the old shop").waitFor();
    expect((await verifyBooks(stage.shop.door.app, stage.shop.ws)).disagreements).toEqual([]);
  });

  test("brought again, the same file books nothing", async () => {
    await page.goto(`${stage.home}/payouts/settlements/bring`);
    await page.getByLabel("Source").fill("shop");
    await choose([HEAD, ...ROWS].join("\n"));
    await page.getByText("Everything in this file is recorded already.").waitFor();
    expect(await page.getByRole("button", { name: /^Record/ }).isDisabled()).toBe(true);
  });
});
