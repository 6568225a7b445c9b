// The tour by keyboard alone, as somebody without a mouse takes it: in by link, to the sales, to a sale, its
// why, a refund, the palette; focus is always visible and where one expects it. What a screen reader is told
// is read here. And a sale that arrives while one looks: figures follow, the list stays until one asks.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

const FOCUS = `(() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  return {
    tag: at.tagName,
    text: (at.getAttribute("aria-label") ?? at.textContent ?? "").trim(),
    isSeen: style.outlineStyle !== "none" || style.boxShadow !== "none" || at.matches("input, textarea"),
  };
})()`;

describe("by keyboard", { timeout: 120_000 }, () => {
  let stage: Stage;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM !== undefined) stage = await openConsole();
  }, 120_000);
  afterAll(() => stage?.close());

  const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

  /** Tab until what has the focus says this; it must be visible on the way. */
  async function tabTo(page: Page, text: string | RegExp, key = "Tab"): Promise<void> {
    const seen: string[] = [];
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press(key);
      const focus = (await page.evaluate(FOCUS)) as { tag: string; text: string; isSeen: boolean };
      if (focus.tag === "BODY") continue;
      expect(focus.isSeen, `the focus on "${focus.text}" is not seen`).toBe(true);
      seen.push(focus.text.slice(0, 30));
      if (typeof text === "string" ? focus.text === text : text.test(focus.text)) return;
    }
    throw new Error(`no focus on ${text}: ${seen.join(" · ")}`);
  }

  test("one takes the whole tour", async () => {
    const { page, complaints } = await stage.visit();
    const token = await stage.shop.door.identity.makeLinkToken("ana@example.com", 5);
    await page.goto(`${stage.url}/sign-in/link#${token}`);
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    await tabTo(page, "Sign in");
    await page.keyboard.press("Enter");
    await heading(page, "Piano School").waitFor();
    // The first stop skips the menu.
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the page");
    await tabTo(page, "Sales");
    await page.keyboard.press("Enter");
    await heading(page, "Sales").waitFor();
    // "/" into the search, down into the list, Enter opens.
    await page.keyboard.press("/");
    const field = page.getByRole("searchbox").first();
    await expect.poll(() => page.evaluate("document.activeElement.type")).toBe("search");
    await field.press("ArrowDown");
    await page.keyboard.press("Enter");
    await heading(page, "Piano in 30 days").waitFor();
    await tabTo(page, /^Why\s+Bruno Lima$/);
    await page.keyboard.press("Enter");
    await page.getByRole("table", { name: "Why does Bruno Lima get this?" }).waitFor();
    await page
      .getByRole("button", { name: /^Refund/ })
      .first()
      .focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    // The focus is held inside, and comes back to where it was.
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.closest('[role=dialog]') !== null")).toBe(true);
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await expect.poll(() => page.evaluate("document.activeElement.textContent")).toMatch(/^Refund/);
    expect(complaints).toEqual([]);
  });

  test("the palette is a combobox that says what it found", async () => {
    const { page } = await stage.enter();
    await heading(page, "Piano School").waitFor();
    await page.keyboard.press("Control+k");
    const field = page.getByRole("combobox", { name: "Go to, find or do" });
    await field.waitFor();
    await field.fill("claire@example.com");
    const options = page.getByRole("option");
    await expect.poll(() => options.count()).toBe(1);
    expect(await options.first().getAttribute("aria-selected")).toBe("true");
    expect(await field.getAttribute("aria-activedescendant")).toBe(await options.first().getAttribute("id"));
    expect(await page.getByRole("listbox").getByRole("group", { name: "Sales" }).count()).toBe(1);
    await expect.poll(() => page.getByText("1 fits").count()).toBe(1);
    await page.keyboard.press("Enter");
    await heading(page, "Piano in 30 days").waitFor();
    // By amount, in either manner; then where one was.
    await page.waitForTimeout(1200);
    await page.keyboard.press("Control+k");
    await field.fill("100,00");
    await page
      .getByRole("option", { name: /Piano in 30 days/ })
      .first()
      .waitFor();
    await page.keyboard.press("Escape");
    await page.goto(`${stage.home}/sales`);
    await heading(page, "Sales").waitFor();
    await page.keyboard.press("Control+k");
    await field.fill("sprache");
    await page.getByText("Nothing fits “sprache”.").waitFor();
    await field.fill("language");
    await page.getByRole("option", { name: /^Language: português/i }).click();
    await heading(page, "Vendas").waitFor();
    await page.reload();
    await heading(page, "Vendas").waitFor();
    const other = await stage.enter();
    await other.page.goto(`${stage.home}/sales`);
    // It belongs to the account: another browser, which asks for English, speaks it too.
    await heading(other.page, "Vendas").waitFor();
    await other.page.keyboard.press("Control+k");
    await other.page.getByRole("dialog").getByRole("combobox").fill("idioma english");
    await other.page.keyboard.press("Enter");
    await heading(other.page, "Sales").waitFor();
  });

  test("a sale that arrives shows when one asks for it, and figures follow by themselves", async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/sales`);
    const rows = page.getByRole("table", { name: "Sales" }).locator("tbody tr");
    await page.getByRole("link", { name: "Piano in 30 days" }).first().waitFor();
    const before = await rows.count();
    const place = () => page.getByRole("link", { name: "Piano in 30 days" }).last().boundingBox();
    const was = await place();
    const { shop } = stage;
    for (const externalId of ["live-1", "live-2", "live-3"]) {
      await shop.make("/sales", { externalId, product: { externalId: "piano" }, currency: "USD", paid: 700 });
    }
    const pill = page.getByRole("button", { name: "3 new sales" });
    await pill.waitFor({ timeout: 15_000 });
    expect(await rows.count()).toBe(before);
    expect(await place()).toEqual(was);
    await pill.click();
    await expect.poll(() => rows.count(), { timeout: 15_000 }).toBe(before + 3);
    await expect.poll(() => pill.count()).toBe(0);
    await page.goto(stage.home);
    await heading(page, "Piano School").waitFor();
    const figures = page.locator("main");
    await expect.poll(() => figures.textContent(), { timeout: 15_000 }).toContain("121.00");
    await shop.make("/sales", {
      externalId: "live-4",
      product: { externalId: "piano" },
      currency: "USD",
      paid: 700,
    });
    await expect.poll(() => figures.textContent(), { timeout: 15_000 }).toContain("128.00");
    expect(complaints).toEqual([]);
  });

  test("motion is left out where less is asked for", async () => {
    const { page } = await stage.enter({ reducedMotion: "reduce" });
    await page.goto(`${stage.home}/sales`);
    await page.getByRole("link", { name: "Piano in 30 days" }).first().waitFor();
    const longest = await page.evaluate(`Math.max(...[...document.querySelectorAll("*")].flatMap((one) => {
      const { transitionDuration, animationDuration } = getComputedStyle(one);
      return [...transitionDuration.split(","), ...animationDuration.split(",")].map((text) =>
        text.trim().endsWith("ms") ? parseFloat(text) : parseFloat(text) * 1000);
    }))`);
    expect(longest).toBeLessThanOrEqual(1);
  });
});
