// What could be taken for markup, typed into every text field of console and portal, of their windows and of
// what comes with a choice: nothing runs, nothing is markup. The list of fields is read from the code: one
// that is added later and that no walk types into fails it. Nothing is sent: that is bad-input.long.test.ts.
import { describe, expect, test } from "vitest";
import { openPagesOf } from "./every-partner-page.ts";
import { beginTyping, notTyped } from "./walk-fields.ts";
import { enterPortal, pagesFor, portalPagesOf, withWindowStage } from "./window-stage.ts";

describe("naughty strings in every text field", () => {
  const has = withWindowStage();
  const typed: string[] = [];

  test.each(["agreed", "sold", "paid"] as const)("on the pages of what is %s", async (room) => {
    const { walk, wrong } = await beginTyping(has().stage.enter, typed);
    await walk.walk(pagesFor(room, has()));
    expect(wrong).toEqual([]);
  });

  test("of the portal", async () => {
    const { walk, wrong } = await beginTyping(enterPortal(has()), typed);
    await walk.walk(portalPagesOf(has()));
    expect(wrong).toEqual([]);
  });

  test("of the pages for everybody", async () => {
    const { walk, wrong } = await beginTyping(has().stage.visit, typed);
    await walk.walk(openPagesOf(has().stage, has().partner));
    expect(wrong).toEqual([]);
  });

  test("is typed into, each that there is", () => {
    expect(notTyped(typed)).toEqual([]);
  });
});
