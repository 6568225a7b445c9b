// Parties by role and label: who owes stands first, search and kind in the address, a past day as it was
// recorded then; one party with what comes when, what it earned by product, and every entry down to the why.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { axeFindsNothing, enterAs, fitsPhone, heading } from "./enter-as.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

describe("parties", () => {
  let stage: Stage;
  let bruno = "";

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    const { shop } = stage;
    bruno = (await shop.get("/parties?ref=bruno")).body.data[0].id;
    const terms = {
      name: "With guarantee",
      currency: "USD",
      price: 5000,
      kind: "one_time",
      guaranteeDays: 7,
    };
    const product = (await shop.get("/products?externalId=piano")).body.data[0].id;
    const offer = await shop.make(`/products/${product}/offers`, terms);
    await shop.make("/sales", { externalId: "s-2", product, offer: offer.id, currency: "USD", paid: 5000 });
    // A refund and a fee of a dispute take the producer of EUR below zero.
    const sale = await shop.make("/sales", { externalId: "s-eur", product, currency: "EUR", paid: 1000 });
    const dispute = await shop.make(`/sales/${sale.id}/disputes`, { externalId: "d-1", amount: 1000 });
    await shop.send("POST", `/disputes/${dispute.id}/close`, { outcome: "lost", fee: 1500 });
  }, 90_000);
  afterAll(() => stage?.close());

  test("who owes stands first; search, kind and day live in the address", async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/parties`);
    const below = page.getByRole("table", { name: "Below zero" });
    await below.waitFor();
    expect(await below.getByRole("row").nth(1).textContent()).toMatch(/Piano School.*−15\.00/);
    await page.getByRole("searchbox", { name: "Name, e-mail or ref" }).fill("bruno");
    await page.waitForURL(/q=bruno/);
    const table = page.getByRole("table", { name: "Parties" });
    await table.getByRole("row", { name: /Carla/ }).waitFor({ state: "detached" });
    // 5.82 of the first sale now, 4.45 of the second in a week: 50.00 less 5.45, a tenth, the odd half with
    // the producer.
    const usd = table.getByRole("row").filter({ hasText: "USD" });
    expect(await usd.textContent()).toMatch(/5\.82.*4\.45.*10\.27/);
    await page.getByLabel("As of the end of a day").fill("2020-01-01");
    await page.getByText("Nobody fits").waitFor();
    expect(page.url()).toContain("at=2020-01-01");
    expect(complaints).toEqual([]);
  });

  test("a figure of a party brings what it is made of into sight", async () => {
    const { page } = await stage.enter({ viewport: { width: 360, height: 640 } });
    await page.goto(`${stage.home}/parties/${bruno}`);
    await page.getByRole("link", { name: /^Pending/ }).click();
    const tab = page.getByRole("tab", { name: "Entries", selected: true });
    await tab.waitFor();
    await expect.poll(async () => (await tab.boundingBox())?.y).toBeLessThan(500);
  });

  test("one party: when what is pending comes, what it earned, and each entry leads to the why", async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/parties/${bruno}?currency=USD`);
    await heading(page, "Bruno Lima").waitFor();
    const comes = page.getByRole("list", { name: "Becomes available, in USD" });
    await comes.waitFor();
    expect(await comes.getByRole("listitem").count()).toBe(1);
    expect(await comes.textContent()).toContain("4.45");
    await page.getByRole("heading", { name: "10.27 USD earned" }).waitFor();
    const products = page.getByRole("table", { name: "By product" });
    await products.getByRole("link", { name: "Piano in 30 days" }).waitFor();
    expect(await products.getByRole("row").nth(1).textContent()).toMatch(/Piano in 30 days.*10\.27/);
    await page.getByRole("tab", { name: "Entries" }).click();
    const entries = page.getByRole("table", { name: "What moved it" });
    await entries.getByRole("link", { name: "Sale" }).first().waitFor();
    expect(await entries.getByRole("row").count()).toBe(3);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Export CSV" }).click(),
    ]);
    expect(readFileSync(await file.path(), "utf8")).toMatch(/payable,USD,5\.82/);
    await page.getByRole("tab", { name: "Agreed" }).click();
    const contracts = page.getByRole("table", { name: "Contracts" });
    await contracts.getByRole("link", { name: "Piano in 30 days" }).waitFor();
    expect(await contracts.getByRole("row").nth(1).textContent()).toMatch(/Piano in 30 days.*In force.*10%/);
    await page.getByRole("tab", { name: "Entries" }).click();
    await entries.getByRole("link", { name: "Sale" }).last().click();
    await page.getByRole("button", { name: "Why Bruno Lima" }).click();
    await page.getByRole("table", { name: "Why does Bruno Lima get this?" }).waitFor();
    expect(complaints).toEqual([]);
  });

  test("support is told that balances are not part of the role, and who can change that", async () => {
    const page = await enterAs(stage, "support");
    await page.goto(`${stage.home}/parties/${bruno}`);
    await page.getByText("Balances are not part of your role").waitFor();
    expect(await page.getByText("10.27").count()).toBe(0);
  });

  test("fit a phone in Portuguese; axe finds nothing in light and dark", async () => {
    const party = `/parties/${bruno}`;
    await fitsPhone(stage, [
      ["/parties", "Partes"],
      [party, "Bruno Lima"],
      [`${party}?tab=entries`, "Bruno Lima"],
      [`${party}?tab=agreed`, "Bruno Lima"],
    ]);
    await axeFindsNothing(stage, ["/parties", party, `${party}?tab=entries`, `${party}?tab=agreed`]);
  }, 120_000);
});
