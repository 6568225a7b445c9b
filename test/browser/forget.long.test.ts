// From one business into another and back with the network cut: what was read before is not shown again,
// because it is no longer in this browser's memory. For somebody who is a member of a business and a partner
// in it too. Never looks into the cache itself: only at what a person would see.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addMember } from "../../src/access/members.ts";
import { linkAccount } from "../../src/access/party-accounts.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { ids } from "../journeys/test-door.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

const SOLD = "Piano in 30 days";

describe("what one business showed", () => {
  let stage: Stage;
  let party: string;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    const { shop } = stage;
    const { body } = await shop.get("/parties?limit=100");
    party = body.data.find((one: { ref: string }) => one.ref === "bruno").id;
    const account = (await shop.door.identity.findAccount("ana@example.com"))?.account as Uuid;
    const workspace = parsePublicId("ws", shop.workspace) as Uuid;
    const whose = { account, workspace, ws: shop.ws, party: parsePublicId("party", party) as Uuid };
    const link = { ...whose, mayAccept: true, email: "ana@example.com", at: ids.now() };
    await inWorkspace(shop.door.db, null, (tx) => linkAccount(tx, link));
  }, 120_000);
  afterAll(() => stage?.close());

  /** Back to where the sale was shown, without a network: only a memory could show it. */
  const isShownFromMemory = async (page: Page, address: RegExp) => {
    await page.route("**/v1/**", (route) => route.abort());
    await page.goBack();
    await page.waitForURL(address);
    await page.getByRole("heading", { level: 1, name: "Sales" }).waitFor();
    // What a memory holds is there with the heading; a second is ten times what that takes.
    await page.waitForTimeout(1000);
    return (await page.locator("main").getByText(SOLD).count()) > 0;
  };

  test("to a member is forgotten in the portal", async () => {
    const { page } = await stage.enter();
    await page.goto(`${stage.home}/sales`);
    await page.getByRole("link", { name: SOLD }).first().waitFor();
    await page.getByRole("button", { name: /Switch workspace/ }).click();
    await page.getByRole("menuitem").filter({ hasText: "Piano School" }).nth(1).click();
    await page.waitForURL(`**/partner/${party}/**`);
    await page.getByRole("heading", { level: 1, name: "Products" }).waitFor();
    expect(await isShownFromMemory(page, /\/w\/ws_[^/]+\/sales/)).toBe(false);
    await page.context().close();
  });

  test("to a partner is forgotten in the console", async () => {
    const { page } = await stage.enter();
    await page.goto(`${stage.url}/partner/${party}/sales`);
    await page.getByRole("link", { name: SOLD }).first().waitFor();
    await page.getByRole("button", { name: /Switch business/ }).click();
    await page.getByRole("menuitem").filter({ hasText: "Owner" }).first().click();
    await page.waitForURL(/\/w\/ws_/);
    await page.getByRole("heading", { level: 1, name: "Piano School" }).waitFor();
    expect(await isShownFromMemory(page, /\/partner\/party_[^/]+\/sales/)).toBe(false);
    await page.context().close();
  });

  test("to who signs out in the portal is not in the palette of who signs in after", async () => {
    const { door, ws, workspace } = stage.shop;
    const next = { email: "sol@example.com", password: "support knows no earnings" };
    const account = await door.identity.createAccount({ ...next, name: "Sol", verified: true });
    const of = { ws, workspace: parsePublicId("ws", workspace) as Uuid };
    const member = { account, ...of, role: "support" as const, at: ids.now() };
    await inWorkspace(door.db, null, (tx) => addMember(tx, member));
    const { page } = await stage.enter();
    const palette = page.getByRole("combobox", { name: "Go to, find or do" });
    const been = page.getByRole("group", { name: "Where you were" });
    await page.goto(`${stage.home}/parties/${party}`);
    await page.getByRole("heading", { level: 1, name: "Bruno Lima" }).waitFor();
    await page.waitForTimeout(3_000);
    await page.getByRole("link", { name: "Sales", exact: true }).first().click();
    await page.getByRole("heading", { level: 1, name: "Sales" }).waitFor();
    await page.keyboard.press("Control+k");
    await been.getByRole("option", { name: "Bruno Lima" }).waitFor();
    await page.keyboard.press("Escape");
    await palette.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: /Switch workspace/ }).click();
    await page.getByRole("menuitem").filter({ hasText: "Piano School" }).nth(1).click();
    await page.waitForURL(`**/partner/${party}/**`);
    await page.getByRole("heading", { level: 1, name: "Products" }).waitFor();
    await page
      .getByRole("button", { name: /Your account/ })
      .first()
      .click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByLabel("E-mail").fill(next.email);
    await page.getByRole("textbox", { name: "Password" }).fill(next.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL(/\/w\/ws_/);
    await page.getByRole("heading", { level: 1, name: "Piano School" }).waitFor();
    await page.keyboard.press("Control+k");
    await palette.waitFor();
    await page.getByRole("option", { name: "Sales" }).first().waitFor();
    expect(await been.count()).toBe(0);
    expect(await page.getByRole("dialog").getByText("Bruno Lima").count()).toBe(0);
  });

  /** What this browser still holds by itself, of whoever was here: its stores, its databases, its caches. */
  const KEPT = `(async () => {
    const kept = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) kept.push(url);
    }
    const databases = (await indexedDB.databases()).map((one) => one.name);
    const workers = (await navigator.serviceWorker.getRegistrations()).length;
    return JSON.stringify({ ...localStorage, ...sessionStorage, kept, databases, workers });
  })()`;

  test("is in no store and no cache of the browser after switching and after signing out", async () => {
    const { page } = await stage.enter();
    const answers: string[] = [];
    page.on("response", (answer) => {
      const { pathname } = new URL(answer.url());
      const kept = answer.headers()["cache-control"];
      if (pathname.startsWith("/v1/") && kept !== "no-store") answers.push(`${pathname}: ${kept}`);
    });
    const pages = [
      "/sales",
      `/sales/${stage.sale}`,
      "/parties",
      `/parties/${party}`,
      "/ledger",
      "/settings/team",
    ];
    for (const path of pages) {
      await page.goto(stage.home + path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.locator(".mantine-Skeleton-root").first().waitFor({ state: "detached" });
    }
    const OF_THE_SHOP = /Piano|Bruno|Carla|Claire|claire@|sale_|party_|entry_/;
    const switched = async () => String(await page.evaluate(KEPT));
    await page.getByRole("button", { name: /Switch workspace/ }).click();
    await page.getByRole("menuitem").filter({ hasText: "Piano School" }).nth(1).click();
    await page.waitForURL(`**/partner/${party}/**`);
    await page.getByRole("heading", { level: 1, name: "Products" }).waitFor();
    // Which party was spoken for last is the portal's own to remember, and no more than its id.
    expect((await switched()).replaceAll(party, "")).not.toMatch(OF_THE_SHOP);
    await page
      .getByRole("button", { name: /Your account/ })
      .first()
      .click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    expect((await switched()).replaceAll(party, "")).not.toMatch(OF_THE_SHOP);
    expect(answers).toEqual([]);
    // Back by the browser's own button: nothing of the page was kept to be shown again.
    await page.goBack();
    await page.waitForTimeout(1000);
    expect(await page.getByText(SOLD).count()).toBe(0);
  });
});
