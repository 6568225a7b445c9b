// Presses everything that can be pressed on a page, by keyboard, and hands over each window that opens: a
// dialog, a menu, what lies over the page. Never presses twice what is drawn by the same place in the code
// for the same page, and never what would sign out or change the language.
// Example: await walkWindows(visitor, pages, async (window) => { … }) → the places that drew a window
import type { Locator, Page } from "playwright-core";
import { Asked } from "./asked.ts";
import { DRAWN } from "./drawn-sites.ts";
import type { MappedPage } from "./every-page.ts";

/** What lies over the page: its place in the code first, then what draws it in general. */
export interface OpenWindow {
  page: Page;
  root: Locator;
  kind: "dialog" | "menu" | "popover";
  sites: string[];
  /** Where it opened, and by what: for a sentence. */
  told: string;
  /** What the button was called that opened it. */
  opener: string;
}

export interface WalkHooks {
  onWindow(window: OpenWindow): Promise<void>;
  /** When a page is opened, and when something was pressed that opened no window. */
  onPage?(path: string): Promise<void>;
}

export const OVER = "[role=dialog], [role=menu], .mantine-Popover-dropdown";
/** These would end the walk, or make it speak another language. */
const NOT_PRESSED = /^(Sign out$|Sair$|English|português|Light|Dark|As the machine|Like the device)/i;
const SAME = 2;
const PICK = "tbody input[type=checkbox]:visible";
/** Then what was pressed opens nothing. */
const LONGEST = 5_000;

/** Runs in the page: no part of it waits any more for its own code to be fetched and drawn. */
const WHOLE = `(() => {
  const page = document.getElementById("root");
  const container = page[Object.keys(page).find((name) => name.startsWith("__reactContainer$"))];
  const waits = (at) => {
    for (let one = at; one; one = one.sibling) {
      if (one.tag === 13 && one.memoizedState !== null) return true;
      if (waits(one.child)) return true;
    }
    return false;
  };
  return !waits(container.stateNode.current.child);
})()`;

const LIST = `((scope) => {
  const drawn = ${DRAWN};
  const found = [];
  for (const one of document.querySelectorAll(scope)) {
    if (one.disabled || one.type === "submit" || !one.checkVisibility()) continue;
    if (one.closest("[role=dialog], [role=menu], [data-portal]")) continue;
    window.walked = (window.walked ?? 0) + 1;
    one.dataset.walk ??= String(window.walked);
    const name = (one.getAttribute("aria-label") ?? one.textContent ?? "").trim();
    found.push({ at: one.dataset.walk, name, isTab: one.role === "tab", isMenu: one.ariaHasPopup !== null, key: drawn(one).join(" < ") });
  }
  return found;
})`;

/** Of the window that lies on top: what drew it, and what drew each item of a menu. */
const TOP = `(() => {
  const drawn = ${DRAWN};
  const over = [...document.querySelectorAll(${JSON.stringify(OVER)})].filter((one) => one.checkVisibility()).at(-1);
  if (over === undefined) return null;
  const items = [...over.querySelectorAll("[role=menuitem]")];
  const isPopover = over.classList.contains("mantine-Popover-dropdown");
  return {
    kind: over.role === "menu" ? "menu" : isPopover ? "popover" : "dialog",
    drawn: drawn(over),
    items: items.map((one) => ({ name: one.textContent.trim(), key: drawn(one).join(" < ") })),
  };
})()`;

const REACH = `((name) => [...document.querySelectorAll("button")]
  .find((one) => (one.getAttribute("aria-label") ?? one.textContent).trim() === name)?.focus())`;

interface Top {
  kind: OpenWindow["kind"];
  drawn: string[];
  items: { name: string; key: string }[];
}

interface Pressable {
  at: string;
  name: string;
  isTab: boolean;
  isMenu: boolean;
  key: string;
}

export class WindowWalk {
  readonly #seen: Set<string>;
  readonly #pressed = new Map<string, number>();
  readonly #page: Page;
  readonly #hooks: WalkHooks;
  readonly #asked: Asked;
  #path = "";
  #address = "";

  /** `seen` grows by the places that drew a window; what is in it already is only closed again. */
  constructor(page: Page, hooks: WalkHooks, seen: Set<string>) {
    this.#page = page;
    this.#seen = seen;
    this.#hooks = hooks;
    this.#asked = new Asked(page);
    page.on("dialog", (dialog) => void dialog.accept().catch(() => {}));
  }

  async walk(pages: readonly MappedPage[], scope = "main button, main [role=tab]"): Promise<void> {
    for (const { path, address } of pages) {
      this.#path = path;
      this.#address = address;
      await this.#goBack();
      await this.#hooks.onPage?.(path);
      if (this.#page.url() !== address) await this.#goBack();
      await this.#pressAll(scope);
      if (this.#page.url() !== address) await this.#goBack();
      await this.#pick(scope);
    }
  }

  /** What is offered for a row that is picked: of each table in its turn. */
  async #pick(scope: string): Promise<void> {
    const tables = this.#page.locator("main table").filter({ has: this.#page.locator(PICK) });
    for (let at = 0; at < (await tables.count()); at++) {
      const pick = tables.nth(at).locator(PICK).first();
      await pick.check().catch(() => {});
      await this.#asked.quiet();
      await this.#pressAll(scope);
      if (this.#page.url() !== this.#address) await this.#goBack();
      else await pick.uncheck().catch(() => {});
    }
  }

  async #goBack(): Promise<void> {
    await this.#asked.open(this.#address);
    await this.#untilWhole();
  }

  /** What is fetched to be drawn is shown a third of a second later: React saves itself a flicker. */
  async #untilWhole(): Promise<void> {
    const end = Date.now() + LONGEST;
    while (!(await this.#page.evaluate(WHOLE)) && Date.now() < end) await this.#asked.quiet();
    await this.#asked.quiet();
  }

  async #untilDrawn(isMenu: boolean): Promise<void> {
    await this.#asked.quiet();
    await this.#untilWhole();
    if (isMenu)
      await this.#over()
        .first()
        .waitFor({ timeout: LONGEST })
        .catch(() => {});
  }

  #over(): Locator {
    return this.#page.locator(OVER).filter({ visible: true });
  }

  async #pressAll(scope: string): Promise<void> {
    for (let presses = 0; presses < 150; presses++) {
      const all = (await this.#page.evaluate(`(${LIST})(${JSON.stringify(scope)})`)) as Pressable[];
      const open = all.filter((one) => !NOT_PRESSED.test(one.name) && this.#isDue(one));
      // What a tab shows is walked before the next tab is opened.
      const next = open.find((one) => !one.isTab) ?? open[0];
      if (next === undefined) return;
      this.#count(next);
      await this.#press(next);
    }
  }

  #idOf({ key, name }: Pressable): string {
    return `${this.#path} ${name} ${key}`;
  }

  /**
   * What is drawn by one place is pressed twice, under two names; a part does something else on each page.
   */
  #isDue(one: Pressable): boolean {
    if (this.#pressed.has(this.#idOf(one))) return false;
    const isPart = one.isTab || one.key === "" || one.key.startsWith("parts/");
    return isPart || (this.#pressed.get(one.key) ?? 0) < SAME;
  }

  #count(one: Pressable): void {
    for (const id of [this.#idOf(one), one.key]) this.#pressed.set(id, (this.#pressed.get(id) ?? 0) + 1);
  }

  async #press(one: Pressable): Promise<void> {
    const button = this.#page.locator(`[data-walk="${one.at}"]`);
    const before = new URL(this.#page.url()).pathname;
    await button.focus({ timeout: 2_000 }).catch(() => {});
    await this.#page.keyboard.press("Enter");
    await this.#untilDrawn(one.isMenu);
    await this.#handOver(one.name, true);
    if (new URL(this.#page.url()).pathname !== before) await this.#goBack();
  }

  async #handOver(opener: string, isMenuWalked: boolean): Promise<void> {
    const top = (await this.#page.evaluate(TOP)) as Top | null;
    if (top === null) {
      await this.#hooks.onPage?.(this.#path);
      return;
    }
    const root = this.#over().last();
    const { kind } = top;
    const sites = own(top.drawn);
    const isNew = sites.some((site) => !this.#seen.has(site));
    for (const site of sites) this.#seen.add(site);
    const told = `${this.#path}: "${opener}" opens ${sites.at(-1)}`;
    if (isNew) await this.#hooks.onWindow({ page: this.#page, root, kind, sites, told, opener });
    if (kind === "menu" && isMenuWalked) await this.#walkMenu(top, opener);
    await this.#close();
  }

  async #close(): Promise<void> {
    for (let tries = 0; tries < 3; tries++) {
      const open = await this.#over().count();
      if (open === 0) return;
      await this.#page.keyboard.press("Escape");
      await this.#over()
        .nth(open - 1)
        .waitFor({ state: "hidden", timeout: 1_000 })
        .catch(() => {});
    }
  }

  /** Each item of a menu in its turn; the menu is opened anew for each. */
  async #walkMenu({ items }: Top, opener: string): Promise<void> {
    for (const [at, { name, key }] of items.entries()) {
      if (NOT_PRESSED.test(name) || (this.#pressed.get(key) ?? 0) >= 1) continue;
      this.#pressed.set(key, 1);
      const here = this.#page.url();
      const again = this.#over().last().locator("[role=menuitem]");
      if ((await again.count()) === 0) {
        await this.#page.evaluate(`(${REACH})(${JSON.stringify(opener)})`);
        await this.#page.keyboard.press("Enter");
        await this.#untilDrawn(true);
      }
      if ((await again.count()) <= at) return;
      await again.nth(at).focus({ timeout: 2_000 });
      await this.#page.keyboard.press("Enter");
      await this.#untilDrawn(false);
      await this.#handOver(`${opener} → ${name}`, false);
      if (new URL(this.#page.url()).pathname !== new URL(here).pathname) return;
    }
  }
}

/** What the window is drawn by: parts from the inside out, and the first place that is no part. */
function own(drawn: readonly string[]): string[] {
  const isOver = (site: string) =>
    / (Confirm|ConfirmEach|Dialog|Modal\.Root|Menu\.Dropdown|Popover\.Dropdown)( \d+)?$/.test(site);
  const over = drawn.filter(isOver);
  const first = over.findIndex((site) => !site.startsWith("parts/"));
  return first < 0 ? over : over.slice(0, first + 1);
}
