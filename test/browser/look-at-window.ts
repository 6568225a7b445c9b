// What every window is held to, one after the other, once it is open: the focus is in it and stays in it, axe
// finds nothing in light and dark, it is no wider than a phone and than a screen at 200 %, its last act can
// be reached on a phone of 640, Esc closes it, and the focus goes back to what opened it. It never stops at
// the first that fails.
// Example: const wrong = await lookAtWindow(window) → ["/sales: \"Refund\" opens …: the focus is outside"]
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { smallTargets } from "./small-targets.ts";
import { still } from "./still.ts";
import { type OpenWindow, OVER } from "./walk-windows.ts";

const DESKTOP = { width: 1280, height: 860 };
/** A phone as small as they come, and a screen of 1280 × 860 at 200 %. */
const SMALL = [
  { width: 640, height: 430 },
  { width: 360, height: 640 },
] as const;

const MARK = `(() => {
  document.querySelector("[data-looked]")?.removeAttribute("data-looked");
  const all = [...document.querySelectorAll(${JSON.stringify(OVER)})].filter((one) => one.checkVisibility());
  all.at(-1).dataset.looked = "";
})()`;

const IN_FOCUS = `(() => {
  const at = document.activeElement;
  const over = document.querySelector("[data-looked]");
  return { isInside: over.contains(at), says: (at.getAttribute("aria-label") ?? at.textContent ?? "").trim().slice(0, 60) };
})()`;

const AT = `(document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent).trim()`;

/** How far the window reaches past the screen, by what; and whether its last act can be pressed. */
const FITS = `(() => {
  const over = document.querySelector("[data-looked]");
  const wide = innerWidth;
  const isScrolled = (one) => {
    for (let at = one.parentElement; at && at !== over.parentElement; at = at.parentElement) {
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX) && at !== over && at.clientWidth <= wide) return true;
    }
    return false;
  };
  const past = [...over.querySelectorAll("*")].filter((one) => {
    const { left, right, width } = one.getBoundingClientRect();
    return width > 1 && (right > wide + 0.5 || left < -0.5) && one.checkVisibility() && !isScrolled(one);
  });
  const told = past.slice(-1).map((one) => one.tagName.toLowerCase() + " " + one.textContent.trim().slice(0, 40));
  const acts = [...over.querySelectorAll("button, [role^=menuitem]")].filter((one) => one.checkVisibility());
  const main = acts.filter((one) => one.type === "submit").at(-1) ?? acts.at(-1);
  if (main === undefined) return { told, hidden: null, page: document.documentElement.scrollWidth - wide };
  main.scrollIntoView({ block: "nearest" });
  const { left, top, width, height } = main.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const hit = document.elementFromPoint(x, y);
  const isHit = hit !== null && (main.contains(hit) || hit.contains(main) && hit !== document.body && over.contains(hit));
  const isIn = top >= -0.5 && top + height <= innerHeight + 0.5;
  return {
    told,
    hidden: isHit && isIn ? null : main.textContent.trim() + " at " + Math.round(top) + " of " + innerHeight,
    page: document.documentElement.scrollWidth - wide,
  };
})()`;

interface Fits {
  told: string[];
  hidden: string | null;
  page: number;
}

type Fail = (says: string) => void;

export async function lookAtWindow(window: OpenWindow): Promise<string[]> {
  const wrong: string[] = [];
  const fail: Fail = (says) => wrong.push(`${window.told}: ${says}`);
  const { page, opener } = window;
  const begun = page.viewportSize() ?? DESKTOP;
  await still(page);
  await page.evaluate(MARK);
  await lookAtFocus(window, fail);
  await lookByAxe(page, fail);
  // What a menu opened cannot be opened again from where the focus is: its sizes are looked at first.
  const isOfMenu = opener.includes(" → ");
  if (isOfMenu) await lookAtSizes(window, fail);
  await page.setViewportSize(begun);
  const isBack = await closes(window, fail);
  if (isOfMenu || !isBack) return wrong;
  await page.keyboard.press("Enter");
  const isThere = await window.root.waitFor({ timeout: 3_000 }).then(
    () => true,
    () => false,
  );
  if (!isThere) return wrong;
  await page.evaluate(MARK);
  await lookAtSizes(window, fail);
  await page.setViewportSize(begun);
  await page.keyboard.press("Escape");
  return wrong;
}

/** The focus is in it, and the keys that lead on do not lead out. */
async function lookAtFocus({ page, kind }: OpenWindow, fail: Fail): Promise<void> {
  const focus = async () => (await page.evaluate(IN_FOCUS)) as { isInside: boolean; says: string };
  for (let tries = 0; tries < 60 && !(await focus()).isInside; tries++) await page.waitForTimeout(50);
  if (!(await focus()).isInside) fail(`the focus is outside, on "${(await focus()).says}"`);
  const key = kind === "menu" ? "ArrowDown" : "Tab";
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press(key);
    const { isInside, says } = await focus();
    if (isInside) continue;
    fail(`${key} leads out, to "${says}"`);
    return;
  }
}

async function lookByAxe(page: Page, fail: Fail): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: "attached" });
    await still(page);
    // It is long: what is in the page already is not sent again.
    const isThere = await page.evaluate("window.axe !== undefined");
    const axe = new AxeBuilder({ page, ...(isThere ? { axeSource: ";" } : {}) })
      .include("[data-looked]")
      .setLegacyMode(true);
    // In the dark only colours are others.
    const { violations } = await (colorScheme === "dark" ? axe.withRules(["color-contrast"]) : axe).analyze();
    for (const one of violations) fail(`${one.id} in ${colorScheme}: ${one.nodes[0]?.html}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

async function lookAtSizes({ page, root, kind }: OpenWindow, fail: Fail): Promise<void> {
  for (const size of SMALL) {
    await page.setViewportSize(size);
    // What belongs to a button that a phone does not show is gone with it.
    if (kind !== "dialog" && !(await root.isVisible())) continue;
    let fits = (await page.evaluate(FITS)) as Fits;
    for (let tries = 0; tries < 8 && isWrong(fits); tries++) {
      await page.waitForTimeout(120);
      fits = (await page.evaluate(FITS)) as Fits;
    }
    if (fits.told.length > 0) fail(`at ${size.width} too wide: ${fits.told[0]}`);
    if (fits.page > 0) fail(`at ${size.width} the page is ${fits.page} too wide`);
    if (fits.hidden !== null) fail(`at ${size.width} × ${size.height} not reached: ${fits.hidden}`);
    const small = await smallTargets(page, "[data-looked]");
    if (small.length > 0) fail(`at ${size.width} small targets: ${small.join(", ")}`);
  }
}

/** Esc closes it, and the focus is back on what opened it; of a menu's item, on the menu's button. */
async function closes({ page, root, opener }: OpenWindow, fail: Fail): Promise<boolean> {
  // The first Esc belongs to a list of choices that came down by itself.
  if (await page.locator("[role=listbox]:visible").count()) await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  const isGone = await root.waitFor({ state: "hidden", timeout: 3_000 }).then(
    () => true,
    () => false,
  );
  if (!isGone) {
    fail("Esc does not close it");
    return false;
  }
  const menu = opener.split(" → ")[0] as string;
  let at = "";
  for (let tries = 0; tries < 20; tries++) {
    at = (await page.evaluate(AT)) as string;
    if (at === opener || at === menu) return true;
    await page.waitForTimeout(50);
  }
  fail(`the focus went to "${at.slice(0, 40)}"`);
  return false;
}

const isWrong = ({ told, hidden, page }: Fits) => told.length > 0 || hidden !== null || page > 0;
