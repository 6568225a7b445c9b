// The tour as a person takes it, by role and label: in by link, see what was sold, ask why, refund, see
// balances change, bring a file. On a desktop in English, and the heart of it on a phone in Portuguese. No
// page may break the policy.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mustBeClean } from "./axe-finds.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

const CSV = "Id,When,Product,Paid\nx-1,2026-03-01,piano,25.00\nx-2,2026-03-02,piano,oops\n";

describe("the console", () => {
  let stage: Stage;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM !== undefined) stage = await openConsole();
  }, 180_000);
  afterAll(() => stage?.close());

  const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

  test("asks a stranger to sign in and comes back to where they wanted to be", async () => {
    const { page, complaints } = await stage.visit();
    await page.goto(`${stage.home}/sales`);
    await heading(page, "Sign in").waitFor();
    expect(page.url()).toContain("next=");
    await page.getByLabel("E-mail").fill("ana@example.com");
    await page.getByRole("textbox", { name: "Password" }).fill("not the password");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toContain("do not match");
    expect(complaints).toEqual([]);
  });

  test("shows a sale, why each gets what it gets, and takes a part of it back", async () => {
    const { page, complaints } = await stage.enter();
    await heading(page, "Piano School").waitFor();
    await page.getByRole("link", { name: "Sales", exact: true }).first().click();
    await page.getByRole("link", { name: "Piano in 30 days" }).click();
    await heading(page, "Piano in 30 days").waitFor();
    // The buyer's name is text, whatever it looks like.
    expect(await page.getByText("Claire <b>Gute</b>").count()).toBe(1);
    await page.getByRole("button", { name: "Why Bruno Lima" }).click();
    const why = page.getByRole("table", { name: "Why does Bruno Lima get this?" });
    await why.waitFor();
    const story = (await why.textContent()) ?? "";
    for (const part of ["9.9% of 100.00", "89.60", "35% of 89.60", "58.24", "exactly 5.82 + 2/5", "5.82"]) {
      expect(story).toContain(part);
    }
    await page.getByRole("button", { name: /Refund/ }).click();
    await page.getByLabel("Amount in USD").fill("40");
    const change = page.getByRole("table", { name: /before and after/ });
    await change.getByText("−2.33").waitFor();
    await page.getByRole("button", { name: "Refund 40.00 USD" }).click();
    await page.getByText("Partly refunded").first().waitFor();
    await page.getByRole("link", { name: "Parties", exact: true }).first().click();
    await heading(page, "Parties").waitFor();
    const bruno = page.getByRole("row", { name: /Bruno Lima/ });
    await bruno.waitFor();
    expect(await bruno.textContent()).toContain("3.49");
    expect(complaints).toEqual([]);
  });

  test("brings the why of an amount pressed in the flow into sight", async () => {
    const { page } = await stage.enter({ viewport: { width: 1280, height: 620 } });
    await page.goto(`${stage.home}/sales`);
    await page.getByRole("link", { name: "Piano in 30 days" }).first().click();
    await page.getByRole("button", { name: "Why does Bruno Lima get this?" }).first().click();
    const why = page.getByRole("table", { name: "Why does Bruno Lima get this?" });
    await why.getByRole("row", { name: /^Bruno Lima gets/ }).waitFor();
    const foot = async () => {
      const box = await why.boundingBox();
      return (box?.y ?? Number.NaN) + (box?.height ?? Number.NaN);
    };
    await expect.poll(foot).toBeLessThanOrEqual(620);
  });

  test("takes a file and says what its columns mean", async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/imports/new`);
    const file = { name: "shop.csv", mimeType: "text/csv", buffer: Buffer.from(CSV) };
    await page.locator('input[type="file"]').setInputFiles(file);
    await heading(page, "shop.csv").waitFor();
    await page.getByRole("heading", { name: "What the columns mean" }).waitFor();
    // Its own words beside what they are taken to mean.
    await page.getByText("x-1").first().waitFor();
    // While a column is still without a meaning its preview is refused, and the browser notes the answer.
    expect(complaints.filter((one) => !one.includes("422"))).toEqual([]);
  });

  test("goes anywhere from the keyboard", async () => {
    const { page } = await stage.enter();
    await heading(page, "Piano School").waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Go to, find or do" }).fill("parti");
    await page.keyboard.press("Enter");
    await heading(page, "Parties").waitFor();
  });

  test("is whole on a phone, in Portuguese, in the dark", async () => {
    const phone = { viewport: { width: 360, height: 740 }, locale: "pt-BR", colorScheme: "dark" as const };
    const { page, complaints } = await stage.enter(phone);
    for (const [path, title] of [
      ["", "Piano School"],
      ["/sales", "Vendas"],
      [`/sales/${stage.sale}`, "Piano in 30 days"],
      ["/parties", "Partes"],
      ["/imports", "Importações"],
      ["/parked", "Mensagens pendentes"],
    ]) {
      await page.goto(stage.home + path);
      await heading(page, title as string).waitFor();
      const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      expect(over, path).toBe(0);
    }
    expect(complaints).toEqual([]);
  });

  test.each(["light", "dark"] as const)("axe finds nothing in the %s", async (colorScheme) => {
    const { page } = await stage.enter({ colorScheme, bypassCSP: true });
    for (const path of [
      "",
      "/sales",
      `/sales/${stage.sale}`,
      "/parties",
      "/imports",
      "/imports/new",
      "/parked",
    ]) {
      await page.goto(stage.home + path, { waitUntil: "networkidle" });
      await mustBeClean(page);
    }
  });
});
