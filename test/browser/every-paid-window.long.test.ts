// Every window of what is paid, brought in and set: held to what
// every-agreed-window.long.test.ts holds the others to.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CHROMIUM } from "./open-console.ts";
import { beginWalk, DESK, notOpened, openWindowStage, pagesFor, type WindowStage } from "./window-stage.ts";

describe("every window of what is paid, brought in and set", () => {
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
    // There is another session that can be ended.
    await has.stage.enter(DESK);
    const { walk, wrong } = await beginWalk(has.stage.enter, DESK, seen);
    await walk.walk(pagesFor("paid", has));
    expect(wrong).toEqual([]);
  });

  test("is on the list, and no other", () => {
    expect(notOpened("paid", seen)).toEqual([]);
  });
});
