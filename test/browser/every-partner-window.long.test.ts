// Every window of the portal: dialogs, menus, what lies over a page. The list of them is read from the code,
// each is opened by keyboard from the page it belongs to, and held to the same (look-at-window.ts). One that
// is added later and that no page of the stock opens fails the list.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { enterAsPartner, partnerPagesOf } from "./every-partner-page.ts";
import { CHROMIUM } from "./open-console.ts";
import { beginWalk, DESK, notOpened, openWindowStage, PHONE, type WindowStage } from "./window-stage.ts";

describe("every window of the portal", () => {
  let has: WindowStage;
  const seen = new Set<string>();

  beforeEach((context) => {
    if (CHROMIUM === undefined) context.skip("there is no Chromium here (CHROMIUM names one)");
  });
  beforeAll(async () => {
    if (CHROMIUM !== undefined) has = await openWindowStage();
  }, 180_000);
  afterAll(() => has?.stage.close());

  test("is whole by keyboard, in light and dark, on a phone and at 200 %", async () => {
    const { stage, partner, recruits } = has;
    const promote = `${stage.url}/partner/${partner.party}/promote/${recruits}`;
    const apply = { path: "/$party/promote/$product?apply", address: promote };
    const pages = [...partnerPagesOf(stage, partner), apply];
    const enter: typeof stage.enter = (options = {}) => enterAsPartner(stage, partner.email, options);
    const desk = await beginWalk(enter, DESK, seen);
    await desk.walk.walk(pages);
    await desk.walk.walk(pages.slice(0, 1), "aside button");
    const phone = await beginWalk(enter, PHONE, seen);
    await phone.walk.walk(pages.slice(0, 1), "header button, nav button");
    expect([...desk.wrong, ...phone.wrong]).toEqual([]);
  });

  test("is on the list, and no other", () => {
    expect(notOpened("own", seen)).toEqual([]);
  });
});
