// The script on a shop of another site, in a real browser: two affiliates over days, consent refused and
// given later, what is no click, and that nothing leaves the shop's page; then the same without any script,
// on the shop's server alone.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ids } from "../journeys/test-door.ts";
import { ageCookies } from "./age-cookies.ts";
import { AGENT } from "./chromium.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";
import { openShopPage, type ShopPage } from "./shop-page.ts";

const DAY_MS = 86_400_000;

describe("the script on a shop's page", { timeout: 120_000 }, () => {
  let stage: Stage;
  let shop: ShopPage;
  /** The shop's address: another site than Partage's 127.0.0.1, so that no cookie is shared. */
  let away: string;
  let product: string;
  let passed = 0;
  const real = ids.now;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    ids.now = () => real() + passed * DAY_MS;
    shop = await openShopPage(stage.url);
    away = shop.url.replace("127.0.0.1", "localhost");
    const { make, get } = stage.shop;
    product = (await get("/products")).body.data[0].id;
    await make("/destinations", { product, name: "Sales page", url: `${away}/piano` });
    const carla = (await get("/affiliations?code=CARLA")).body.data[0].id;
    await make("/links", { affiliation: carla, code: "carla-piano" });
    const dora = await make("/parties", { kind: "partner", name: "Dora Reis", ref: "dora" });
    const facts = { product, party: dora.id, code: "DORA", rate: "0.20" };
    await make("/links", { affiliation: (await make("/affiliations", facts)).id, code: "dora-piano" });
  }, 300_000);
  afterAll(async () => {
    ids.now = real;
    shop?.close();
    await stage?.close();
  });

  const visit = async (more: object = {}) => (await stage.visit({ userAgent: AGENT, ...more })).page;

  async function sell(externalId: string, clickId: string | undefined) {
    const at = new Date(ids.now()).toISOString();
    const facts = { product, externalId, currency: "USD", paid: 10_000, at };
    const sale = await stage.shop.make("/sales", { ...facts, ...(clickId ? { clickId } : {}) });
    const { affiliate } = (await stage.shop.get(`/sales/${sale.id}`)).body;
    return { id: sale.id as string, credited: affiliate?.party.name ?? null };
  }

  async function countClicks(): Promise<{ clicks: number; ignored: number; untracked: number }> {
    await stage.shop.door.server.links.desk.flush();
    const today = new Date(ids.now()).toISOString().slice(0, 10);
    return (await stage.shop.get(`/reports/link-days?from=2020-01-01&to=${today}`)).body.totals;
  }

  test("is less than 2 kB, and the page asks nobody for anything else", async () => {
    const script = await (await fetch(`${stage.url}/partage.js`)).arrayBuffer();
    expect(script.byteLength, "bytes of the script").toBeLessThan(2_000);
    const page = await visit();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`${away}/piano`, { waitUntil: "networkidle" });
    const others = asked.filter((url) => !url.startsWith(away));
    expect(others).toEqual([`${stage.url}/partage.js`]);
    expect(await page.context().cookies()).toEqual([]);
    await page.context().close();
  });

  test("two affiliates over days: the buyer brings the last click, and the sale tells of both", async () => {
    const page = await visit();
    const pass = async (days: number) => {
      passed += days;
      await ageCookies(page.context(), days);
    };
    await page.goto(`${stage.url}/l/carla-piano`);
    expect(page.url()).toBe(`${away}/piano`);
    const first = await page.evaluate("partage.click()");
    await pass(10);
    await page.goto(`${away}/later`);
    expect(await page.evaluate("partage.click()")).toBe(first);
    await page.goto(`${stage.url}/l/dora-piano`);
    await pass(15);
    await page.goto(`${away}/again`);
    // Each site has its own, and no other.
    const kept = (await page.context().cookies()).map((one) => `${one.domain} ${one.name}`);
    expect(kept.sort()).toEqual(["127.0.0.1 partage_visitor", "localhost partage_click"]);
    await page.getByRole("button", { name: "Buy" }).click();
    await page.waitForURL(`${away}/bought`);
    const last = new URL(shop.visited.at(-1) as string, away).searchParams.get("partage_click") as string;
    expect(last).toMatch(/^click_/);
    expect(last).not.toBe(first);
    const { id, credited } = await sell("two", last);
    expect(credited).toBe("Dora Reis");
    const { touches } = (await stage.shop.get(`/sales/${id}/journey`)).body;
    const told = touches.map((one: { party: { name: string }; skipped: string }) => [
      one.party.name,
      one.skipped,
    ]);
    expect(told).toEqual([
      ["Carla Dias", "not_last"],
      ["Dora Reis", null],
    ]);
    await page.context().close();
  });

  test("who is asked is kept once they say so; who refuses stays unknown, also by the next link", async () => {
    const page = await visit();
    const id = "click_01k9e7wq9vfh78y0000000000a";
    await page.goto(`${away}/ask?partage_click=${id}`);
    expect(page.url()).toBe(`${away}/ask`);
    const kept = async () => (await page.context().cookies(away)).map((one) => one.name).sort();
    expect([await page.evaluate("partage.tracked"), await kept()]).toEqual([false, []]);
    // Asked in the course of the visit, answered in the end.
    expect(await page.evaluate("partage.consent(true)")).toBe(true);
    expect(await page.evaluate("partage.click()")).toBe(id);
    await page.goto(`${away}/ask/more`);
    expect(await page.evaluate("[partage.tracked, partage.click()]")).toEqual([true, id]);
    await page.evaluate("partage.consent(false)");
    expect(await kept()).toEqual(["partage_consent"]);
    await page.goto(`${away}/ask?partage_click=click_01k9e7wq9vfh78y0000000000b`);
    expect(await page.evaluate("[partage.tracked, partage.click()]")).toEqual([false, null]);
    await page.getByRole("button", { name: "Buy" }).click();
    await page.waitForURL(/\/bought/);
    expect(shop.visited.at(-1)).toBe("/bought?partage_click=");
    expect((await sell("refused", undefined)).credited).toBeNull();
    await page.context().close();
  });

  test("a prefetch, an image and a bot are no clicks; somebody who then goes there is one", async () => {
    const before = await countClicks();
    const page = await visit();
    await page.goto(`${away}/page`);
    const link = `${stage.url}/l/carla-piano`;
    const answered = page.waitForResponse(link);
    await page.evaluate(`document.head.append(Object.assign(document.createElement("link"),
      { rel: "prefetch", href: "${link}" }))`);
    expect((await answered).status()).toBe(503);
    const drawn = page.waitForResponse(`${link}?drawn`);
    await page.evaluate(`document.body.append(Object.assign(new Image(), { src: "${link}?drawn" }))`);
    await drawn;
    const bot = await visit({
      userAgent: "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    });
    await bot.goto(link);
    expect(shop.visited.at(-1)).toBe("/piano");
    const after = await countClicks();
    expect([after.clicks - before.clicks, after.ignored - before.ignored]).toEqual([0, 2]);
    await page.goto(link);
    expect((await countClicks()).clicks - before.clicks).toBe(1);
    await page.context().close();
  });

  test("without any script: the shop's server reads the address and hands the click back", async () => {
    const page = await visit({ javaScriptEnabled: false });
    await page.goto(`${stage.url}/l/dora-piano`);
    const landed = new URL(shop.visited.at(-1) as string, away);
    expect(landed.pathname).toBe("/piano");
    const clickId = landed.searchParams.get("partage_click") as string;
    expect((await sell("by server", clickId)).credited).toBe("Dora Reis");
    // An old link of another tool: the server tells the click itself.
    await page.goto(`${away}/pricing?via=carla-piano`);
    const code = new URL(shop.visited.at(-1) as string, away).searchParams.get("via");
    const click = await stage.shop.make("/clicks", { code });
    expect((await sell("by old link", click.id)).credited).toBe("Carla Dias");
    await page.context().close();
  });
});
