// Every window of what is sold and by whom: products, parties, links: held to what
// every-agreed-window.long.test.ts holds the others to.
import { describe, expect, test } from "vitest";
import { Asked } from "./asked.ts";
import { lookAtWindow } from "./look-at-window.ts";
import { beginWalk, DESK, notOpened, pagesFor, withWindowStage } from "./window-stage.ts";

describe("every window of what is sold and by whom: products, parties, links", () => {
  const has = withWindowStage();
  const seen = new Set<string>();

  test("is whole by keyboard, in light and dark, on a phone and at 200 %", async () => {
    const { walk, wrong } = await beginWalk(has().stage.enter, DESK, seen);
    await walk.walk(pagesFor("sold", has()));
    expect(wrong).toEqual([]);
  });

  test("over a window: what archiving a link means", async () => {
    const { page } = await has().stage.enter(DESK);
    const asked = new Asked(page);
    await asked.open(`${has().stage.home}/links`);
    await page
      .getByRole("button", { name: /^Show link/ })
      .first()
      .press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Archive", exact: true }).press("Enter");
    const root = page.getByRole("dialog", { name: /^Archive/ });
    await root.waitFor();
    const told = "/links: Archive, in the window of a link";
    const opener = "Archive";
    expect(await lookAtWindow({ page, root, kind: "dialog", sites: [], told, opener })).toEqual([]);
    seen.add("links/show-link.tsx Confirm");
  });

  test("is on the list, and no other", () => {
    expect(notOpened("sold", seen)).toEqual([]);
  });
});
