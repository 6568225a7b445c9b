// Every page of the map, one after the other, with names that break weak pages: nothing is taken for markup,
// nothing is asked of anyone else, the policy holds, and nothing is wider than a phone, in the builders' long
// language. And what one workspace showed is gone when one is in another.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addMember } from "../../src/access/members.ts";
import type { Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { ids } from "../journeys/test-door.ts";
import { type MappedPage, pagesOf, stock } from "./every-page.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";
import { walkPages } from "./walk-pages.ts";

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

  test("the map has pages, each with something to show", () => {
    expect(pages.length).toBeGreaterThan(15);
    expect(new Set(pages.map((one) => one.address)).size).toBe(pages.length);
  });

  test("takes no name for markup, asks nobody else, breaks no policy, fits a phone in a longer language", async () => {
    expect(await walkPages(stage, pages)).toEqual([]);
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
    await page.getByText("Nothing fits “piano in”.").waitFor();
    const workspace = new URL(stage.home).pathname.split("/").at(-1) as string;
    const late = asked.filter((path) => path.includes(workspace) && path.startsWith("/v1"));
    expect(late).toEqual([]);
    const kept = await page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })");
    expect(String(kept)).not.toContain("Piano in 30 days");
  });
});
