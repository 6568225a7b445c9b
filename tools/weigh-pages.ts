// Weighs the pages people meet: the script that a first visit loads, gzipped, by page, and the time from a
// click to the painted page on the demo with a warm cache. Prints a table and ends with 1 where a goal is
// missed. Needs a built console (npm run build:web) and a running server with a demo; changes nothing there.
// Example: node tools/weigh-pages.ts "http://127.0.0.1:4000/sign-in/link#…" → "Sales   148.2 kB   61 ms"
import { gzipSync } from "node:zlib";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const GOAL_KB = 250;
const GOAL_MS = 150;
const ROUNDS = 7;
const FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];

interface Weighed {
  name: string;
  kB: number;
  ms: number | null;
}

const link = process.argv[2];
if (!link) throw new Error("the address of a sign-in link is needed: it is printed when the server starts");
const origin = new URL(link).origin;

async function signIn(from: Browser, address: string): Promise<BrowserContext> {
  const context = await from.newContext({ locale: "en", viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/w\/ws_/);
  await page.close();
  return context;
}

/** What a stranger loads to see the sign-in page. */
async function weighDoor(from: Browser): Promise<Weighed> {
  const context = await from.newContext({ locale: "en" });
  const kB = await weighFirstLoad(await context.newPage(), `${origin}/sign-in`);
  await context.close();
  return { name: "Sign in", kB, ms: null };
}

/** Every page of the menu, and the first thing of its list. */
async function weighPages(context: BrowserContext): Promise<Weighed[]> {
  const page = await context.newPage();
  await page.goto(origin);
  await page.locator("nav a").first().waitFor();
  const links = await page.locator("nav").first().locator("a").all();
  const places = await Promise.all(
    links.map(async (one) => ({
      name: (await one.textContent()) ?? "",
      href: new URL((await one.getAttribute("href")) ?? "", origin).href,
    })),
  );
  const found: Weighed[] = [];
  for (const { name, href } of places) {
    found.push({
      name,
      kB: await weighFirstLoad(await context.newPage(), href),
      ms: await timeClick(page, href),
    });
    await page.goto(href);
    await settle(page);
    const row = page.locator("[data-row-link]").first();
    if ((await row.count()) === 0) continue;
    const to = new URL((await row.getAttribute("href")) ?? "", origin).href;
    const ms = await timeClick(page, to, href);
    found.push({ name: `${name}, the first`, kB: await weighFirstLoad(await context.newPage(), to), ms });
  }
  return found;
}

/** All scripts that were asked for until the page stood still, as gzip makes them. */
async function weighFirstLoad(page: Page, address: string): Promise<number> {
  const scripts = new Set<string>();
  page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.add(request.url());
  });
  await page.goto(address, { waitUntil: "networkidle" });
  await page.close();
  let bytes = 0;
  for (const script of scripts) bytes += await gzippedSize(script);
  return bytes / 1000;
}

const sizes = new Map<string, number>();

async function gzippedSize(script: string): Promise<number> {
  const known = sizes.get(script);
  if (known !== undefined) return known;
  const size = gzipSync(Buffer.from(await (await fetch(script)).arrayBuffer())).length;
  sizes.set(script, size);
  return size;
}

async function settle(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  while ((await page.locator(".mantine-Skeleton-root").count()) > 0) await page.waitForTimeout(20);
}

/**
 * Median of several: from the click on a link of the page to the frame after which nothing stands in any
 * more.
 */
async function timeClick(page: Page, to: string, from?: string): Promise<number | null> {
  const path = new URL(to).pathname;
  const times: number[] = [];
  for (let round = 0; round < ROUNDS + 2; round++) {
    if (from)
      await page
        .locator(`a[href="${new URL(from).pathname}"]`)
        .first()
        .click();
    else
      await page
        .locator("nav a")
        .nth(round % 2 === 0 ? 0 : 1)
        .click();
    await settle(page);
    await page.waitForTimeout(150);
    const target = page.locator(`a[href="${path}"]`).first();
    if ((await target.count()) === 0 || page.url() === to) continue;
    times.push(Number(await page.evaluate(`(${CLICK})(${JSON.stringify(path)})`)));
    await settle(page);
  }
  // The first two warm the cache.
  const sorted = times.slice(2).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** In the page: press, then wait for the frame in which the address is the new one and the page is whole. */
const CLICK = `(path) => new Promise((done) => {
  const start = performance.now();
  const from = location.pathname;
  document.querySelector('a[href="' + path + '"]').click();
  const look = () => {
    const at = location.pathname;
    const isMoved = at === path || (at !== from && at.startsWith(path + '/'));
    const isThere = isMoved && document.querySelector("main h1") !== null
      && document.querySelectorAll(".mantine-Skeleton-root").length === 0;
    if (isThere) requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    else if (performance.now() - start > 5000) done(5000);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;

function print(all: readonly Weighed[]): void {
  console.log(`${"page".padEnd(34)} ${"script, gzipped".padStart(16)} ${"click to paint".padStart(15)}`);
  for (const { name, kB, ms } of all) {
    const time = ms === null ? "–" : `${ms.toFixed(0)} ms`;
    const missed = kB > GOAL_KB || (ms ?? 0) > GOAL_MS ? "  over the goal" : "";
    console.log(`${name.padEnd(34)} ${`${kB.toFixed(1)} kB`.padStart(16)} ${time.padStart(15)}${missed}`);
  }
  const missed = all.filter(({ kB, ms }) => kB > GOAL_KB || (ms ?? 0) > GOAL_MS).length;
  console.log(`goals: ${GOAL_KB} kB, ${GOAL_MS} ms; ${missed === 0 ? "all met" : `${missed} missed`}`);
  process.exitCode = missed === 0 ? 0 : 1;
}

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: FLAGS });
const signedIn = await signIn(browser, link);
const weighed = [await weighDoor(browser), ...(await weighPages(signedIn))];
await browser.close();
print(weighed);
