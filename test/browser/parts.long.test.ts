// Every part in all its states: its pictures against the kept ones, no wider than a phone, axe, and what a
// part does with keys: a list of five thousand rows, a chart, tabs, a form, columns that are remembered, a
// file.
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mustBeClean } from "./axe-finds.ts";
import { choose } from "./choose.ts";
import { CHROMIUM } from "./chromium.ts";
import { comparePicture } from "./compare-picture.ts";
import { openParts, type PartsStage } from "./open-parts.ts";

const DESKTOP = { width: 1100, height: 900 };
const PHONE = { width: 360, height: 740 };

/**
 * What is set in the machine's own monospaced font is drawn in ours: a picture does not know which that is.
 */
const DRAWN_ALIKE = `for (const one of document.querySelectorAll("*")) {
  const { fontFamily, position } = getComputedStyle(one);
  if (fontFamily.includes("ui-monospace")) one.style.fontFamily = "Inter Variable";
  // What sticks to an edge stands where the page was scrolled to for the picture.
  if (position === "sticky") Object.assign(one.style, { position: "relative", inset: "auto" });
}`;

describe("the parts", { timeout: 180_000 }, () => {
  let stage: PartsStage;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM !== undefined) stage = await openParts();
  }, 180_000);
  afterEach(() => stage?.leave());
  afterAll(() => stage?.close());

  const picturesOf = async (page: Page, kind: string, only?: readonly string[]) => {
    const differences: string[] = [];
    for (const group of await page.locator("[data-picture]").all()) {
      const name = `${await group.getAttribute("data-picture")}-${kind}`;
      if (only && !only.some((one) => name.startsWith(one))) continue;
      const taken = await group.screenshot({ animations: "disabled", caret: "hide", timeout: 90_000 });
      const difference = comparePicture(name, taken, stage.browser.version());
      if (difference) differences.push(difference);
    }
    return differences;
  };

  test.each([
    ["light", DESKTOP, undefined],
    ["dark", DESKTOP, ["set", "shares", "forms"]],
    ["phone", PHONE, ["lists", "charts"]],
  ] as const)("look as they were decided to look: %s", async (kind, viewport, only) => {
    const colorScheme = kind === "dark" ? "dark" : "light";
    const { page, complaints } = await stage.visit({ viewport, colorScheme, reducedMotion: "reduce" });
    await page.getByRole("button", { name: "Send what is wrong" }).click();
    await page.locator("[aria-invalid=true]").first().waitFor();
    await page.evaluate("document.activeElement.blur(), window.scrollTo(0, 0)");
    await page.evaluate(DRAWN_ALIKE);
    expect(await picturesOf(page, kind, only)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("are no wider than a phone, nor than a screen at 200 %", async () => {
    for (const viewport of [PHONE, { width: 550, height: 450 }, { width: 320, height: 640 }]) {
      const { page } = await stage.visit({ viewport });
      const over = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      expect(over, String(viewport.width)).toBe(0);
    }
  });

  test.each(["light", "dark"] as const)("axe finds nothing in the %s", async (colorScheme) => {
    // A window that is still fading in has colours of its own: without motion it is there at once.
    const { page } = await stage.visit({ colorScheme, bypassCSP: true, reducedMotion: "reduce" });
    await mustBeClean(page);
    await page.getByRole("button", { name: "Confirm by name" }).click();
    await page.getByRole("dialog").waitFor();
    await mustBeClean(page);
  });

  test("a list of five thousand rows draws what is near, walks by arrows and is exported whole", async () => {
    const { page } = await stage.visit();
    await page.getByRole("button", { name: "Show five thousand rows" }).click();
    const list = page.getByRole("table", { name: "Five thousand" });
    await list.getByRole("link", { name: "Sale 1", exact: true }).focus();
    for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowDown");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Sale 4");
    await list.locator("tbody").nth(25).scrollIntoViewIfNeeded();
    await expect.poll(() => list.locator("tr").count()).toBeLessThan(900);
    const height = Number(await page.evaluate("document.documentElement.scrollHeight"));
    const last = list.getByRole("link", { name: "Sale 5000" });
    const toTheEnd = async () => {
      await list.locator("tbody").last().scrollIntoViewIfNeeded();
      return last.count();
    };
    await expect.poll(toTheEnd, { timeout: 20_000 }).toBe(1);
    // What was guessed for the rows that were never drawn is nearly right: the page does not jump.
    const after = Number(await page.evaluate("document.documentElement.scrollHeight"));
    expect(Math.abs(after - height) / height).toBeLessThan(0.01);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.locator("#five-thousand-rows").getByRole("button", { name: "Export CSV" }).click(),
    ]);
    const lines = readFileSync(await file.path(), "utf8")
      .trim()
      .split("\r\n");
    expect(lines.length).toBe(5001);
    expect(lines.at(-1)).toMatch(/^Sale 5000,m-5000,[\d.]+$/);
  });

  test("a list has columns where there is room, is cards where there is none, and on paper", async () => {
    const { page } = await stage.visit({ viewport: DESKTOP });
    await page.getByRole("table", { name: "Sales" }).waitFor();
    const named = `[...document.querySelectorAll("caption")].find((one) => one.textContent === "Sales")`;
    const list = `${named}.closest("table").parentElement.dataset`;
    const shape = () => page.evaluate(`${list}.shape ?? "whole"`);
    expect(await shape()).toBe("whole");
    await page.evaluate(`addEventListener("beforeprint", () => (window.onPaper = ${list}.shape))`);
    await page.pdf();
    expect(await page.evaluate("window.onPaper")).toBe("cards");
    await expect.poll(shape).toBe("whole");
    for (const [width, is] of [
      [360, "cards"],
      [1100, "whole"],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await expect.poll(shape).toBe(is);
    }
  });

  test("a choice of many fetches its list when one comes to it, and is made by typing", async () => {
    const { page } = await stage.visit();
    const asked: string[] = [];
    const country = page.getByRole("combobox", { name: "Country" });
    await country.waitFor();
    page.on("request", (one) => asked.push(new URL(one.url()).pathname));
    const fetched = () => asked.filter((one) => one.includes("searched-list")).length;
    expect(await country.getAttribute("placeholder")).toBe("Choose …");
    await page.getByRole("combobox", { name: "Schedule" }).focus();
    expect(fetched()).toBe(0);
    await page.keyboard.press("Tab");
    const options = page.getByRole("listbox").getByRole("option");
    await expect.poll(() => fetched()).toBe(1);
    expect(await options.count()).toBe(0);
    await country.press("ArrowDown");
    await options.filter({ hasText: "Brazil" }).waitFor();
    await page.keyboard.type("brazi");
    await expect.poll(() => options.allTextContents()).toEqual(["Brazil"]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await country.inputValue()).toBe("Brazil");
    await page.keyboard.press("Tab");
    // What is typed first takes the place of what stood there.
    const currency = page.getByRole("combobox", { name: /Currency/ });
    expect(await currency.inputValue()).toContain("BRL");
    await expect.poll(() => currency.getAttribute("class")).toContain("Select");
    await page.keyboard.type("eur");
    await expect.poll(() => currency.getAttribute("aria-expanded")).toBe("true");
    await options.filter({ hasText: /^EUR/ }).click();
    expect(await currency.inputValue()).toContain("EUR");
    // What need not be chosen is emptied as any text is; what has to be chosen stays.
    for (const [field, left] of [
      [currency, ""],
      [country, "Brazil"],
    ] as const) {
      await field.press("ControlOrMeta+a");
      await page.keyboard.press("Delete");
      await page.keyboard.press("Tab");
      await expect.poll(() => field.inputValue()).toBe(left);
    }
  });

  test("a list that the pointer passes takes the focus from nobody; one that cannot be had is the browser's", async () => {
    const { page } = await stage.visit();
    const note = page.getByLabel("Name", { exact: true });
    await note.fill("");
    const fetched = page.waitForResponse(/searched-list/);
    await page.getByRole("combobox", { name: "Country" }).hover();
    await fetched;
    await page.keyboard.type("while it comes");
    expect(await note.inputValue()).toBe("while it comes");
    const other = (await stage.visit()).page;
    await other.route(/searched-list/, (route) => route.abort());
    await other.getByRole("combobox", { name: "Country" }).focus();
    await other.locator("select").filter({ hasText: "Brazil" }).waitFor();
    await choose(other, "Country", "Brazil");
  });

  test("a finger opens a list that is not there yet", async () => {
    const { page } = await stage.visit({ viewport: PHONE, hasTouch: true });
    await page.getByRole("combobox", { name: "Country" }).tap();
    await page.getByRole("listbox").getByRole("option", { name: "Andorra" }).waitFor();
    await page.getByRole("combobox", { name: /Currency/ }).tap();
    await page.getByRole("listbox").getByRole("option", { name: /^AED/ }).waitFor({ state: "attached" });
  });

  test("what is chosen and not among the options is not taken for nothing", async () => {
    const { page } = await stage.visit();
    const landing = page.getByRole("combobox", { name: /Landing page/ });
    expect(await landing.inputValue()).toBe("gone");
    await choose(page, /Landing page/, "Not chosen");
    expect(await landing.inputValue()).toBe("");
  });

  test("columns that are put away stay away", async () => {
    const { page } = await stage.visit();
    const heads = () =>
      page.getByRole("table", { name: "Sales" }).getByRole("columnheader").allTextContents();
    expect(await heads()).toEqual(["Product", "Id", "State", "Paid"]);
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Id", exact: true }).click();
    await page.getByRole("menuitemcheckbox", { name: "Note" }).click();
    expect(await heads()).toEqual(["Product", "State", "Note", "Paid"]);
    await page.reload();
    await page.getByRole("table", { name: "Sales" }).waitFor();
    expect(await heads()).toEqual(["Product", "State", "Note", "Paid"]);
  });

  test("a chart is read by arrows, and is a table one key away", async () => {
    const { page } = await stage.visit();
    const chart = page.getByRole("slider", { name: "Three people earned more each quarter" });
    await chart.focus();
    await page.keyboard.press("Home");
    expect(await chart.getAttribute("aria-valuetext")).toBe(
      "Jan 2025: Ana Souza 1,200.00, Bruno Lima 400.00, Carla Dias 0.00 EUR",
    );
    await page.keyboard.press("t");
    const table = page.getByRole("table", { name: "Three people earned more each quarter" });
    expect(await table.getByRole("row").count()).toBe(13);
  });

  test("tabs move by arrows and are in the address", async () => {
    const { page } = await stage.visit();
    await page.getByRole("tab", { name: "Offers" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByText("Ana and Bruno.").waitFor();
    expect(page.url()).toContain("tab=shares");
    await page.reload();
    await page.getByText("Ana and Bruno.").waitFor();
  });

  test("a form says at its field what the server refused, and asks before it is lost", async () => {
    const { page } = await stage.visit();
    await page.getByLabel("Amount").fill("12");
    await page.keyboard.press("Enter");
    await page.getByText("must be an active ISO 4217 currency, such as USD").first().waitFor();
    const wrong = page.getByLabel("Amount");
    expect(await wrong.getAttribute("aria-invalid")).toBe("true");
    expect(await page.evaluate("document.activeElement.name")).toBe("amount");
    await page.getByLabel("Name", { exact: true }).fill("Piano in 40 days");
    await page.getByRole("link", { name: "Cancel" }).click();
    await page.getByRole("dialog", { name: "Leave without saving?" }).waitFor();
    await page.getByRole("button", { name: "Keep editing" }).click();
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Piano in 40 days");
  });
});
