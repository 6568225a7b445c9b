// What who runs the installation does for a workspace, by role and label: sets its platform fee, typed as a
// decimal and mended by the field itself; a new product begins with it, the owner reads who set it; and the
// focus goes back to the menu's button from a window that took its time.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeOperator } from "../../src/access/operators.ts";
import type { Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { ids } from "../journeys/test-door.ts";
import { mustBeClean } from "./axe-finds.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

describe("the operator", () => {
  let stage: Stage;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    const { door } = stage.shop;
    const ana = await door.identity.findAccount("ana@example.com");
    await inWorkspace(door.db, null, (tx) => makeOperator(tx, ana?.account as Uuid, ids.now()));
  }, 120_000);
  afterAll(() => stage?.close());

  const isWhole = (page: Page) => page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");

  test("has the focus back on a menu's button, however slowly its window was fetched", async () => {
    const { page } = await stage.enter();
    const { promise: isLate, resolve: arrive } = Promise.withResolvers<void>();
    await page.route("**/assets/set-fee-*.js", async (route) => {
      await isLate;
      await route.continue();
    });
    await page.goto(`${stage.url}/operator`);
    const menu = page.getByRole("button", { name: "Actions on Piano School" }).first();
    await menu.press("Enter");
    await page.getByRole("menuitem", { name: "Set the platform fee" }).press("Enter");
    await page.getByRole("menu").waitFor({ state: "detached" });
    // The menu is gone with what had the focus in it, and nothing has taken it yet.
    await page.evaluate("document.activeElement.blur()");
    arrive();
    const window = page.getByRole("dialog", { name: "Platform fee of Piano School" });
    await window.waitFor();
    await page.keyboard.press("Escape");
    await window.waitFor({ state: "detached" });
    const focused = () => page.evaluate("document.activeElement.getAttribute('aria-label')");
    await expect.poll(focused).toBe("Actions on Piano School");
  });

  test("sets the platform fee of a workspace, and is asked what 0.06 means", async () => {
    const { page, complaints } = await stage.enter({
      viewport: { width: 360, height: 740 },
      bypassCSP: true,
    });
    await page.goto(`${stage.url}/operator`);
    // Of the two of that name she is a member of one, and its name leads there.
    const own = page.getByRole("row").filter({ has: page.getByRole("link", { name: "Piano School" }) });
    await own.getByRole("button", { name: "Actions on Piano School" }).click();
    await page.getByRole("menuitem", { name: "Set the platform fee" }).click();
    const window = page.getByRole("dialog", { name: "Platform fee of Piano School" });
    await window.getByText(/Products that are there keep the fee they have/).waitFor();
    await window.getByRole("textbox", { name: /^Fee goes to/ }).fill("Market");
    await window.getByRole("textbox", { name: "Rate" }).fill("0.06");
    await window.getByText("That is 0.06%.").waitFor();
    await mustBeClean(page);
    expect(await isWhole(page)).toBeLessThanOrEqual(0);
    await window.getByRole("button", { name: "Write 6% instead" }).click();
    expect(await window.getByRole("textbox", { name: "Rate" }).inputValue()).toBe("6");
    expect(await window.getByText("That is").count()).toBe(0);
    await window.getByRole("button", { name: "Set the fee of Piano School" }).click();
    await window.waitFor({ state: "detached" });
    await page
      .getByRole("row", { name: /Piano School/ })
      .getByText("6%")
      .waitFor();

    await page.goto(`${stage.home}/settings/fees`);
    await page.getByRole("heading", { name: /as set by whoever runs this installation/ }).waitFor();
    expect(await page.getByRole("textbox", { name: "Rate" }).first().inputValue()).toBe("6");
    // The product that is there keeps 9.9 % + 0.50, and the page says so.
    await page.getByText("One product on sale has another platform fee.", { exact: false }).waitFor();
    await page.getByRole("link", { name: "Piano in 30 days" }).click();
    await page.getByText("Market: 9.9% + 0.50", { exact: false }).first().waitFor();
    expect(complaints).toEqual([]);
  }, 180_000);
});
