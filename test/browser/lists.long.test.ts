// A list that one works with: narrowed in the address it goes on page by page under the same filters, keeps
// its place when one comes back, and is a card a row on a phone; what arrives meanwhile is told, also after
// the line was cut, moves nothing, and never comes from another business.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addMember } from "../../src/access/members.ts";
import type { Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { ids } from "../journeys/test-door.ts";
import { heading } from "./enter-as.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";

/** A slow machine is not a failure. */
const SOON = { timeout: 20_000 };

const LIVE = /\/events\/live/;

describe("a long list", { timeout: 120_000 }, () => {
  let stage: Stage;
  let sold = 0;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    // Every other one is below what is asked for.
    const many = Array.from({ length: 160 }, (_, i) => sell(i % 2 === 0 ? 5_000 + i : 700));
    await Promise.all(many);
  }, 120_000);
  afterAll(() => stage?.close());

  const sell = (paid: number) => {
    sold += 1;
    const product = { externalId: "piano" };
    return stage.shop.make("/sales", { externalId: `n-${sold}`, product, currency: "USD", paid });
  };
  const rows = (page: Page) => page.getByRole("table", { name: "Sales" }).locator("tbody tr[data-key]");
  const has = (page: Page, count: number) =>
    expect.poll(() => rows(page).count(), { timeout: 30_000 }).toBe(count);
  const more = (page: Page) => page.getByRole("button", { name: "Show more" });
  const keys = (page: Page) =>
    rows(page).evaluateAll((all: { dataset: { key: string } }[]) => all.map((one) => one.dataset.key));

  test("goes on under the filters of the address, each row once, and is there again at back", async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/sales?paidFrom=5000`);
    await has(page, 50);
    await more(page).click();
    await has(page, 81);
    expect(await more(page).count()).toBe(0);
    const all = await keys(page);
    expect(new Set(all).size).toBe(81);
    expect(await page.getByRole("table", { name: "Sales" }).textContent()).not.toMatch(/\b7\.00/);
    // As the server has them.
    const told: string[] = [];
    for (let cursor = ""; cursor !== null; ) {
      const path = `/sales?paidFrom=5000&limit=30${cursor && `&cursor=${cursor}`}`;
      const { body } = await stage.shop.get(path);
      told.push(...body.data.map((one: { id: string }) => one.id));
      cursor = body.nextCursor;
    }
    expect(all).toEqual(told);
    const row = rows(page).nth(70);
    await row.scrollIntoViewIfNeeded();
    const was = await page.evaluate<number>("scrollY");
    expect(was).toBeGreaterThan(500);
    await row.getByRole("link").first().click();
    await page.waitForURL(/\/sales\/sale_/);
    await heading(page, "Piano in 30 days").waitFor();
    await page.goBack();
    await page.waitForURL(/paidFrom=5000/);
    await has(page, 81);
    await expect.poll(() => page.evaluate<number>(`Math.abs(scrollY - ${was})`), SOON).toBeLessThan(60);
    // Sent to a colleague, the address alone shows the same.
    const { page: other } = await stage.enter();
    await other.goto(page.url());
    await has(other, 50);
    expect(await keys(other)).toEqual(told.slice(0, 50));
    expect(complaints).toEqual([]);
  });

  test("is walked by arrows, Home and End, and opened by Enter", async () => {
    const { page } = await stage.enter();
    await page.goto(`${stage.home}/sales?paidFrom=5000`);
    await has(page, 50);
    const order = await keys(page);
    const at = () => page.evaluate("document.activeElement.closest('tr')?.dataset.key ?? null");
    await rows(page).first().getByRole("link").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await at()).toBe(order[2]);
    await page.keyboard.press("End");
    expect(await at()).toBe(order[49]);
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowUp");
    expect(await page.evaluate("document.activeElement.type")).toBe("search");
    await page.keyboard.press("ArrowDown");
    expect(await at()).toBe(order[0]);
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`/sales/${order[0]}`));
  });

  test("on a phone each row is a card that names its facts, and no head is seen", async () => {
    const { page } = await stage.enter({ viewport: { width: 360, height: 740 } });
    await page.goto(`${stage.home}/sales?paidFrom=5000`);
    await has(page, 50);
    const table = page.getByRole("table", { name: "Sales" });
    const head = table.locator("thead");
    expect((await head.boundingBox())?.height ?? 0).toBeLessThan(2);
    const card = (await rows(page).first().boundingBox()) as { width: number; height: number };
    expect(card.height).toBeGreaterThan(44);
    const cells = await rows(page)
      .first()
      .locator("td")
      .evaluateAll((all: { getBoundingClientRect(): { top: number; right: number } }[]) =>
        all.map((one) => one.getBoundingClientRect()).map(({ top, right }) => ({ top, right })),
      );
    // Below one another, none past the edge.
    expect(new Set(cells.map(({ top }) => Math.round(top))).size).toBeGreaterThan(1);
    expect(Math.max(...cells.map(({ right }) => right))).toBeLessThanOrEqual(360);
  });

  test("what came while the line was cut is told once it stands again, and nothing moves", async () => {
    const { page } = await stage.enter();
    const first = page.waitForRequest(LIVE);
    await page.goto(`${stage.home}/sales`);
    await has(page, 50);
    expect((await first).url()).toMatch(/recent=\d/);
    await sell(700);
    const pill = (count: number) =>
      page.getByRole("button", { name: `${count} new sale${count > 1 ? "s" : ""}` });
    await pill(1).waitFor({ timeout: 15_000 });
    // The line is cut, and two of three come while it is down.
    await page.route(LIVE, (route) => route.abort());
    const tried = page.waitForRequest(LIVE);
    stage.shop.door.server.server.closeAllConnections();
    expect((await tried).url()).toMatch(/after=\d+/);
    await rows(page).nth(20).scrollIntoViewIfNeeded();
    const was = await rows(page).nth(20).boundingBox();
    await sell(700);
    await sell(700);
    await page.unroute(LIVE);
    await pill(3).waitFor({ timeout: 30_000 });
    expect(await rows(page).nth(20).boundingBox()).toEqual(was);
    expect(await rows(page).count()).toBe(50);
    await sell(700);
    await pill(4).waitFor({ timeout: 15_000 });
    await pill(4).click();
    await expect.poll(() => pill(4).count(), SOON).toBe(0);
  });

  test("nothing is told of a business that one has left for another", async () => {
    const { door } = stage.shop;
    const other = await door.addWorkspace();
    const account = (await door.identity.findAccount("ana@example.com"))?.account as Uuid;
    const member = { account, ws: other.ws, workspace: other.id, role: "owner" as const, at: ids.now() };
    await inWorkspace(door.db, null, (tx) => addMember(tx, member));
    const { page } = await stage.enter();
    await page.goto(`${stage.home}/sales`);
    await has(page, 50);
    const [theirs] = await Promise.all([
      page.waitForRequest((request) => LIVE.test(request.url()) && request.url().includes(other.publicId)),
      (async () => {
        await page.getByRole("button", { name: /Switch workspace/ }).click();
        await page.getByRole("menuitem").filter({ hasText: "Piano School" }).nth(1).click();
      })(),
    ]);
    await page.waitForURL(`**/w/${other.publicId}**`);
    await page.getByRole("link", { name: "Sales", exact: true }).first().click();
    await page.getByText("No sales yet").first().waitFor();
    await theirs.response();
    const old: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes(stage.shop.workspace)) old.push(request.url());
    });
    // News of a sale are followed by a look at the list within a second and a half.
    const looked = page.waitForRequest(/\/sales\?/, { timeout: 5_000 }).catch(() => null);
    await sell(700);
    expect(await looked).toBeNull();
    expect(old).toEqual([]);
    expect(await page.getByRole("button", { name: /new sale/ }).count()).toBe(0);
  });

  test("of more rows than are drawn at once cuts nothing in another room than the one it began in", async () => {
    await Promise.all(Array.from({ length: 60 }, (_, i) => sell(i === 0 ? 123_456_789_012 : 700)));
    const { page } = await stage.enter();
    const cut = () =>
      rows(page)
        .locator("td")
        .evaluateAll((cells: { scrollWidth: number; clientWidth: number; textContent: string }[]) =>
          cells.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent),
        );
    for (const [first, then] of [
      [1400, 900],
      [360, 1400],
    ] as const) {
      await page.setViewportSize({ width: first, height: 900 });
      await page.goto(`${stage.home}/sales`);
      await has(page, 50);
      for (let shown = 50; shown < 210; shown += 50) {
        await Promise.all([page.waitForResponse(/\/sales\?/), more(page).click()]);
        await page.waitForTimeout(300);
      }
      await page.locator("table[aria-rowcount]").waitFor();
      await page.setViewportSize({ width: then, height: 900 });
      await expect.poll(cut, SOON).toEqual([]);
    }
    await page.context().close();
  });
});
