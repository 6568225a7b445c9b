// The corpus of naughty strings through the text fields of the long forms (what could be taken for markup
// into each of them), and as the names of things, read back from the lists: nothing runs, nothing is markup,
// every name is shown as it was written.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { STRINGS } from "../journeys/bad-input-door.ts";
import { MARKUP, type MappedPage, pagesOf, stock } from "./every-page.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";
import { STRANGE, type Typed, typeMarkup } from "./type-markup.ts";

const CORPUS = [...new Set([...STRINGS.filter((one) => typeof one === "string"), ...MARKUP])];

/** What a browser, a template or a style could take for more than text goes into every field. */
const SHARP = CORPUS.filter((one) => /[<>"'`{}&\\]|\p{C}|script|=/iu.test(one));
/** What is only odd goes into the fields in turn. */
const ODD = CORPUS.filter((one) => !SHARP.includes(one));
const IN_TURN = 25;

/**
 * The long forms, each with a picture or a sentence that repeats what is typed, and how many text fields each
 * has at least: a form that has not come yet is waited for.
 */
const FORMS: Readonly<Record<string, number>> = {
  "/sales/new": 9,
  "/products/new": 8,
  "/products/$product/edit": 5,
  "/settings/business": 6,
  "/account": 2,
};

describe("naughty strings", () => {
  let stage: Stage;
  let pages: MappedPage[];

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    pages = pagesOf(stage, await stock(stage));
  }, 180_000);
  afterAll(() => stage?.close());

  let turn = 0;
  const typeAll = async (page: Page, scope: string): Promise<Typed> => {
    const from = turn;
    turn += IN_TURN;
    const odd = Array.from({ length: IN_TURN }, (_, i) => ODD[(from + i) % ODD.length] as string);
    return await typeMarkup(page, scope, [...SHARP, ...odd]);
  };

  test("in every text field of the long forms", async () => {
    const { page } = await stage.enter({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    const wrong: string[] = [];
    page.on("dialog", (dialog) => {
      if (dialog.type() !== "beforeunload") wrong.push(`${page.url()}: ${dialog.type()} ${dialog.message()}`);
      void dialog.accept();
    });
    const look = async (path: string, scope: string) => {
      const typed = await typeAll(page, scope);
      expect(typed.fields.length, path).toBeGreaterThanOrEqual(FORMS[path] ?? 0);
      wrong.push(...typed.wrong.map((one) => `${path}: ${one}`));
    };
    for (const [path, fields] of Object.entries(FORMS)) {
      const form = pages.find((one) => one.path === path) as MappedPage;
      await open(page, form.address);
      const visible = page.locator("main").locator("input:visible, textarea:visible");
      await visible.nth(fields - 1).waitFor({ timeout: 60_000 });
      await look(path, "main");
    }
    expect(wrong).toEqual([]);
  });

  test("as the names of products: each is shown as it was written, and none is markup", async () => {
    const written: string[] = [];
    for (const [at, name] of CORPUS.entries()) {
      const { status, body } = await stage.shop.post("/products", { name, externalId: `naughty-${at}` });
      if (status === 201) written.push(body.name);
    }
    expect(written.length).toBeGreaterThan(350);
    const { page } = await stage.enter({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    await open(page, `${stage.home}/products`);
    const more = page.getByRole("button", { name: "Show more" });
    while ((await more.count()) > 0) {
      await more.click().catch(() => {});
      await page.waitForTimeout(200);
    }
    // Only rows near the window are drawn: each screenful is read in turn.
    const shown = new Set<string>();
    const end = (await page.evaluate("document.documentElement.scrollHeight")) as number;
    for (let top = 0; top < end; top += 700) {
      await page.evaluate(`window.scrollTo(0, ${top})`);
      await page.waitForTimeout(60);
      for (const text of await page.locator("main [data-row-link]").allTextContents()) shown.add(text);
      expect(await page.locator(STRANGE).count()).toBe(0);
    }
    const missing = written.filter((name) => ![...shown].some((text) => text.includes(name.trim())));
    expect(missing).toEqual([]);
    expect(await page.locator(STRANGE).count()).toBe(0);
    expect(await page.evaluate("window.pwned ?? null")).toBeNull();
  });
});

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator("h1").first().waitFor();
  await page.locator(".mantine-Skeleton-root").first().waitFor({ state: "detached" });
}
