// The first visit to an own server, by role and label: the token, the first owner and the business; then the
// first steps, one put aside and found so elsewhere, the first product with its price, the processor's fee,
// and a test sale that is taken back, after which nobody is owed anything.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { choose } from "./choose.ts";
import { heading } from "./enter-as.ts";
import { CHROMIUM, openPages } from "./open-console.ts";
import { mustStayText } from "./type-markup.ts";

/** A slow machine is not a failure. */
const SOON = { timeout: 20_000 };

const TOKEN = "the-token-that-the-server-printed";
const ANA = { email: "ana@example.com", password: "seven grey pianos" };

describe("the first visit", { timeout: 120_000 }, () => {
  let pages: Awaited<ReturnType<typeof openPages>>;
  let page: Page;
  let home = "";

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    pages = await openPages({ options: { setupToken: TOKEN } });
    ({ page } = await pages.visit());
  }, 120_000);
  afterAll(() => pages?.close());

  const step = (name: string, where = page) =>
    where.getByRole("listitem").filter({ has: where.getByRole("heading", { name, exact: true }) });
  const isSkipped = (name: string, where = page) =>
    step(name, where).getByRole("button", { name: "Take it up again" });
  const pick = async (field: string, option: string | RegExp) => {
    await choose(page, field, option);
  };
  const balances = async () => {
    const asked = await page.request.get(`${home.replace("/w/", "/v1/workspaces/")}/balances`);
    return ((await asked.json()).data as { pending: number; available: number; reserved: number }[]).map(
      (one) => one.pending + one.available + one.reserved,
    );
  };

  test("takes whatever is typed for text", async () => {
    const { page: other } = await pages.visit();
    await other.goto(pages.url);
    await other.getByLabel("Set-up code").waitFor();
    await mustStayText(other, "body");
    await other.context().close();
  });

  test("leads to the set-up; a wrong code is said at its field and loses nothing typed", async () => {
    await page.goto(pages.url);
    await page.waitForURL(/\/set-up/);
    const code = page.getByLabel("Set-up code");
    await code.fill("guessed");
    await page.getByLabel("Your name").fill("Ana Souza");
    await page.getByLabel("E-mail").fill(ANA.email);
    await page.getByRole("textbox", { name: "Password" }).fill(ANA.password);
    await page.getByLabel("Name of the business").fill("Piano School");
    await pick("Country", "Brazil");
    expect(await page.getByRole("combobox", { name: "Currency" }).inputValue()).toContain("BRL");
    const zone = page.getByRole("combobox", { name: "Time zone" });
    await zone.focus();
    await expect.poll(() => zone.getAttribute("class")).toContain("Select");
    await page.keyboard.type("Sao_Paulo");
    await page.getByRole("listbox").getByRole("option").click();
    await page.getByRole("button", { name: "Create “Piano School”" }).click();
    await expect.poll(() => code.getAttribute("aria-invalid"), SOON).toBe("true");
    expect(await page.getByLabel("Name of the business").inputValue()).toBe("Piano School");
    await code.fill(TOKEN);
    await page.getByRole("button", { name: "Create “Piano School”" }).click();
    await heading(page, "First steps of Piano School").waitFor();
    home = page.url().replace(/\/first-steps.*/, "");
    const asked = await page.request.get(`${home.replace("/w/", "/v1/workspaces/")}/workspace`);
    expect(await asked.json()).toMatchObject({
      country: "BR",
      currency: "BRL",
      timeZone: "America/Sao_Paulo",
    });
  });

  test("a step that is put aside is so on another machine too, until it is taken up again", async () => {
    await step("A colleague").getByRole("button", { name: "Put aside" }).click();
    await isSkipped("A colleague").waitFor();
    const { page: other } = await pages.visit();
    await other.goto(`${home}/first-steps`);
    await other.getByLabel("E-mail").fill(ANA.email);
    await other.getByRole("textbox", { name: "Password" }).fill(ANA.password);
    await other.getByRole("button", { name: "Sign in", exact: true }).click();
    await isSkipped("A colleague", other).click();
    await step("A colleague", other).getByRole("button", { name: "Put aside" }).waitFor();
    await other.context().close();
    await page.reload();
    await step("A colleague").getByRole("button", { name: "Put aside" }).click();
    await isSkipped("A colleague").waitFor();
  });

  test("a product with its price, then the processor's fee: each step is ticked by doing it", async () => {
    expect(await step("A sale to try").getByRole("button", { name: "Try a sale" }).isDisabled()).toBe(true);
    await step("A sale to try").getByText("It needs a product with its price first.").waitFor();
    await step("A product with its price").getByRole("link", { name: "Add a product" }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Piano in 30 days");
    await page.getByRole("textbox", { name: "Price" }).fill("97");
    await page.getByRole("button", { name: "Make “Piano in 30 days”" }).click();
    // Each step that is done leads on to the next, and what was made is one press away.
    await heading(page, /^First steps of/).waitFor();
    await page.getByRole("button", { name: "See it" }).waitFor();
    await step("A product with its price").getByText("Done").waitFor();
    await step("Fees").getByRole("link", { name: "Set the fees" }).click();
    await pick("Expected of", "A new processor …");
    await page.getByRole("textbox", { name: "Its name" }).fill("Stripe");
    await page.getByRole("textbox", { name: "Rate" }).fill("4");
    await page.getByRole("button", { name: "Save the fees" }).click();
    await page.getByText("New products begin with these fees.").waitFor();
    await page.getByRole("button", { name: "Back to the first steps" }).click();
    await step("Fees").getByText("Done").waitFor();
  });

  test("a test sale of that price is split, and taken back it leaves nobody with anything", async () => {
    await step("A sale to try").getByRole("button", { name: "Try a sale" }).click();
    await page.getByRole("button", { name: "Post a test sale of 97.00 BRL of Piano in 30 days" }).click();
    await page.getByRole("button", { name: "Take 97.00 BRL back" }).waitFor();
    expect((await balances()).filter((sum) => sum !== 0).length).toBeGreaterThan(0);
    // It can be taken back later, and elsewhere, as well.
    await page.reload();
    await page.getByRole("button", { name: "Take 97.00 BRL back" }).click();
    await page.getByText("Everybody stands at zero again.").waitFor();
    expect((await balances()).filter((sum) => sum !== 0)).toEqual([]);
    await page.goto(`${home}/sales`);
    await page.getByRole("link", { name: "Piano in 30 days" }).first().waitFor();
    expect(await page.getByRole("table", { name: "Sales" }).locator("tbody").textContent()).toContain(
      "Refunded",
    );
    await page.goto(home);
    await heading(page, "Piano School").waitFor();
    expect(await page.getByRole("link", { name: /First steps/ }).count()).toBe(0);
  });

  test("done once, the set-up leads to signing in and opens for nobody", async () => {
    const { page: late } = await pages.visit();
    await late.goto(`${pages.url}/set-up#${TOKEN}`);
    await heading(late, "Already set up").waitFor();
    await late.getByRole("link", { name: "Sign in" }).click();
    await heading(late, "Sign in").waitFor();
  });
});
