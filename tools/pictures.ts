// Takes the pictures of docs/pictures from a running server: every page on a desktop in the light in English,
// in the dark in Portuguese, and on a phone in both; the partner's portal on a light desktop and a dark
// phone, where whoever signs in speaks for a party. Never changes anything there: it opens the refund, it
// does not press it. A second argument names another folder.
// Example: node tools/pictures.ts "http://127.0.0.1:4000/sign-in/link#…" → "150 pictures in docs/pictures"
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BrowserContext, chromium, type Page } from "playwright-core";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
const [link, elsewhere] = process.argv.slice(2);
const folder = elsewhere ?? join(dirname(dirname(fileURLToPath(import.meta.url))), "docs/pictures");

const KINDS = [
  { name: "desktop-light", locale: "en", scheme: "light", width: 1280, height: 860 },
  { name: "desktop-dark", locale: "pt-BR", scheme: "dark", width: 1280, height: 860 },
  { name: "phone-light", locale: "en", scheme: "light", width: 360, height: 740 },
  { name: "phone-dark", locale: "pt-BR", scheme: "dark", width: 360, height: 740 },
] as const;

/** A name, the page below the workspace (or from the root), and what to press before the picture is taken. */
const SCENES: [string, string, ((page: Page) => Promise<void>)?][] = [
  ["overview", ""],
  ["sales", "/sales"],
  ["sale", "/sales", openFirst],
  ["why", "/sales", openWhy],
  ["refund", "/sales", openRefund],
  ["new-sale", "/sales/new"],
  ["products", "/products"],
  ["product", "/products", openFirst],
  ["offers", "/products", (page) => openTab(page, /^(offers|ofertas)/i)],
  ["who-shares", "/products", (page) => openTab(page, /^(who shares|quem divide)/i)],
  ["split-preview", "/products", (page) => openTab(page, /split preview|prévia/i)],
  ["new-product", "/products/new"],
  ["parties", "/parties"],
  ["party", "/parties", openFirst],
  ["questions", "/questions"],
  ["inbox", "/inbox"],
  ["proposals", "/proposals"],
  ["new-proposal", "/proposals/new"],
  ["templates", "/proposals/templates"],
  ["ledger", "/ledger"],
  ["imports", "/imports"],
  ["new-import", "/imports/new"],
  ["sources", "/sources"],
  ["connect-hotmart", "/sources/hotmart/connect"],
  ["messages", "/messages"],
  ["business", "/settings/business"],
  ["fees", "/settings/fees"],
  ["sharing", "/settings/sharing"],
  ["team", "/settings/team"],
  ["invite-member", "/settings/team?invite=1"],
  ["keys", "/settings/keys"],
  ["webhooks", "/settings/webhooks"],
  ["audit", "/settings/audit"],
  ["first-steps", "/first-steps"],
  ["account", "@/account"],
  ["security", "@/account/security"],
  ["sessions", "@/account/sessions"],
  ["operator", "@/operator"],
  ["palette", "", openPalette],
];

/** Of the portal, below the party that the person speaks for. */
const PORTAL: [string, string, ((page: Page) => Promise<void>)?][] = [
  ["portal-home", ""],
  ["portal-earnings", "/earnings"],
  ["portal-sales", "/sales"],
  ["portal-sale", "/sales", openFirst],
  ["portal-products", "/products"],
  ["portal-contract", "/products", openContract],
  ["portal-agreements", "/agreements"],
  ["portal-requests", "/requests"],
  ["portal-questions", "/questions"],
];
const PORTAL_KINDS = ["desktop-light", "phone-dark"];

async function openContract(page: Page): Promise<void> {
  await page.locator('a[href*="/contracts/contract_"]').first().click();
  await page.locator("h1").waitFor();
  await settle(page);
}

async function openFirst(page: Page): Promise<void> {
  await page.locator("[data-row-link]").nth(1).click();
  await page.locator("h1").waitFor();
  await settle(page);
}

async function openTab(page: Page, name: RegExp): Promise<void> {
  await openFirst(page);
  await page.getByRole("tab", { name }).click();
  await settle(page);
}

/** Live events keep the network busy for ever, so that quiet is no sign; what is drawn is. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(600);
  await page
    .locator("[data-skeleton], .mantine-Skeleton-root")
    .first()
    .waitFor({ state: "detached", timeout: 5000 })
    .catch(() => {});
}

async function openWhy(page: Page): Promise<void> {
  await openFirst(page);
  await page
    .locator("button[aria-expanded=false]")
    .filter({ hasText: /^(Why|Por quê)/ })
    .nth(1)
    .click();
}

async function openRefund(page: Page): Promise<void> {
  await openFirst(page);
  await page.getByRole("button", { name: /^(Refund|Reembolsar)/ }).click();
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
}

async function signIn(context: BrowserContext, link: string): Promise<string> {
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/w\/ws_/);
  const home = page.url().replace(/(\/w\/[^/?]+).*/, "$1");
  await page.close();
  return home;
}

/**
 * The first party that this person speaks for; null where there is none, and then the portal has no pictures.
 */
async function findParty(page: Page, home: string): Promise<string | null> {
  const headers = { "x-partage-client": "pictures" };
  const answer = await page.request.get(new URL("/v1/session", home).href, { headers });
  const { parties = [] } = answer.ok() ? ((await answer.json()) as { parties?: { id: string }[] }) : {};
  return parties[0]?.id ?? null;
}

if (!link) throw new Error("the address of a sign-in link is needed: it is printed when the server starts");
mkdirSync(folder, { recursive: true });
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: FLAGS });
const first = await browser.newContext({ locale: "en" });
const home = await signIn(first, link);
const storageState = await first.storageState();
let taken = 0;
for (const kind of KINDS) {
  const viewport = { width: kind.width, height: kind.height };
  const context = await browser.newContext({
    storageState,
    viewport,
    locale: kind.locale,
    colorScheme: kind.scheme,
  });
  const page = await context.newPage();
  const scenes = SCENES.map(([name, path, press]) => {
    const address = path.startsWith("@") ? new URL(path.slice(1), home).href : home + path;
    return { name, address, press };
  });
  const party = PORTAL_KINDS.includes(kind.name) ? await findParty(page, home) : null;
  for (const [name, path, press] of party === null ? [] : PORTAL) {
    scenes.push({ name, address: new URL(`/partner/${party}${path}`, home).href, press });
  }
  for (const { name, address, press } of scenes) {
    await page.goto(address, { waitUntil: "load" });
    await page.locator("h1").first().waitFor();
    await settle(page);
    await press?.(page);
    await page.waitForTimeout(press ? 1000 : 300);
    await page.screenshot({ path: join(folder, `${name}-${kind.name}.png`), animations: "disabled" });
    taken++;
  }
  await context.close();
}
await browser.close();
console.log(`${taken} pictures in ${folder}`);
