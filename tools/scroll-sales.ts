// What the list of sales is like to work with where there are many: how long it takes to open, to show more
// of it, to find one sale among all and to narrow it, and how even its frames are while one scrolls through
// thousands of rows. Prints a table. Needs a running server with sales; changes nothing there.
// Example: node tools/scroll-sales.ts "http://127.0.0.1:4000/sign-in/link#…" mil-777777 → "open   78 ms, …"
import type { Page } from "playwright-core";
import { openChromium, signIn } from "./chromium.ts";

const MORE = 40;
const ROUNDS = 5;
const STEPS = 40;
const SCROLLED_MS = 4_000;

const [link, reference] = process.argv.slice(2);
if (!link || !reference) throw new Error("a sign-in link and the reference of one sale are needed");

/** Runs in the page: whether the list shows what it was asked for, and nothing stands in for it. */
const WHOLE = `document.querySelectorAll("tbody [data-key]").length > 0 &&
  document.querySelector("main .mantine-Skeleton-root") === null`;
/** Runs in the page: waits until something holds, and is painted. */
const until = (holds: string) => `new Promise((done) => {
  const look = () => requestAnimationFrame(() => {
    if (${holds}) setTimeout(done);
    else look();
  });
  look();
})`;

/** Runs in the page: scrolls down for so long and tells the time of each frame. */
const SCROLL = `new Promise((done) => {
  const frames = [];
  const begun = performance.now();
  let before = begun;
  const next = (now) => {
    frames.push(now - before);
    before = now;
    window.scrollBy(0, 120);
    if (now - begun < ${SCROLLED_MS}) requestAnimationFrame(next);
    else done(frames.slice(2));
  };
  requestAnimationFrame(next);
})`;

const rows: [string, string][] = [];
const told = (name: string, times: readonly number[]) => {
  const sorted = [...times].sort((a, b) => a - b);
  const [half, most] = [sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0];
  rows.push([name, `${half.toFixed(0)} ms, at most ${most.toFixed(0)}`]);
};

async function timed(page: Page, act: () => Promise<unknown>, holds: string): Promise<number> {
  const begun = performance.now();
  await act();
  await page.evaluate(until(holds));
  return performance.now() - begun;
}

async function again(count: number, act: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < count; round++) times.push(await act());
  return times;
}

const browser = await openChromium();
try {
  const context = await browser.newContext({ locale: "en", viewport: { width: 1280, height: 860 } });
  const page = await signIn(context, link);
  const home = page.url().replace(/\?.*/, "");
  const menu = page.getByRole("navigation").getByRole("link", { name: "Sales", exact: true }).first();
  const opened = async () => {
    await page.goto(home);
    await page.locator("h1").first().waitFor();
    await page.waitForTimeout(1_500);
    return timed(page, () => menu.click(), WHOLE);
  };
  await opened();
  told("open it from the overview", await again(ROUNDS, opened));
  rows.push([
    "it says",
    (await page
      .getByText(/^[\d,]+ sales$/)
      .first()
      .textContent()) ?? "?",
  ]);

  const search = page
    .getByRole("textbox", { name: /Buyer, e-mail/ })
    .or(page.getByRole("searchbox"))
    .first();
  const isFound = `location.search.includes("=") && document.querySelectorAll("tbody [data-key]").length === 1`;
  const found = async () => {
    await page.goto(`${home}/sales`);
    await page.evaluate(until(WHOLE));
    return timed(page, () => search.fill(reference), isFound);
  };
  told(`find ${reference} while it is typed`, await again(ROUNDS, found));
  const narrowed = async () => {
    await page.goto(`${home}/sales`);
    await page.evaluate(until(WHOLE));
    await page.waitForTimeout(1_000);
    return timed(page, () => page.goto(`${home}/sales?state=refunded`), WHOLE);
  };
  told("load it anew, refunded ones only", await again(ROUNDS, narrowed));

  await page.goto(`${home}/sales`);
  await page.evaluate(until(WHOLE));
  let shown = await page.locator("tbody [data-key]").count();
  const page1 = shown;
  const more = async () => {
    const before = await page.evaluate<number>("document.documentElement.scrollHeight");
    const took = await timed(
      page,
      () => page.getByRole("button", { name: "Show more" }).click(),
      `document.documentElement.scrollHeight > ${before} && !document.querySelector("[data-loading=true]")`,
    );
    shown += page1;
    return took;
  };
  told(`show ${page1} more, ${MORE} times`, await again(MORE, more));
  await page.evaluate("window.scrollTo(0, 0)");
  told(`a frame, scrolling through ${shown} rows`, await page.evaluate<number[]>(SCROLL));
  await page.evaluate("window.scrollTo(0, 0)");
  await page.waitForTimeout(300);
  await page.locator("tbody [data-row-link]").first().focus();
  const step = async () => {
    const at = await page.evaluate<string>("document.activeElement.closest('tr').dataset.key");
    const isOn = `document.activeElement.closest("tr")?.dataset.key !== ${JSON.stringify(at)}`;
    return timed(page, () => page.keyboard.press("ArrowDown"), isOn);
  };
  told("one row down by the arrow", await again(STEPS, step));
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) console.log(`${name.padEnd(width)}  ${value}`);
} finally {
  await browser.close();
}
