// Every page of the console by Tab, at a desk and on a phone, in light and dark: each stop shows that it has
// the focus and lies under nothing (WCAG 2.2: 2.4.7, 2.4.11), what is pressed is 24 by 24 or has that room
// (2.5.8), and nothing moves where less motion is asked for.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type MappedPage, pagesOf, stock } from "./every-page.ts";
import { AT_A_DESK, longestMotion, ON_A_PHONE, walkAllStops, walkStops } from "./focus-stops.ts";
import { CHROMIUM, openConsole, type Stage } from "./open-console.ts";
import { smallTargets } from "./small-targets.ts";

describe("every stop of the console", () => {
  let stage: Stage;
  let pages: MappedPage[];

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM === undefined) return;
    stage = await openConsole();
    const has = await stock(stage);
    const invite = { path: "/proposals/new?product", address: `/proposals/new?product=${has.product}` };
    pages = [...pagesOf(stage, has), { path: invite.path, address: stage.home + invite.address }];
  }, 180_000);
  afterAll(() => stage?.close());

  test("at a desk", async () => {
    const { page } = await stage.enter(AT_A_DESK);
    expect(await walkAllStops(page, pages, "first")).toEqual([]);
  });

  test("on a phone, in the dark", async () => {
    const { page } = await stage.enter(ON_A_PHONE);
    expect(await walkAllStops(page, pages, "first")).toEqual([]);
  });

  test("what is planted is told: no ring, a bar over everything, a small target, a long motion", async () => {
    const { page } = await stage.visit(AT_A_DESK);
    const open = async (style: string) => {
      await page.goto(`${stage.url}/sign-in`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.evaluate(`(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(${JSON.stringify(style)});
        document.adoptedStyleSheets.push(sheet);
        document.body.append(Object.assign(document.createElement("div"), { id: "planted" }));
      })()`);
      return (await walkStops(page, "")).wrong.join();
    };
    expect(await open("*:focus-visible { outline: none !important; }")).toContain("nothing shows that");
    expect(await open("#planted { position: fixed; inset: 0; z-index: 9999; }")).toContain("is under");
    expect(await open("button { position: absolute; clip-path: inset(50%); }")).toContain("is under");
    await open(
      "button { position: absolute; inset: 0 auto auto 0; width: 12px; height: 12px; min-height: 0; " +
        "transition-duration: 1s !important; }",
    );
    expect(await smallTargets(page, "body")).not.toEqual([]);
    expect(await longestMotion(page)).toBe(1000);
  });
});
