// A real Chromium before a real server: the pages built for this run, the piano shop of the domain's first
// worked case in its database, and somebody signed in. Never uses a browser that is not there: then the tests
// are skipped.
// Example: const stage = await openConsole(); await stage.page.goto(`${stage.home}/sales`)
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { addMember } from "../../src/access/members.ts";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import type { Database } from "../../src/db/pool.ts";
import { inWorkspace } from "../../src/db/transaction.ts";
import type { App } from "../../src/flows/app.ts";
import type { DoorOptions } from "../../src/server/server-type.ts";
import { AGREED, openShop, type Shop } from "../journeys/open-shop.ts";
import { ids, openTestDoor } from "../journeys/test-door.ts";
import { CHROMIUM, FLAGS } from "./chromium.ts";
import { markSites } from "./drawn-sites.ts";

export { CHROMIUM };

export interface Stage {
  shop: Shop;
  /** The public id of the sale of 100.00. */
  sale: string;
  browser: Browser;
  url: string;
  /** The workspace's own address. */
  home: string;
  /** A fresh visitor; what the page complained of is in `complaints`. */
  visit(options?: BrowserContextOptions): Promise<{ page: Page; complaints: string[] }>;
  /** The same, signed in as owner by a link. */
  enter(options?: BrowserContextOptions): Promise<{ page: Page; complaints: string[] }>;
  close(): Promise<void>;
}

interface Wanted {
  mode?: string;
  isMarked?: boolean;
  app?: (db: Database) => App;
  /** Of the door: how often an open stream asks whether it still may, a token for the set-up, … */
  options?: Partial<DoorOptions>;
  /** As people have it: a page one went away from is kept whole, to be shown again at "back". */
  keepsPages?: boolean;
}

/**
 * With mode "development" the pages have what is not shipped: the parts and the builders' language. With
 * `isMarked` windows, forms, fields and buttons know where in the code they are drawn.
 */
export async function openConsole(wanted: Wanted = {}): Promise<Stage> {
  const pages = await openPages(wanted);
  const { url } = pages;
  const shop = await openShop(pages.door);
  const sale = await sellPiano(shop);
  const email = "ana@example.com";
  const account = await shop.door.identity.createAccount({ email, name: "Ana Souza", verified: true });
  const workspace = parsePublicId("ws", shop.workspace) as Uuid;
  const member = { account, ws: shop.ws, workspace, role: "owner" as const, at: ids.now() };
  await inWorkspace(shop.door.db, null, (tx) => addMember(tx, member));
  return {
    shop,
    sale,
    browser: pages.browser,
    url,
    home: `${url}/w/${shop.workspace}`,
    visit: pages.visit,
    async enter(options) {
      const visitor = await pages.visit(options);
      await visitor.page.goto(`${url}/sign-in/link#${await shop.door.identity.makeLinkToken(email, 5)}`);
      await visitor.page.getByRole("button").first().click();
      await visitor.page.waitForURL(/\/w\/ws_/);
      return visitor;
    },
    close: pages.close,
  };
}

/** The same before anybody has a business: a server that listens, its pages, and a browser. */
export async function openPages(wanted: Wanted = {}) {
  const { mode = "production", isMarked = false, app, options = {}, keepsPages = false } = wanted;
  const web = mkdtempSync(join(tmpdir(), "partage-web-"));
  const plugins = isMarked ? [markSites()] : [];
  await build({ mode, plugins, logLevel: "error", build: { outDir: web, emptyOutDir: true } });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const told = { publicUrl: url, web, ...options };
  const door = await openTestDoor({ options: told, ...(app ? { app } : {}) });
  await door.server.listen({ host: "127.0.0.1", port });
  const ignoreDefaultArgs = keepsPages ? ["--disable-back-forward-cache"] : [];
  const executablePath = CHROMIUM as string;
  const browser = await chromium.launch({ executablePath, args: FLAGS, ignoreDefaultArgs });
  return {
    door,
    url,
    browser,
    visit: (visitor: BrowserContextOptions = {}) => visitBy(browser, visitor),
    async close() {
      await browser.close();
      await door.close();
      rmSync(web, { recursive: true, force: true });
    },
  };
}

async function visitBy(browser: Browser, options: BrowserContextOptions) {
  const context = await browser.newContext({ locale: "en", timezoneId: "UTC", ...options });
  const page = await context.newPage();
  // A slow machine is not a failure.
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 40[14]/.test(message.text()))
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return { page, complaints };
}

/** Platform 9.9 % + 0.50, carla 35 %, bruno 10 %: 100.00 paid. */
async function sellPiano(shop: Shop): Promise<string> {
  for (const [kind, ref, name] of [
    ["platform", "market", "Market"],
    ["partner", "bruno", "Bruno Lima"],
    ["partner", "carla", "Carla Dias"],
  ]) {
    await shop.make("/parties", { kind, ref, name });
  }
  const platformFee = { party: { ref: "market" }, rate: "0.099", fixed: { USD: 50 } };
  const product = await shop.make("/products", {
    name: "Piano in 30 days",
    externalId: "piano",
    terms: { platformFee },
  });
  const starts = "2020-01-01T00:00:00Z";
  const bruno = { product: product.id, party: { ref: "bruno" }, share: "0.10", starts, ...AGREED };
  await shop.make("/contracts", bruno);
  await shop.make("/affiliations", {
    product: product.id,
    party: { ref: "carla" },
    code: "CARLA",
    rate: "0.35",
  });
  const sale = await shop.make("/sales", {
    externalId: "s-1",
    product: product.id,
    currency: "USD",
    paid: 10000,
    affiliate: { code: "CARLA" },
    buyer: { email: "claire@example.com", name: "Claire <b>Gute</b>" },
  });
  return sale.id;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
