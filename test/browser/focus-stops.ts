// Goes through a page by Tab and tells what is wrong with a stop: one cannot see that it has the focus (an
// outline, a ring or a border of 3:1 against what is around), or something that stays in its place lies over
// it. And what is too small to be pressed, and what moves although less motion is asked for. It never presses
// what it stops at.
// Example: await walkAllStops(page, pages, "first") → ["/sales: \"Export\" is under header"]
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { Asked } from "./asked.ts";
import type { MappedPage } from "./every-page.ts";
import { smallTargets } from "./small-targets.ts";

/** A page of more stops is not walked to its end: that is told, never passed over. */
const MOST = 250;

const LOOK = `(() => {
  const at = document.activeElement;
  if (at === null || at === document.body || at === document.documentElement) return null;
  const label = at.closest("label") ?? at.labels?.[0] ?? null;
  const said = [at.getAttribute("aria-label"), label?.textContent, at.textContent, at.name, at.type, at.tagName];
  const says = said.map((one) => (one ?? "").trim()).find((one) => one !== "").slice(0, 40);
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (text) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const ground = (el) => {
    for (let one = el; one; one = one.parentElement) {
      const color = rgba(getComputedStyle(one).backgroundColor);
      if (color[3] > 250) return color;
    }
    return rgba("white");
  };
  const part = (one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * part(r / 255) + 0.7152 * part(g / 255) + 0.0722 * part(b / 255);
  const ratio = (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  // The ring of what is hidden is drawn on what stands for it, beside or around it.
  const around = [at, at.parentElement, at.parentElement?.parentElement, label, ...(at.parentElement?.children ?? [])];
  const isField = at.matches("input, textarea, select");
  const isSeen = around.filter((one) => one instanceof HTMLElement || one instanceof SVGElement).some((one) => {
    const style = getComputedStyle(one);
    const grounds = [ground(one.parentElement ?? one), ground(one)];
    const stands = (color) => color[3] > 200 && grounds.some((under) => ratio(color, under) >= 3);
    const isLined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    if (isLined && stands(rgba(style.outlineColor))) return true;
    const ring = one === at && style.boxShadow.match(/(?:rgba?|color|oklch)\\([^)]*\\)/);
    if (ring && stands(rgba(ring[0]))) return true;
    const isBordered = isField && (one === at || one.contains(at)) && parseFloat(style.borderTopWidth) >= 1;
    return isBordered && one.matches(":focus, :focus-within") && stands(rgba(style.borderTopColor));
  });
  const isTiny = (one) => one.getBoundingClientRect().width <= 2 || one.getBoundingClientRect().height <= 2;
  const stand = isTiny(at) ? label ?? at.nextElementSibling ?? at.parentElement : at;
  // A link of two lines is looked at where its first word is.
  const box = [...stand.getClientRects()].find((one) => one.width > 2 && one.height > 2) ?? stand.getBoundingClientRect();
  const isThrough = getComputedStyle(stand).pointerEvents === "none";
  const [left, right] = [Math.max(box.left, 0) + 1, Math.min(box.right, innerWidth) - 1];
  const [top, bottom] = [Math.max(box.top, 0) + 1, Math.min(box.bottom, innerHeight) - 1];
  const isOut = right < left || bottom < top;
  const places = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [left + (right - left) * x, top + (bottom - top) * y]));
  const over = places.map(([x, y]) => document.elementFromPoint(x, y)).filter((one) => one !== null);
  // A box to tick lies unseen over its picture, or under it.
  const isIts = (one) => stand.contains(one) || (isThrough && one.contains(stand)) || label?.contains(one) || (isField && at.parentElement?.contains(one));
  const by = over[0]?.closest("header, nav, section, footer, [class*=bar], [class*=toast], div");
  const under = isOut ? "out of sight" : "under " + by?.tagName.toLowerCase() + "." + by?.className;
  const isInPage = document.querySelector("main")?.contains(at) ?? false;
  return { says, isSeen, isInPage, hidden: over.some(isIts) && !isOut ? null : under };
})`;

/**
 * A long page scrolls there first, and a ring is drawn with the next frame: until all is well, for a while.
 */
const STOP = `(async () => {
  const look = ${LOOK};
  const end = performance.now() + 1500;
  for (;;) {
    const stop = look();
    if (stop === null || (stop.isSeen && stop.hidden === null) || performance.now() > end) return stop;
    await new Promise((done) => requestAnimationFrame(done));
  }
})()`;

/** As if nothing had been pressed yet; or as if one had skipped to the page. */
const BEGIN = {
  whole: `(() => {
    const start = Object.assign(document.createElement("span"), { tabIndex: -1 });
    document.body.prepend(start);
    start.focus({ preventScroll: true });
    start.remove();
    scrollTo(0, 0);
  })()`,
  page: `document.querySelector("main").focus()`,
};
const CAN_SKIP = `document.querySelector("main")?.matches("[tabindex]") ?? false`;

const LONGEST = `Math.max(0, ...[...document.querySelectorAll("*")].flatMap((one) =>
  ["", "::before", "::after"].flatMap((part) => {
    const style = getComputedStyle(one, part || undefined);
    const isMoving = style.animationName !== "none";
    const ms = (text) => text.split(",").map((each) => parseFloat(each) * (each.trim().endsWith("ms") ? 1 : 1000));
    return [...ms(style.transitionDuration), ...(isMoving ? ms(style.animationDuration) : [])];
  })))`;

interface Stop {
  says: string;
  isSeen: boolean;
  isInPage: boolean;
  hidden: string | null;
}

/**
 * How many stops there were, and what is wrong with them. With "page", those of the frame are left out, where
 * there is a frame that one can skip.
 */
export async function walkStops(
  page: Page,
  path: string,
  wanted: keyof typeof BEGIN = "whole",
): Promise<{ stops: number; wrong: string[] }> {
  const wrong = new Set<string>();
  const scope = (await page.evaluate(CAN_SKIP)) ? wanted : "whole";
  await page.evaluate(BEGIN[scope]);
  let before = "";
  let stops = 0;
  for (; stops < MOST; stops++) {
    await page.keyboard.press("Tab");
    const stop = (await page.evaluate(STOP)) as Stop | null;
    if (stop === null || (scope === "page" && !stop.isInPage)) return { stops, wrong: [...wrong] };
    if (!stop.isSeen) wrong.add(`${path}: nothing shows that "${stop.says}" has the focus`);
    if (stop.hidden !== null) wrong.add(`${path}: "${stop.says}" is ${stop.hidden}, after "${before}"`);
    before = stop.says;
  }
  return { stops, wrong: [...wrong, `${path}: more than ${MOST} stops, the last "${before}"`] };
}

export const AT_A_DESK = { viewport: { width: 1280, height: 620 }, reducedMotion: "reduce" as const };
export const ON_A_PHONE = {
  viewport: { width: 360, height: 640 },
  reducedMotion: "reduce" as const,
  colorScheme: "dark" as const,
};

export const OTHER_TABS = `[...document.querySelectorAll("main [data-tab][aria-selected=false]")].map((one) => one.dataset.tab)`;

/**
 * Every page, and what stands behind its tabs. The frame is walked with the first page, the others from where
 * one skips to; or with each, where pages have none in common.
 */
export async function walkAllStops(
  page: Page,
  pages: readonly MappedPage[],
  frame: "first" | "each",
): Promise<string[]> {
  const found: string[] = [];
  const asked = new Asked(page);
  let all = 0;
  const walk = async ({ path, address }: MappedPage, scope: keyof typeof BEGIN) => {
    await asked.open(address);
    const { stops, wrong } = await walkStops(page, path, scope);
    all += stops;
    found.push(...wrong);
    const motion = await longestMotion(page);
    if (motion > 1) found.push(`${path}: something moves for ${motion} ms`);
    // Where nothing of the page lies under a bar.
    await page.evaluate("scrollTo(0, 0)");
    const small = await smallTargets(page, "body");
    if (small.length > 0) found.push(`${path}: small targets: ${small.slice(0, 4).join(", ")}`);
  };
  for (const [at, one] of pages.entries()) {
    await walk(one, frame === "each" || at === 0 ? "whole" : "page");
    for (const tab of (await page.evaluate(OTHER_TABS)) as string[]) {
      await walk({ path: `${one.path}?tab=${tab}`, address: `${one.address}?tab=${tab}` }, "page");
    }
  }
  expect(all).toBeGreaterThan(2 * pages.length);
  return found;
}

/** In ms: how long the slowest thing of the page moves. */
export async function longestMotion(page: Page): Promise<number> {
  return (await page.evaluate(LONGEST)) as number;
}
