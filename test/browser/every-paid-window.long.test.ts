// Every window of what is paid, brought in and set: held to what
// every-agreed-window.long.test.ts holds the others to.
import { describe, expect, test } from "vitest";
import { beginWalk, DESK, notOpened, pagesFor, withWindowStage } from "./window-stage.ts";

describe("every window of what is paid, brought in and set", () => {
  const has = withWindowStage();
  const seen = new Set<string>();

  test("is whole by keyboard, in light and dark, on a phone and at 200 %", async () => {
    // There is another session that can be ended.
    await has().stage.enter(DESK);
    const { walk, wrong } = await beginWalk(has().stage.enter, DESK, seen);
    const pages = pagesFor("paid", has());
    await walk.walk(pages);
    // While a run of statements goes on there is something to stop, and nothing to begin.
    await has().stage.shop.post("/statement-runs", { until: "2026-02-28" });
    await walk.walk(pages.filter(({ path }) => path === "/statements"));
    expect(wrong).toEqual([]);
  });

  test("is on the list, and no other", () => {
    expect(notOpened("paid", seen)).toEqual([]);
  });
});
