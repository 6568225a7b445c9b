// Every window of the portal: dialogs, menus, what lies over a page. The list of them is read from the code,
// each is opened by keyboard from the page it belongs to, and held to the same (look-at-window.ts). One that
// is added later and that no page of the stock opens fails the list.
import { describe, expect, test } from "vitest";
import {
  beginWalk,
  DESK,
  enterPortal,
  notOpened,
  PHONE,
  portalPagesOf,
  withWindowStage,
} from "./window-stage.ts";

describe("every window of the portal", () => {
  const has = withWindowStage();
  const seen = new Set<string>();

  test("is whole by keyboard, in light and dark, on a phone and at 200 %", async () => {
    const pages = portalPagesOf(has());
    const enter = enterPortal(has());
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
