// Where there are many: whom to choose from, lists in order of what is owed, windows out of a row. A choice
// never loses the focus when its options come, nor shows nothing for what is chosen; what is emptied stays
// empty; a press in a window is never one on the row behind it.
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { heading } from "./enter-as.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

describe("where there are many parties", { timeout: 120_000 }, () => {
  let stage: Stage;
  let page: Page;

  beforeEach(async (context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
    ({ page } = await stage.enter());
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    for (let i = 0; i < 102; i++) {
      await stage.shop.make("/parties", { kind: "partner", name: `Partner ${String(i).padStart(3, "0")}` });
    }
  }, 120_000);
  afterEach(() => page?.context().close());
  afterAll(() => stage?.close());

  const idOf = async (search: string) =>
    (await stage.shop.get(`/parties?search=${encodeURIComponent(search)}`)).body.data[0].id as string;
  const focused = () => page.evaluate("document.activeElement?.getAttribute('aria-label')");

  test("who is chosen and not among the options is not taken for nobody", async () => {
    const zoe = (await stage.shop.make("/parties", { kind: "partner", name: "Zoe Last" })).id;
    await page.goto(`${stage.home}/sales?affiliate=${zoe}`);
    const field = page.getByRole("combobox", { name: "Affiliate" });
    await expect.poll(() => field.inputValue(), { timeout: 20_000 }).toBe("…");
  });

  test("a field one stands in keeps the focus when its options come", async () => {
    let come = () => {};
    const waits = new Promise<void>((resolve) => {
      come = resolve;
    });
    await page.route(/\/parties\?/, async (route) => {
      await waits;
      await route.continue();
    });
    await page.goto(`${stage.home}/sales`);
    await page.getByRole("button", { name: "More filters" }).click();
    await page.getByRole("combobox", { name: "Who has a part" }).focus();
    come();
    // The one beside it has become a list to search in meanwhile.
    await page.locator("input[role=combobox][aria-label=Affiliate]").waitFor();
    expect(await focused()).toBe("Who has a part");
    expect(await page.getByRole("option", { name: "Partner 001" }).count()).toBeGreaterThan(0);
  });

  test("what is emptied and left by Enter is nothing, not what was there before", async () => {
    await page.goto(`${stage.url}/account`);
    const zone = page.getByRole("combobox", { name: "Show times in" });
    await zone.focus();
    await page.locator("input.mantine-Select-input").first().waitFor();
    await zone.fill("Lisbon");
    await page.getByRole("option", { name: "Europe/Lisbon" }).click();
    expect(await zone.inputValue()).toBe("Europe/Lisbon");
    await page.getByRole("button", { name: "Save my profile" }).click();
    await page.getByText("Saved").first().waitFor();
    await page.reload();
    await expect.poll(() => zone.inputValue()).toBe("Europe/Lisbon");
    await zone.focus();
    await page.locator("input.mantine-Select-input").first().waitFor();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.getByRole("listbox").waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await zone.inputValue()).toBe("");
    // An option that one goes to is meant.
    await zone.fill("Lisb");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await zone.inputValue()).toBe("Europe/Lisbon");
  });

  test("the overview leads to them by what they are owed; a file has everybody once, by name", async () => {
    await page.goto(stage.home);
    await page.getByRole("link", { name: "All parties" }).click();
    await heading(page, "Parties").waitFor();
    const table = page.getByRole("table", { name: "Parties" });
    const sums = table.locator("tbody tr td:last-child");
    await expect.poll(() => sums.count()).toBe(50);
    expect(new URL(page.url()).searchParams.get("sort")).toBe("amount");
    const amounts = (await sums.allTextContents()).map(
      (one) => Number.parseFloat(one.replaceAll(",", "")) || 0,
    );
    expect(amounts[0]).toBeGreaterThan(0);
    expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
    await page.getByRole("columnheader", { name: "Party" }).getByRole("button").click();
    await expect.poll(() => new URL(page.url()).searchParams.get("sort")).toBeNull();
    await page.goBack();
    await page.goto(`${stage.home}/parties?sort=amount`);
    await table.waitFor();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Export CSV" }).click(),
    ]);
    const path = await file.path();
    const lines = (await readFile(path, "utf8")).trim().split("\r\n").slice(1);
    const names = lines.map((line) => line.split(",")[0] ?? "");
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((one) => one.startsWith("Partner")).length).toBe(102);
    expect(names.filter((one) => one.startsWith("Partner"))).toEqual(
      names.filter((one) => one.startsWith("Partner")).toSorted(),
    );
  });

  test("a place below the fold of a party is in sight when one comes from elsewhere", async () => {
    const bruno = await idOf("bruno");
    await page.setViewportSize({ width: 1280, height: 500 });
    await page.goto(`${stage.home}/parties/${bruno}?tab=payouts#of-party`);
    const tab = page.getByRole("tab", { name: "Payouts" });
    await tab.waitFor();
    const topOf = async () => (await tab.boundingBox())?.y ?? -1;
    await expect.poll(topOf, { timeout: 20_000 }).toBeLessThan(300);
    expect(await topOf()).toBeGreaterThanOrEqual(0);
  });

  test("a press in a window that a row opened stays in the window", async () => {
    const { body } = await stage.shop.get("/products?limit=100");
    const piano = body.data.find((one: { externalId: string }) => one.externalId === "piano").id;
    const address = `${stage.home}/products/${piano}?tab=affiliates`;
    await page.goto(address);
    await page.getByRole("button", { name: /^Change Carla Dias/ }).click();
    await page.getByRole("menuitem", { name: /Suspend/ }).click();
    const why = page.getByRole("dialog").getByRole("textbox");
    await why.click();
    await page.keyboard.type("Out of the office");
    await page.getByRole("dialog").locator("h2").click();
    expect(page.url()).toContain("tab=affiliates");
    expect(await why.inputValue()).toBe("Out of the office");
  });

  test("a sale by hand says when products cannot be read, and offers to try again", async () => {
    let isCut = true;
    await page.route(/\/products\?/, (route) => (isCut ? route.abort() : route.continue()));
    await page.goto(`${stage.home}/sales/new`);
    const again = page.getByRole("button", { name: "Try again" });
    await again.waitFor({ timeout: 30_000 });
    isCut = false;
    await again.click();
    await page.getByLabel("What the buyer paid").waitFor();
  });
});
