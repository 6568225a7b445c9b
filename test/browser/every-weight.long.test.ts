// What a first visit to each page of the maps of console and portal, and to those for everybody, loads of
// script, as gzip makes it: no more than 250 kB, with one of everything there. On the pages as they are
// shipped.
import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { gzippedSize } from "../../tools/weigh/gzipped-size.ts";
import { Asked } from "./asked.ts";
import { type MappedPage, pagesOf, type Stock, stock } from "./every-page.ts";
import { enterAsPartner, openPagesOf, partnerPagesOf, stockPartner } from "./every-partner-page.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";
import { stockWindows } from "./stock-windows.ts";

const MOST = 250_000;
/** React and what draws every page. */
const LEAST = 130_000;

/** Bytes; each script once. */
async function weigh(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage();
  const scripts = new Set<string>();
  page.on("request", (one) => {
    if (one.resourceType() === "script") scripts.add(one.url());
  });
  await new Asked(page).open(address);
  await page.close();
  const all = await Promise.all([...scripts].map(gzippedSize));
  return all.reduce((sum, one) => sum + one, 0);
}

describe("the first visit to every page", { timeout: 900_000 }, () => {
  let stage: Stage;
  let has: Stock;
  let partner: Stock & { email: string };
  let more: MappedPage[];

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    // A test's own pages carry what finds mistakes in them.
    vi.stubEnv("NODE_ENV", "production");
    stage = await openConsole({ options: { mailStays: true } });
    vi.unstubAllEnvs();
    has = await stock(stage);
    partner = await stockPartner(stage, has);
    more = (await stockWindows(stage, has, partner)).pages;
  }, 180_000);
  afterAll(() => stage?.close());

  const tooHeavy = async (context: BrowserContext, pages: readonly MappedPage[]) => {
    const heavy: string[] = [];
    for (const { path, address } of pages) {
      const bytes = await weigh(context, address);
      // A page that was not drawn would be light.
      expect(bytes, path).toBeGreaterThan(LEAST);
      if (bytes > MOST) heavy.push(`${path}: ${(bytes / 1000).toFixed(1)} kB`);
    }
    return heavy;
  };

  test("of the console", async () => {
    const { page } = await stage.enter();
    expect(await tooHeavy(page.context(), [...pagesOf(stage, has), ...more])).toEqual([]);
  });

  test("of the portal", async () => {
    const { page } = await enterAsPartner(stage, partner.email, {});
    expect(await tooHeavy(page.context(), partnerPagesOf(stage, partner))).toEqual([]);
  });

  test("for everybody", async () => {
    const { page } = await stage.visit();
    expect(await tooHeavy(page.context(), openPagesOf(stage, partner))).toEqual([]);
  });
});
