// Every window of what is agreed and of single sales, and of the frame: dialogs, menus, what lies over a
// page. Each is opened by keyboard from the page it belongs to and held to the same (look-at-window.ts). The
// list of them is read from the code: one that is added later and that no page of the stock opens fails it.
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { Asked } from "./asked.ts";
import { lookAtWindow } from "./look-at-window.ts";
import { beginWalk, DESK, notOpened, PHONE, pagesFor, withWindowStage } from "./window-stage.ts";

describe("every window of what is agreed, and of the frame", () => {
  const has = withWindowStage();
  const seen = new Set<string>();

  test("what is planted is told", async () => {
    const { page } = await has().stage.visit(DESK);
    await page.goto(`${has().stage.url}/sign-in`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.evaluate(`(() => {
      const [over, says, act] = ["div", "p", "button"].map((one) => document.createElement(one));
      Object.assign(over, { role: "dialog", className: "planted" }).append(says, act);
      says.textContent = "Planted";
      act.textContent = "Do it";
      document.body.append(over);
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(".planted { position: fixed; top: 700px; width: 800px; background: white; color: #ddd; }");
      document.adoptedStyleSheets.push(sheet);
    })()`);
    const root = page.locator(".planted");
    const wrong = await lookAtWindow({
      ...{ page, root, sites: [], opener: "a menu → planted" },
      ...{ kind: "dialog", told: "planted" },
    });
    const told = wrong.join("\n");
    for (const says of [
      "focus is outside",
      "leads out",
      "color-contrast",
      "too wide",
      "not reached",
      "Esc does not",
    ]) {
      expect(told).toContain(says);
    }
  });

  test("of the pages is whole by keyboard, in light and dark, on a phone and at 200 %", async () => {
    const { walk, wrong } = await beginWalk(has().stage.enter, DESK, seen);
    await walk.walk(pagesFor("agreed", has()));
    expect(wrong).toEqual([]);
  });

  test("of the frame, on a desk and on a phone", async () => {
    const start = has().pages.filter(({ path }) => path === "/");
    const desk = await beginWalk(has().stage.enter, DESK, seen);
    await desk.walk.walk(start, "aside button");
    const phone = await beginWalk(has().stage.enter, PHONE, seen);
    await phone.walk.walk(start, "header button, nav button");
    expect([...desk.wrong, ...phone.wrong]).toEqual([]);
  });

  test("that asks before one leaves what one has typed", async () => {
    const { page } = await has().stage.enter(DESK);
    const asked = new Asked(page);
    await asked.open(`${has().stage.home}/parties/new`);
    await page.getByRole("textbox").first().fill("Not sent");
    const away = page.getByRole("link", { name: "Parties" }).first();
    await away.focus();
    await page.keyboard.press("Enter");
    const root = page.getByRole("dialog");
    await root.waitFor();
    const opener = await nameOf(page, away);
    const told = "/parties/new: asks before one leaves";
    expect(await lookAtWindow({ page, root, kind: "dialog", sites: [], told, opener })).toEqual([]);
    seen.add("parts/leave-dialog.tsx Modal.Root");
  });

  test("is on the list, and no other", () => {
    expect(notOpened("agreed", seen)).toEqual([]);
  });
});

const nameOf = async (_: Page, one: ReturnType<Page["locator"]>) => ((await one.textContent()) ?? "").trim();
