// The overview by role and label: exact figures of a day and a period, each leading to what it is made of;
// what waits; a role without earnings sees none; an empty business is told the one step.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { axeFindsNothing, enterAs, fitsPhone, heading } from "./enter-as.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

describe("the overview", () => {
  let stage: Stage;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    const { shop, sale } = stage;
    await shop.make(`/sales/${sale}/refunds`, { externalId: "r-1", amount: 1000 });
    const more = { product: { externalId: "piano" }, currency: "EUR", paid: 5000 };
    await shop.make("/sales", { externalId: "s-eur", ...more });
    const old = new Date(Date.now() - 40 * 86_400_000).toISOString();
    const then = { product: { externalId: "piano" }, currency: "USD", paid: 6000, at: old };
    const disputed = await shop.make("/sales", { externalId: "s-old", ...then });
    await shop.make(`/sales/${disputed.id}/disputes`, { externalId: "d-1", amount: 2000 });
  }, 90_000);
  afterAll(() => stage?.close());

  test("says what was sold today and in the period, against the one before, and leads to the sales", async () => {
    const { page, complaints } = await stage.enter();
    await heading(page, "Piano School").waitFor();
    const today = page.getByRole("link", { name: /Sold today/ });
    await today.waitFor();
    expect(await today.textContent()).toContain("100.00");
    await page.getByText("1 sale · 10.00 USD taken back").waitFor();
    await page.getByText("against 60.00 USD in the 30 days before").first().waitFor();
    await page.getByText("+66.7%").first().waitFor();
    // 100.00 less 10.00 taken back: 9.36 platform, the producer 52.42 less 5.24.
    await page.getByRole("heading", { name: "The producer keeps 52.4% of 90.00 USD" }).waitFor();
    expect(complaints).toEqual([]);
    await today.click();
    await heading(page, "Sales").waitFor();
    expect(page.url()).toMatch(/from=\d{4}-\d{2}-\d{2}&to=\d{4}-\d{2}-\d{2}&currency=USD/);
    await page.getByRole("list", { name: "What they come to" }).getByText("1 sale").waitFor();
  });

  test("keeps period and currency in the address, and never mixes two currencies", async () => {
    const { page } = await stage.enter();
    await page.goto(`${stage.home}?period=90d`);
    await page.getByText("160.00").first().waitFor();
    await page.getByRole("radiogroup", { name: "Currency" }).getByText("EUR").click();
    await page.waitForURL(/currency=EUR/);
    expect(page.url()).toContain("period=90d");
    await page.getByText("50.00").first().waitFor();
    expect(await page.getByText("160.00").count()).toBe(0);
  });

  test("says what waits, with the way to it", async () => {
    const { page } = await stage.enter();
    const waits = page.getByRole("list", { name: "Needs attention" });
    const dispute = waits.getByRole("listitem").filter({ hasText: "1 dispute is open: 20.00 USD" });
    await dispute.getByRole("link", { name: "Look" }).click();
    await page.waitForURL(/state=disputed/);
    await heading(page, "Sales").waitFor();
    await page.getByRole("list", { name: "What they come to" }).getByText("1 sale").waitFor();
    const found = page.getByRole("table", { name: "Sales" }).getByRole("link", { name: "Piano in 30 days" });
    await found.waitFor();
  });

  test("shows support what was sold, and nothing that anybody earns", async () => {
    const page = await enterAs(stage, "support");
    await page.getByRole("link", { name: /Sold today/ }).waitFor();
    await page.getByText("What parties earn and are owed is not part of your role").waitFor();
    expect(await page.getByRole("heading", { name: /The producer keeps|is owed to/ }).count()).toBe(0);
    expect(await page.getByText("52.42").count()).toBe(0);
  });

  test("a sale that arrives stands in its figures and among the last ones, without a reload", async () => {
    const { page } = await stage.enter();
    const last = page.getByRole("table", { name: "Sold last" });
    await last.getByRole("link", { name: "Piano in 30 days" }).first().waitFor();
    expect(await last.getByText("123.45").count()).toBe(0);
    const facts = { product: { externalId: "piano" }, currency: "USD", paid: 12_345 };
    await stage.shop.make("/sales", { externalId: "s-live", ...facts });
    await last.getByText("123.45").waitFor({ timeout: 20_000 });
  });

  test("fits a phone in Portuguese; axe finds nothing in light and dark", async () => {
    await fitsPhone(stage, [
      ["", "Piano School"],
      ["?period=year", "Piano School"],
    ]);
    await axeFindsNothing(stage, ["", "?period=year&currency=EUR"]);
  }, 120_000);
});
