// Every page of the map, one after the other, with names that break weak pages: nothing is taken for markup,
// nothing is asked of anyone else, the policy holds, axe finds nothing in light and dark, and nothing is
// wider than a phone, in the builders' long language. And what one workspace showed is gone when one is in
// another.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addMember } from "../../src/access/members.ts";
import type { Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { ids } from "../journeys/test-door.ts";
import { type MappedPage, pagesOf, stock } from "./every-page.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

const OVER = "document.documentElement.scrollWidth - innerWidth";

describe("every page", { timeout: 400_000 }, () => {
  let stage: Stage;
  let pages: MappedPage[];

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole({ mode: "development" });
    pages = pagesOf(stage, await stock(stage));
  }, 120_000);
  afterAll(() => stage?.close());

  /** The page with its figures: nothing is asked any more, nothing stands in for what is to come. */
  async function settle(page: Page, address: string): Promise<void> {
    await page.goto(address);
    await page.locator("h1").first().waitFor();
    await expect.poll(() => page.locator(".mantine-Skeleton-root").count(), { timeout: 15_000 }).toBe(0);
  }

  test("the map has pages, each with something to show", () => {
    expect(pages.length).toBeGreaterThan(15);
    expect(new Set(pages.map((one) => one.address)).size).toBe(pages.length);
  });

  test("takes no name for markup, asks nobody else, breaks no policy, and is named", async () => {
    const { page, complaints } = await stage.enter();
    const strangers: string[] = [];
    page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== stage.url && !["data:", "blob:"].includes(protocol)) strangers.push(request.url());
    });
    const wrong: string[] = [];
    for (const { path, address } of pages) {
      await settle(page, address);
      const found = await page.evaluate(`({
        pwned: window.pwned ?? null,
        markup: [...document.querySelectorAll("[onerror], [onload], script:not([src]), style, main b b")].length,
        inline: [...document.querySelectorAll("[href^='javascript:'], iframe, object, embed")].length,
        title: document.title,
        headings: document.querySelectorAll("h1").length,
      })`);
      const { pwned, markup, inline, title, headings } = found as Record<string, unknown>;
      if (pwned !== null || markup !== 0 || inline !== 0) wrong.push(`${path}: ${JSON.stringify(found)}`);
      if (headings !== 1 || !/ · Partage$/.test(String(title)))
        wrong.push(`${path}: ${headings} h1, "${title}"`);
    }
    expect(wrong).toEqual([]);
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("axe finds nothing, in light and in dark", async () => {
    const { page } = await stage.enter({ colorScheme: "light", bypassCSP: true, reducedMotion: "reduce" });
    const wrong: string[] = [];
    const look = async (path: string, axe: AxeBuilder) => {
      const { violations } = await axe.analyze();
      wrong.push(...violations.map((one) => `${path} ${one.id}: ${one.nodes[0]?.target}`));
    };
    for (const { path, address } of pages) {
      await page.emulateMedia({ colorScheme: "light" });
      await settle(page, address);
      await look(path, new AxeBuilder({ page }));
      // In the dark only colours are others.
      await page.emulateMedia({ colorScheme: "dark" });
      await page.locator('html[data-mantine-color-scheme="dark"]').waitFor({ state: "attached" });
      await look(`${path} in the dark`, new AxeBuilder({ page }).withRules(["color-contrast"]));
    }
    expect(wrong).toEqual([]);
  });

  test("is no wider than a phone, nor than a screen at 200 %, in a language a third longer", async () => {
    const { page } = await stage.enter({ viewport: { width: 360, height: 740 } });
    await page.evaluate("localStorage.setItem('partage-language', 'en-XA')");
    const wide: string[] = [];
    for (const { path, address } of pages) {
      await page.setViewportSize({ width: 360, height: 740 });
      await settle(page, address);
      expect(await page.locator("h1").first().textContent(), path).toBeTruthy();
      for (const width of [360, 640]) {
        await page.setViewportSize({ width, height: 740 });
        const over = Number(await page.evaluate(OVER));
        if (over > 0) wide.push(`${path} at ${width}: ${over} too wide`);
      }
    }
    expect(await page.locator("nav").first().textContent()).toContain("[");
    expect(wide).toEqual([]);
  });

  test("what one workspace showed is gone in another", async () => {
    const other = await stage.shop.door.addWorkspace();
    const account = await stage.shop.door.identity.findAccount("ana@example.com");
    const member = {
      account: account?.account as Uuid,
      ws: other.ws,
      workspace: other.id,
      role: "owner" as const,
      at: ids.now(),
    };
    await inWorkspace(stage.shop.door.db, null, (tx) => addMember(tx, member));
    const { page } = await stage.enter();
    await page.goto(`${stage.home}/sales`);
    await page.getByRole("link", { name: "Piano in 30 days" }).first().waitFor();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.getByRole("button", { name: /Switch workspace/ }).click();
    await page.getByRole("menuitem").filter({ hasText: "Piano School" }).nth(1).click();
    await page.waitForURL(`**/w/${other.publicId}**`);
    await page.getByRole("link", { name: "Sales", exact: true }).first().click();
    await page.getByText("No sales yet").first().waitFor();
    expect(await page.getByText("Piano in 30 days").count()).toBe(0);
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Go to, find or do" }).fill("piano in");
    await page.getByText(/Nothing fits/).waitFor();
    const workspace = new URL(stage.home).pathname.split("/").at(-1) as string;
    const late = asked.filter((path) => path.includes(workspace) && path.startsWith("/v1"));
    expect(late).toEqual([]);
    const kept = await page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })");
    expect(String(kept)).not.toContain("Piano in 30 days");
  });
});
