// Weighs the pages people meet: the script that a first visit to each address loads, gzipped, and the time
// from a click to the painted page with a warm cache, as the median of five. Every place of the menu, what
// its list begins with, the sections of those pages; a partner's places for each partner's link that is told
// besides. Prints a table and ends with 1 where a goal is missed. Needs a running server with a demo; changes
// nothing there.
// Example: node tools/weigh-pages.ts "http://127.0.0.1:4000/sign-in/link#…" → "Sales   148.2 kB   61 ms"
import type { Browser, BrowserContext, Request } from "playwright-core";
import { openChromium, signIn } from "./chromium.ts";
import { gzippedSize } from "./weigh/gzipped-size.ts";
import { LIMIT_MS, type Stop, walkPlaces } from "./weigh/walk-places.ts";

const GOAL_KB = 250;
const GOAL_MS = 150;
/** The first fetches what the others find in the cache. */
const ROUNDS = 6;
/** First loads that are weighed beside each other. */
const BESIDE = 4;
/** So long nothing was asked for any more. */
const STILL_MS = 500;
const LONGEST_LOAD_MS = 30_000;

interface Weighed {
  name: string;
  kB: number;
  ms: number | null;
}

const said = process.argv.slice(2);
const links = said.filter((one) => one.startsWith("http"));
/** The weight alone, without the clicks: "weight" is told besides. */
const isWeightAlone = said.includes("weight");
const [first] = links;
if (!first)
  throw new Error("the addresses of sign-in links are needed: they are printed when the server starts");
const { origin } = new URL(first);
const began = performance.now();

const tell = (sentence: string) =>
  console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${sentence}`);

/** What a stranger loads to see the sign-in page. */
async function weighDoor(from: Browser): Promise<Weighed> {
  const context = await from.newContext({ locale: "en" });
  const kB = await weighFirstLoad(context, `${origin}/sign-in`);
  await context.close();
  return { name: "Sign in", kB, ms: null };
}

/** All that one person meets. */
async function weighPlaces(from: Browser, link: string): Promise<Weighed[]> {
  const context = await from.newContext({ locale: "en", viewport: { width: 1280, height: 860 } });
  const page = await signIn(context, link);
  const whose = new URL(page.url()).pathname.startsWith("/w/") ? "" : `${await nameOf(context)} · `;
  const stops = await walkPlaces(page, isWeightAlone ? 1 : ROUNDS, (sentence) => tell(whose + sentence));
  await page.close();
  tell(`${whose}first loads of ${stops.length} pages`);
  const weighed: Weighed[] = [];
  const waiting = stops.map((stop, index) => ({ stop, index }));
  const weighNext = async (): Promise<void> => {
    const next = waiting.shift();
    if (next === undefined) return;
    const { name, address, times } = next.stop;
    const kB = await weighFirstLoad(context, address);
    weighed[next.index] = { name: whose + name, kB, ms: medianOf(times) };
    await weighNext();
  };
  await Promise.all(Array.from({ length: BESIDE }, weighNext));
  await context.close();
  return weighed;
}

async function nameOf(context: BrowserContext): Promise<string> {
  const headers = { "x-partage-client": "weigh-pages" };
  const answer = await context.request.get(`${origin}/v1/session`, { headers });
  return ((await answer.json()) as { account: { name: string } }).account.name;
}

function medianOf(times: Stop["times"]): number | null {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** All scripts that were asked for until the page stood whole and still, as gzip makes them. */
async function weighFirstLoad(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage();
  const scripts = new Set<string>();
  const underWay = new Set<Request>();
  let last = performance.now();
  page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.add(request.url());
    if (request.resourceType() !== "eventsource") underWay.add(request);
  });
  const onEnd = (request: Request) => {
    underWay.delete(request);
    last = performance.now();
  };
  page.on("requestfinished", onEnd).on("requestfailed", onEnd);
  await page.goto(address);
  await page.locator("h1").first().waitFor();
  const isStill = async () =>
    underWay.size === 0 &&
    performance.now() - last > STILL_MS &&
    (await page.locator(".mantine-Skeleton-root").count()) === 0;
  const until = performance.now() + LONGEST_LOAD_MS;
  while (!(await isStill())) {
    if (performance.now() > until) throw new Error(`${address} never stood still`);
    await page.waitForTimeout(50);
  }
  await page.close();
  const sizes = await Promise.all([...scripts].map(gzippedSize));
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

const isMissed = ({ kB, ms }: Weighed) => kB > GOAL_KB || (ms ?? 0) > GOAL_MS;

function print(all: readonly Weighed[]): void {
  const width = Math.max(...all.map(({ name }) => name.length));
  console.log(`${"page".padEnd(width)} ${"script, gzipped".padStart(16)} ${"click to paint".padStart(15)}`);
  for (const one of all) {
    const time = one.ms === null ? "–" : one.ms >= LIMIT_MS ? "never came" : `${one.ms.toFixed(0)} ms`;
    const [kB, missed] = [`${one.kB.toFixed(1)} kB`, isMissed(one) ? "  over the goal" : ""];
    console.log(`${one.name.padEnd(width)} ${kB.padStart(16)} ${time.padStart(15)}${missed}`);
  }
  const missed = all.filter(isMissed).length;
  const most = Math.max(...all.map(({ kB }) => kB)).toFixed(1);
  const longest = Math.max(...all.map(({ ms }) => ms ?? 0)).toFixed(0);
  console.log(`${all.length} pages; the heaviest ${most} kB, the slowest click ${longest} ms`);
  console.log(`goals: ${GOAL_KB} kB, ${GOAL_MS} ms; ${missed === 0 ? "all met" : `${missed} missed`}`);
  process.exitCode = missed === 0 ? 0 : 1;
}

const browser = await openChromium();
try {
  const weighed = [await weighDoor(browser)];
  for (const link of links) weighed.push(...(await weighPlaces(browser, link)));
  print(weighed);
} finally {
  await browser.close();
}
