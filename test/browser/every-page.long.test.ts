// Axe on every page of the map, in light and dark, with long and naughty names and the builders' long
// language. The short walk (safety.test.ts) sees the same pages without axe.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pagesOf, stock } from "./every-page.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";
import { walkPages } from "./walk-pages.ts";

describe("every page", () => {
  let stage: Stage;

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM !== undefined) stage = await openConsole({ mode: "development" });
  }, 120_000);
  afterAll(() => stage?.close());

  test("axe finds nothing", async () => {
    const pages = pagesOf(stage, await stock(stage));
    expect(await walkPages(stage, pages, { axe: true })).toEqual([]);
  });
});
