// Links in a real browser: made in the console, followed with cookies over days that pass, credited with the
// sale, seen by the affiliate in the portal; the script on the producer's own page; every page without a
// finding of axe, on a desk and on a phone.
import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { linkAccount } from "../../src/access/party-accounts.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import { ids } from "../journeys/test-door.ts";
import { ageCookies } from "./age-cookies.ts";
import { mustBeClean } from "./axe-finds.ts";
import { choose } from "./choose.ts";
import { AGENT } from "./chromium.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";
import { openShopPage, type ShopPage } from "./shop-page.ts";

const DAY_MS = 86_400_000;
/** Where pictures go for who wants to look at them. */
const PICTURES = process.env.PARTAGE_PICTURES;

let stage: Stage;
let shop: ShopPage;
let product: string;
let passed = 0;

beforeAll(async () => {
  if (!CHROMIUM) return;
  stage = await openConsole();
  const real = ids.now;
  ids.now = () => real() + passed * DAY_MS;
  product = (await stage.shop.get("/products")).body.data[0].id;
  shop = await openShopPage(stage.url);
}, 300_000);

afterAll(async () => {
  if (!CHROMIUM) return;
  shop.close();
  await stage.close();
});

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
}

/** Days pass for the server, and for the cookies that the browser keeps. */
async function passDays(context: BrowserContext, days: number): Promise<void> {
  passed += days;
  await ageCookies(context, days);
}

test.skipIf(!CHROMIUM)(
  "a page is stored and links are made in the console",
  async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/links`);
    await page.getByRole("heading", { level: 1, name: "Links" }).waitFor();
    await picture(page, "empty");
    await mustBeClean(page);
    await page.getByRole("link", { name: "Pages", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Pages that links lead to" }).waitFor();
    await page.getByRole("button", { name: "Store a page" }).click();
    await choose(page.getByRole("dialog"), "Product", "Piano in 30 days");
    await page.getByRole("textbox", { name: "Name" }).fill("Sales page");
    await page.getByRole("textbox", { name: "Address" }).fill(`${shop.url}/piano`);
    await picture(page, "store-page");
    await page.getByRole("button", { name: "Save “Sales page”" }).click();
    await page.getByRole("cell", { name: /^Sales page/ }).waitFor();
    await mustBeClean(page);
    await page.goto(`${stage.home}/links`);
    await page.getByRole("button", { name: "Make a link" }).click();
    await choose(page.getByRole("dialog"), "Product", "Piano in 30 days");
    await choose(page, /Whose/, /Carla Dias/);
    await page.getByRole("textbox", { name: /Campaign/ }).fill("spring");
    await picture(page, "make-link");
    await mustBeClean(page);
    await page.getByRole("dialog").getByRole("button", { name: "Make a link" }).click();
    await page.getByRole("img", { name: /QR code/ }).waitFor();
    expect(await page.getByRole("textbox", { name: "Address to share" }).inputValue()).toBe(
      `${stage.url}/l/carla-spring`,
    );
    const [kept] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download QR code" }).click(),
    ]);
    expect(kept.suggestedFilename()).toBe("carla-spring.png");
    // Width and height of a PNG stand behind its sixteenth byte.
    const pixels = readFileSync(await kept.path());
    expect([pixels.subarray(1, 4).toString(), pixels.readUInt32BE(16), pixels.readUInt32BE(20)]).toEqual([
      "PNG",
      1024,
      1024,
    ]);
    await page.waitForTimeout(300);
    await picture(page, "show-link");
    await mustBeClean(page);
    expect(complaints).toEqual([]);
  },
  120_000,
);

test.skipIf(!CHROMIUM)(
  "a buyer follows it, comes back over days, and the sale is credited",
  async () => {
    const { page } = await stage.visit({ userAgent: AGENT });
    const context = page.context();
    await page.goto(`${stage.url}/l/carla-spring`);
    // The script took the id out of the address and keeps it on the shop's own site.
    expect(page.url()).toBe(`${shop.url}/piano`);
    const first = await page.evaluate("partage.click()");
    expect(first).toMatch(/^click_/);
    await passDays(context, 20);
    await page.goto(`${shop.url}/again`);
    expect(await page.evaluate("partage.click()")).toBe(first);
    await page.goto(`${stage.url}/l/carla-spring`);
    const second = await page.evaluate("partage.click()");
    expect(second).not.toBe(first);
    await stage.shop.door.server.links.desk.flush();
    const clicks = (await stage.shop.get("/clicks")).body.data;
    expect(clicks.map((one: { id: string }) => one.id)).toEqual([second, first]);
    expect(clicks[0].visitor).toBe(clicks[1].visitor);
    await page.getByRole("link", { name: "Checkout" }).click();
    expect(page.url()).toBe(`${shop.url}/checkout?plan=1&client_reference_id=${second}`);
    await page.getByRole("button", { name: "Buy" }).click();
    await page.waitForURL(`${shop.url}/bought`);
    expect(shop.visited).toContain(`/bought?partage_click=${second}`);
    const at = new Date(ids.now()).toISOString();
    const sold = { product, externalId: "days", currency: "USD", paid: 5_000, at, clickId: second };
    const sale = await stage.shop.make("/sales", sold);
    expect((await stage.shop.get(`/sales/${sale.id}`)).body.affiliate.party.name).toBe("Carla Dias");
    // An old link of another tool on the shop's own page: the page stays, the click is counted once.
    const { page: old } = await stage.visit({ userAgent: AGENT });
    await old.goto(`${shop.url}/pricing?via=carla-spring`);
    await old.waitForFunction("partage.click() !== null");
    expect(old.url()).toBe(`${shop.url}/pricing?via=carla-spring`);
    const kept = await old.evaluate("partage.click()");
    await old.reload({ waitUntil: "networkidle" });
    await stage.shop.door.server.links.desk.flush();
    const all = (await stage.shop.get("/clicks")).body.data;
    expect([all.length, all[0].id, await old.evaluate("partage.click()")]).toEqual([3, kept, kept]);
    await old.context().close();
    // After the window the browser has forgotten: a new visitor.
    await passDays(context, 61);
    await page.goto(`${shop.url}/later`);
    expect(await page.evaluate("partage.click()")).toBeNull();
    await page.goto(`${stage.url}/l/carla-spring`);
    await stage.shop.door.server.links.desk.flush();
    const [newest] = (await stage.shop.get("/clicks")).body.data;
    expect(newest.visitor).not.toBe(clicks[0].visitor);
    await context.close();
  },
  120_000,
);

test.skipIf(!CHROMIUM)(
  "who refuses is not tracked, on the link and on the shop's page",
  async () => {
    const { page } = await stage.visit({ userAgent: AGENT });
    await page.goto(`${stage.url}/l/carla-spring?consent=no`);
    expect(await page.evaluate("partage.click()")).toBeNull();
    await page.goto(`${stage.url}/l/carla-spring`);
    expect(await page.evaluate("partage.click()")).toBeNull();
    expect((await page.context().cookies()).map((one) => one.name)).not.toContain("partage_visitor");
    await page.context().clearCookies();
    const other = await stage.visit({ userAgent: AGENT });
    await other.page.goto(`${shop.url}/ask?partage_click=click_01k9e7wq9vfh78y0000000000a`);
    expect(await other.page.evaluate("[partage.tracked, partage.click()]")).toEqual([false, null]);
    await other.page.evaluate("partage.consent(true)");
    expect(await other.page.evaluate("partage.click()")).toBe("click_01k9e7wq9vfh78y0000000000a");
    await other.page.evaluate("partage.consent(false)");
    expect(await other.page.evaluate("[partage.tracked, partage.click()]")).toEqual([false, null]);
    const gpc = await stage.visit({ userAgent: AGENT, extraHTTPHeaders: { "sec-gpc": "1" } });
    await gpc.page.goto(`${stage.url}/l/carla-spring`);
    expect(await gpc.page.evaluate("partage.click()")).toBeNull();
  },
  120_000,
);

test.skipIf(!CHROMIUM)(
  "an image, a frame and a prefetch of a link are no clicks",
  async () => {
    await stage.shop.door.server.links.desk.flush();
    const before = (await stage.shop.get("/clicks?limit=100")).body.data.length;
    const { page } = await stage.visit({ userAgent: AGENT });
    await page.goto(`${shop.url}/page`);
    await page.evaluate(`(async () => {
    const link = "${stage.url}/l/carla-spring";
    document.body.append(Object.assign(new Image(), { src: link }));
    const frame = Object.assign(document.createElement("iframe"), { src: link });
    document.body.append(frame);
    await new Promise((done) => frame.addEventListener("load", done));
    await fetch(link, { mode: "no-cors" }).catch(() => undefined);
  })()`);
    await stage.shop.door.server.links.desk.flush();
    expect((await stage.shop.get("/clicks?limit=100")).body.data.length).toBe(before);
  },
  60_000,
);

test.skipIf(!CHROMIUM)(
  "the affiliate sees its figures and makes a link in the portal, also on a phone",
  async () => {
    const { door, ws } = stage.shop;
    const email = "carla@example.com";
    const account = await door.identity.createAccount({ email, name: "Carla Dias", verified: true });
    const parties = (await stage.shop.get("/parties")).body.data;
    const carla = parties.find((one: { name: string }) => one.name === "Carla Dias").id;
    const party = parsePublicId("party", carla) as Uuid;
    const workspace = parsePublicId("ws", stage.shop.workspace) as Uuid;
    await inWorkspace(door.db, null, (tx) =>
      linkAccount(tx, { account, email, ws, workspace, party, mayAccept: true, at: ids.now() }),
    );
    const { page, complaints } = await stage.visit();
    await page.goto(`${stage.url}/sign-in/link#${await door.identity.makeLinkToken(email, 5)}`);
    await page.getByRole("button").first().click();
    await page.waitForURL(/\/partner/);
    await page.goto(`${stage.url}/partner/${carla}/links?from=2020-01-01&to=2020-01-31`);
    await page.getByText("Nobody followed a link in these days").first().waitFor();
    await page.goto(`${stage.url}/partner/${carla}/links`);
    await page.getByRole("button", { name: "Make a link" }).click();
    await page.getByRole("textbox", { name: /Code/ }).last().fill("own code");
    await page.getByRole("dialog").getByRole("button", { name: "Make a link" }).click();
    await page.getByText("2 to 64 letters").waitFor();
    await page.getByRole("textbox", { name: /Code/ }).last().fill("carla.bio");
    await page.getByRole("dialog").getByRole("button", { name: "Make a link" }).click();
    await page.getByRole("img", { name: /QR code/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Show link carla.bio" }).waitFor();
    await picture(page, "portal");
    await mustBeClean(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.waitForTimeout(300);
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
    await picture(page, "portal-phone");
    await mustBeClean(page);
    expect(complaints).toEqual([]);
  },
  120_000,
);

test.skipIf(!CHROMIUM)(
  "a programme is tried, corrected and brought in",
  async () => {
    const { page, complaints } = await stage.enter();
    await page.goto(`${stage.home}/links/import`);
    await choose(page, "Product", "Piano in 30 days");
    const csv =
      "Name,Mail,Token,Commission\nGil Nunes,gil@example.com,GIL,25%\nEdu Melo,edu@example.com,not a code,25%\n";
    const buffer = Buffer.from(csv);
    await page.getByLabel("CSV file").setInputFiles({ name: "affiliates.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Try it" }).click();
    await page.getByRole("heading", { name: "1 row would come in, 0 known, 1 failed" }).waitFor();
    await choose(page, "E-mail", "Mail", { exact: true });
    await page.getByRole("button", { name: "Bring 1 row in" }).waitFor();
    await picture(page, "import-tried");
    await mustBeClean(page);
    await page.getByRole("button", { name: "Bring 1 row in" }).click();
    await page.getByRole("heading", { name: "1 row came in, 0 known, 1 failed" }).waitFor();
    const parties = (await stage.shop.get("/parties")).body.data;
    const gil = parties.find((one: { name: string }) => one.name === "Gil Nunes");
    expect(gil.email).toBe("gil@example.com");
    expect(complaints).toEqual([]);
  },
  120_000,
);

test.skipIf(!CHROMIUM)(
  "every page fits a phone, in the dark and in Portuguese",
  async () => {
    const phone = { viewport: { width: 360, height: 740 }, locale: "pt-BR", colorScheme: "dark" as const };
    const { page, complaints } = await stage.enter(phone);
    for (const path of ["/links", "/links/pages", "/links/import"]) {
      await page.goto(`${stage.home}${path}`);
      await page.locator("h1").waitFor();
      await page.waitForTimeout(800);
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth"), path).toBe(0);
      await picture(page, `phone${path.replaceAll("/", "-")}`);
      await mustBeClean(page);
    }
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.goto(`${stage.home}/links`);
    await page.waitForTimeout(800);
    await picture(page, "dark-desk");
    await mustBeClean(page);
    expect(complaints).toEqual([]);
  },
  120_000,
);
