// Sales by role and label: narrowed by filters in the address, added up, taken as a file; one recorded by
// hand with its split seen before; a dispute opened and lost; a buyer forgotten; printed with every why; and
// what support does not see.
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { choose } from "./choose.ts";
import { axeFindsNothing, enterAs, fitsPhone, heading } from "./enter-as.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

describe("sales", () => {
  let stage: Stage;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    const more = { product: { externalId: "piano" }, currency: "USD" };
    await stage.shop.make("/sales", { externalId: "s-2", ...more, paid: 2500 });
    await stage.shop.make("/sales", {
      externalId: "s-3",
      ...more,
      paid: 7000,
      buyer: { email: "leo@example.com", name: "Leo" },
    });
  }, 90_000);
  afterAll(() => stage?.close());

  const totals = (page: Page) => page.getByRole("list", { name: "What they come to" });

  test("are narrowed in the address, added up, and taken as a file", async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/sales?paidFrom=5000`);
    await totals(page).getByText("2 sales").waitFor();
    expect(await totals(page).textContent()).toContain("170.00");
    await page.getByRole("button", { name: "More filters (1)" }).waitFor();
    await choose(page, "Affiliate", "Carla Dias");
    await page.waitForURL(/affiliate=party_/);
    await totals(page).getByText("1 sale").waitFor();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Export CSV" }).click(),
    ]);
    const text = readFileSync(await file.path(), "utf8");
    expect(text.trim().split("\n")).toHaveLength(2);
    expect(text).toContain("100.00");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await totals(page).getByText("3 sales").waitFor();
    expect(complaints).toEqual([]);
  });

  test("one is recorded by hand, with who would get what before anything is booked", async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/sales`);
    await page.getByRole("link", { name: "Record a sale" }).click();
    await heading(page, "Record a sale").waitFor();
    await page.getByRole("button", { name: /Record the sale/ }).click();
    await page.getByText("This is needed.").first().waitFor();
    await choose(page, "Product", "Piano in 30 days");
    await page.getByLabel("What the buyer paid").fill("100");
    await page.getByLabel("Affiliate’s code").fill("CARLA");
    const preview = page.getByRole("complementary", { name: "Who would get what" });
    await preview.getByText("31.36").waitFor();
    for (const part of ["52.42", "5.82", "10.40"]) await preview.getByText(part).waitFor();
    const { body: before } = await stage.shop.get("/ledger-head");
    await page.getByRole("button", { name: "Record the sale of 100.00 USD" }).click();
    await heading(page, "Piano in 30 days").waitFor();
    await page.getByRole("button", { name: "Why Carla Dias" }).waitFor();
    const { body: after } = await stage.shop.get("/ledger-head");
    expect(after.seq).toBe(before.seq + 1);
    expect(complaints).toEqual([]);
  });

  test("a dispute goes into reserve and is lost, with what each keeps before it is done", async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/sales/${stage.sale}`);
    await page.getByRole("button", { name: /Record a dispute/ }).click();
    await page.getByLabel("Disputed, in USD").fill("50");
    await page.getByRole("button", { name: "Put 50.00 USD in reserve" }).click();
    await page.getByText("In dispute").first().waitFor();
    // Half of 5.82.
    const bruno = page.getByRole("row", { name: /Bruno Lima/ }).first();
    expect(await bruno.textContent()).toContain("2.91");
    await page.getByRole("button", { name: /Record how it ended/ }).click();
    await page.getByText(/^Lost:/).click();
    await page.getByLabel("Dispute fee, in USD").fill("15");
    await page.getByRole("button", { name: "Take back 50.00 USD" }).click();
    await page.getByText("Dispute lost; everyone gave back their part").waitFor();
    await page.getByText("With a fee of 15.00 USD").waitFor();
    await page.getByText("Partly refunded").first().waitFor();
    await page.getByText("Dispute lost", { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  test("has its whole story: entries that add up to zero, the plan, and every why on paper", async () => {
    const { page } = await stage.enter();
    await page.goto(`${stage.home}/sales/${stage.sale}`);
    await page
      .getByText(/^Sale$/)
      .first()
      .click();
    const postings = page.getByRole("table", { name: /Postings of entry 1/ });
    await postings.waitFor();
    expect(await postings.getByRole("row", { name: /^Sum/ }).textContent()).toContain("0.00");
    await page.getByText("Bruno Lima: 10% of what is left after the affiliate").waitFor();
    await page.emulateMedia({ media: "print" });
    await page.getByRole("heading", { name: "Appendix: why each party gets what it gets" }).waitFor();
    expect(await page.getByRole("table", { name: /Why does .* get this/ }).count()).toBe(4);
    expect(await page.getByRole("button", { name: /Refund/ }).isVisible()).toBe(false);
  });

  test("support finds a sale by the buyer’s address, sees no part of anybody, and forgets the buyer", async () => {
    const page = await enterAs(stage, "support");
    const answers: string[] = [];
    page.on("response", (response) => {
      if (!response.url().includes("/v1/workspaces/")) return;
      void response
        .text()
        .then((text) => answers.push(text))
        .catch(() => undefined);
    });
    await page.goto(`${stage.home}/sales`);
    const search = page.getByRole("searchbox", { name: "Buyer, e-mail, reference or sale id" });
    await search.fill("leo@example.com");
    await totals(page).getByText("1 sale").waitFor();
    await page.getByRole("link", { name: "Piano in 30 days" }).click();
    await page.getByText("Who gets what of this sale is not part of your role").waitFor();
    await page.getByText("Answers for support").waitFor();
    expect(await page.getByRole("button", { name: /^Why/ }).count()).toBe(0);
    expect(await page.getByRole("link", { name: /^Parties$|^Ledger$/ }).count()).toBe(0);
    await page.waitForLoadState("networkidle");
    // 70.00 direct: platform 7.43, bruno 6.26, the producer 56.31.
    const parts = ["626", "5631", "743"];
    expect(answers.length).toBeGreaterThan(3);
    for (const part of parts) expect(answers.filter((text) => text.includes(`:${part}`))).toEqual([]);
    await page.getByRole("button", { name: /Forget this buyer/ }).click();
    await page.getByRole("button", { name: "Forget Leo" }).click();
    await page.getByText("Forgotten on request").waitFor();
    await page.goto(`${stage.home}/sales?q=leo@example.com`);
    await page.getByText("No sale fits").waitFor();
  });

  test("fit a phone in Portuguese; axe finds nothing in light and dark", async () => {
    await fitsPhone(stage, [
      ["/sales?paidFrom=5000", "Vendas"],
      ["/sales/new", "Registrar uma venda"],
      [`/sales/${stage.sale}`, "Piano in 30 days"],
    ]);
    await axeFindsNothing(stage, ["/sales?paidFrom=5000", "/sales/new", `/sales/${stage.sale}`]);
  }, 120_000);
});
