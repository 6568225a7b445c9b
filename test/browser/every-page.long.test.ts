// Axe on every page of the maps of console and portal and on those for everybody, in light and dark, with
// long and naughty names and the builders' long language. The short walk (safety.test.ts) sees the same pages
// without axe.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pagesOf, type Stock, stock } from "./every-page.ts";
import { enterAsPartner, openPagesOf, partnerPagesOf, stockPartner } from "./every-partner-page.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";
import { walkPages } from "./walk-pages.ts";

describe("every page", () => {
  let stage: Stage;
  let has: Stock;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole({ mode: "development" });
    has = await stock(stage);
  }, 120_000);
  afterAll(() => stage?.close());

  test("of the console: axe finds nothing", async () => {
    expect(await walkPages(stage, pagesOf(stage, has), { axe: true })).toEqual([]);
  });

  test("of the portal, and those for everybody: axe finds nothing", async () => {
    const { email, ...partner } = await stockPartner(stage, has);
    const enter: Stage["enter"] = (options = {}) => enterAsPartner(stage, email, options);
    const portal = await walkPages(stage, partnerPagesOf(stage, partner), { axe: true, enter });
    const open = await walkPages(stage, openPagesOf(stage, partner), { axe: true, enter: stage.visit });
    expect([...portal, ...open]).toEqual([]);
  });
});
