// What is refused is said in the reader's language, on the field and above the form, and its words are
// fetched with the first refusal: not before. On a phone in Portuguese, over the real server.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PHONE } from "./enter-as.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

describe("a refusal in Portuguese", { timeout: 120_000 }, () => {
  let stage: Stage;
  let page: Page;
  let fetched: string[];

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    ({ page } = await stage.enter(PHONE));
    page.on("response", async (response) => {
      if (!/assets\/pt-BR-.*\.js$/.test(response.url())) return;
      fetched.push(await response.text().catch(() => ""));
    });
  }, 180_000);
  afterAll(() => stage?.close());

  const areFetched = () => fetched.some((text) => text.includes("problem.code.cap_exceeded"));

  test("says what is wrong at the field, once its words are fetched", async () => {
    fetched = [];
    await page.goto(`${stage.home}/products/new`);
    await page.getByLabel("Nome", { exact: true }).fill("Outro curso");
    expect(areFetched()).toBe(false);
    await page.getByLabel("Seu código").fill("piano");
    await page.locator("input[name=price]").fill("100");
    await page.locator("form button[type=submit]").click();
    await page.getByRole("alert").getByText("Outro já usa este código seu.", { exact: false }).waitFor();
    await page.getByText("Isto já está em uso. Escolha outro.").waitFor();
    expect(areFetched()).toBe(true);
    // What was refused as planned is no case for the log.
    expect(await page.getByText("Código do erro").count()).toBe(0);
  });

  test("names the products that are in the way, and no id or instant", async () => {
    await page.goto(`${stage.home}/settings/sharing`);
    await page.getByLabel("Todos os contratos juntos").fill("5");
    await page.keyboard.press("Enter");
    const alert = page.getByRole("alert");
    await alert.getByText("já dividem mais do que isto: Piano in 30 days", { exact: false }).waitFor();
    expect(await page.locator("main").innerText()).not.toMatch(/product_|contract_|\d{4}-\d{2}-\d{2}T/);
    const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(over).toBe(0);
  });
});
