// Walks the places of a signed-in person as one would, with the mouse: each place of the menu, the first
// thing of its list, each section of a page; round after round, and keeps how long every click took to the
// painted page. It never counts a page as there while the one before still stands or a skeleton does.
// Example: await walkPlaces(page, tell) → [{ name: "Sales, the first", address: "http://…", times: [61, 58]
// }]
import type { Page } from "playwright-core";

export const LIMIT_MS = 5000;

export interface Stop {
  name: string;
  /** Where one stands after the click. */
  address: string;
  /** Milliseconds from each click to the painted page, the first round aside. */
  times: number[];
}

type Tell = (sentence: string) => void;

/** What is pressed, and what it is called. */
interface Target {
  name: string;
  selector: string;
}

export async function walkPlaces(page: Page, rounds: number, tell: Tell): Promise<Stop[]> {
  await page.locator("aside nav a").first().waitFor();
  for (const group of await page.locator("aside nav button[aria-expanded=false]").all()) await group.click();
  const places = await targetsOf(page, "aside a[href]");
  const stops = new Map<string, Stop>();
  const sections = new Map<string, Walk>();
  for (let round = 0; round < rounds; round++) {
    tell(`round ${round + 1} of ${rounds}: ${places.length} places and what their lists begin with`);
    for (const place of places) await pressPlace({ page, stops, sections, isFirst: round === 0 }, place);
  }
  for (const [name, { way, targets }] of sections) {
    tell(`${name}: ${targets.length} sections`);
    for (const step of way) await press(page, step);
    for (let round = 0; round < rounds; round++) {
      for (const target of targets) await note({ page, stops, isFirst: round === 0 }, target);
    }
  }
  return [...stops.values()];
}

/** How to come to a page, and its sections: once for each kind of page. */
interface Walk {
  kind: string;
  way: string[];
  targets: Target[];
}

interface Noting {
  page: Page;
  stops: Map<string, Stop>;
  isFirst: boolean;
}

async function pressPlace(walk: Noting & { sections: Map<string, Walk> }, place: Target): Promise<void> {
  const { page, sections, isFirst } = walk;
  await note(walk, place);
  if (isFirst) await noteSections(page, sections, place.name, [place.selector]);
  const row = "main [data-row-link]";
  if ((await page.locator(row).count()) === 0) return;
  const first = { name: `${place.name}, the first`, selector: row };
  await note(walk, first);
  if (isFirst) await noteSections(page, sections, first.name, [place.selector, row]);
}

/** Tabs, and rows of pages that belong together. */
async function noteSections(page: Page, all: Map<string, Walk>, name: string, way: string[]): Promise<void> {
  const tabs = await targetsOf(page, "main [role=tablist]:first-of-type [role=tab]");
  const here = new URL(page.url());
  const pages = (await targetsOf(page, "main nav a[href]")).filter(({ selector }) => {
    const [, path = ""] = /href="([^"?]+)/.exec(selector) ?? [];
    return path !== here.pathname && path.startsWith(here.pathname.split("/").slice(0, 3).join("/"));
  });
  const kind = here.pathname.replace(/_[^/]+/g, "");
  if ([...all.values()].some((walk) => walk.kind === kind)) return;
  const targets = [...tabs, ...pages].map((one) => ({ ...one, name: `${name}: ${one.name}` }));
  // From the last one to the first, so that each is come to from another.
  if (targets.length > 1)
    all.set(name, { kind, way, targets: [...targets.slice(1), ...targets.slice(0, 1)] });
}

async function note({ page, stops, isFirst }: Noting, target: Target): Promise<void> {
  const ms = await press(page, target.selector);
  if (ms === null) return;
  const stop = stops.get(target.name) ?? { name: target.name, address: page.url(), times: [] };
  stops.set(target.name, stop);
  if (!isFirst) stop.times.push(ms);
}

const press = async (page: Page, selector: string): Promise<number | null> =>
  (await page.evaluate(`(${PRESS})(${JSON.stringify(selector)}, ${LIMIT_MS})`)) as number | null;

/** Each link or tab once, by an address of its own, so that it is found again when the page is drawn anew. */
async function targetsOf(page: Page, selector: string): Promise<Target[]> {
  const found = (await page.evaluate(`(${TARGETS})(${JSON.stringify(selector)})`)) as Target[];
  return [...new Map(found.map((one) => [one.selector, one])).values()];
}

const TARGETS = `(selector) => [...document.querySelectorAll(selector)].map((one) => {
  const tab = one.getAttribute("data-tab");
  const href = one.getAttribute("href");
  const place = one.closest("aside") ? "aside" : "main";
  return {
    name: one.getAttribute("aria-label") ?? (one.querySelector("span")?.textContent || one.textContent).trim(),
    selector: place + (tab === null ? ' a[href="' + href + '"]' : ' [data-tab="' + tab + '"]'),
  };
})`;

/**
 * In the page: press, wait for the frame in which another page (or the section) stands whole, and for its
 * paint.
 */
const PRESS = `(selector, limit) => new Promise((done) => {
  const target = document.querySelector(selector);
  if (target === null) return done(null);
  const isTab = target.getAttribute("role") === "tab";
  const before = document.querySelector("main h1");
  const start = performance.now();
  target.click();
  const look = () => {
    const heading = document.querySelector("main h1");
    const isOpen = isTab
      ? document.querySelector(selector)?.getAttribute("aria-selected") === "true"
      : heading !== null && heading !== before;
    const isWhole = isOpen && document.querySelector(".mantine-Skeleton-root") === null;
    const time = performance.now() - start;
    // What still comes for the page is let in before the next click.
    if (isWhole) requestAnimationFrame(() => setTimeout(() => {
      const ms = performance.now() - start;
      setTimeout(() => done(ms), 80);
    }));
    else if (time > limit) done(limit);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;
