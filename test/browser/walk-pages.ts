// Goes to every page once and tells what is wrong with it: a name taken for markup, a request to somebody
// else, a breach of the policy, no heading or title of its own, no link past what stands before it, wider
// than a desk, a tablet, a phone or a screen at 200 %; with axe, also what axe finds in light and dark. In
// the builders' language, which is a third longer. It never stops at the first.
// Example: await walkPages(stage, pages, { axe: true }) → ["/sales at 360: 12 too wide"]
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import type { MappedPage } from "./every-page.ts";
import type { Stage } from "./open-console.ts";
import { still } from "./still.ts";

/**
 * Runs in the page: the innermost thing that reaches past its edge, as a reader of the code would find it.
 */
const WIDEST = `(() => {
  const edge = document.documentElement.clientWidth;
  const past = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > edge + 0.5);
  const one = past.find((el) => ![...el.children].some((child) => past.includes(child)));
  return one === undefined ? "?" : one.tagName.toLowerCase() + " in " + (one.parentElement.className || one.parentElement.tagName) + ": " + one.textContent.slice(0, 40);
})()`;

const DESKTOP = { width: 1280, height: 860 };
/** A desk, a small one, a tablet held upright, a desk at 200 %, a phone. */
const WIDTHS = [1280, 1024, 800, 640, 360];
const LOOK = `({
  pwned: window.pwned ?? null,
  markup: document.querySelectorAll("[onerror], [onload], script:not([src]), style, iframe, object, embed").length,
  links: document.querySelectorAll("[href^='javascript:']").length,
  title: document.title,
  headings: document.querySelectorAll("h1").length,
  over: document.documentElement.scrollWidth - innerWidth,
  stops: (() => {
    const main = document.querySelector("main");
    const before = [...document.querySelectorAll("a[href], button")]
      .filter((one) => one.checkVisibility() && (main?.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING));
    return before[0]?.hash === "#" + main?.id ? 0 : before.length;
  })(),
})`;

interface Seen {
  pwned: number | null;
  markup: number;
  links: number;
  title: string;
  headings: number;
  over: number;
  /** How many there are before the page's own, with no way past them. */
  stops: number;
}

export async function walkPages(
  stage: Stage,
  pages: readonly MappedPage[],
  { axe = false, enter = stage.enter }: { axe?: boolean; enter?: Stage["enter"] } = {},
): Promise<string[]> {
  const { page, complaints } = await enter({ viewport: DESKTOP, reducedMotion: "reduce" });
  if (page.url() === "about:blank") await page.goto(stage.url);
  const wrong: string[] = [];
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== stage.url && !["data:", "blob:"].includes(protocol)) wrong.push(`asked ${request.url()}`);
  });
  // A page may ask who is there and what is not, and what would happen although it may not.
  page.on("response", (answer) => {
    const status = answer.status();
    if (status >= 400 && ![401, 404, 409, 422].includes(status))
      wrong.push(`${page.url()}: ${status} ${answer.url()}`);
  });
  await page.evaluate("localStorage.setItem('partage-language', 'en-XA')");
  for (const { path, address } of pages) {
    await page.setViewportSize(DESKTOP);
    await page.emulateMedia({ colorScheme: "light" });
    const isThere = await settle(page, address);
    if (!isThere) wrong.push(`${path}: is not there, or never whole`);
    const seen = (await page.evaluate(LOOK)) as Seen;
    if (seen.pwned !== null || seen.markup + seen.links > 0) wrong.push(`${path}: ${JSON.stringify(seen)}`);
    if (seen.headings !== 1 || !/ · Partage$/.test(seen.title)) {
      wrong.push(`${path}: ${seen.headings} headings, called "${seen.title}"`);
    }
    if (seen.stops > 1) wrong.push(`${path}: ${seen.stops} stops before the page, and no link past them`);
    if (axe) wrong.push(...(await findByAxe(page, path)));
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 740 });
      // Pictures measure themselves anew: what is too wide for a moment is not what one sees.
      let { over } = (await page.evaluate(LOOK)) as Seen;
      for (let tries = 0; over > 0 && tries < 15; tries++) {
        await page.waitForTimeout(200);
        ({ over } = (await page.evaluate(LOOK)) as Seen);
      }
      if (over > 0) wrong.push(`${path} at ${width}: ${over} too wide (${await page.evaluate(WIDEST)})`);
    }
  }
  return [...wrong, ...complaints.filter((one) => !/status of 4\d\d/.test(one))];
}

/** The page with its figures: nothing stands in any more for what is to come. */
async function settle(page: Page, address: string): Promise<boolean> {
  await page.goto(address);
  try {
    await page.locator("h1").first().waitFor({ timeout: 20_000 });
    await page.locator(".mantine-Skeleton-root").first().waitFor({ state: "detached", timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

async function findByAxe(page: Page, path: string): Promise<string[]> {
  const tell = (where: string, found: { id: string; nodes: { target: unknown }[] }[]) =>
    found.map((one) => `${where} ${one.id}: ${one.nodes[0]?.target}`);
  await still(page);
  const light = await new AxeBuilder({ page }).analyze();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor({ state: "attached" });
  await still(page);
  // In the dark only colours are others.
  const dark = await new AxeBuilder({ page }).withRules(["color-contrast"]).analyze();
  return [...tell(path, light.violations), ...tell(`${path} in the dark`, dark.violations)];
}
