// Types strings into every text field of a part of a page, one after the other, and tells what was taken for
// more than text, at once or a moment later. A choice is made in each of its ways, for the fields that come
// with it. What stood in a field stands there again afterwards, what was chosen need not, and nothing is
// sent.
// Example: await typeMarkup(page, "main", MARKUP) → { fields: ["parties/new.tsx TextField: Name"], wrong: []
// }
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { DRAWN, FIELDS } from "./drawn-sites.ts";
import { MARKUP } from "./every-page.ts";

/** What none of our pages is made of: where one is found, a string became markup. */
export const STRANGE = [
  "script:not([src])",
  "body style, body link, body meta, body base, body title",
  "iframe, frame, object, embed, applet, video, audio, marquee, math, template",
  "img:not([src^='data:']):not([src^='blob:']):not([src^='/'])",
  "[onerror], [onload], [onclick], [onmouseover], [onfocus], [onchange], [ontoggle]",
  "[href^='javascript:' i], [src^='javascript:' i], [action^='javascript:' i]",
].join(", ");

const OF_A_FIELD = `/^(?!parts\\/).* (${FIELDS.join("|")})( \\d+)?$/`;

const TYPE = `(async ([scope, corpus, strange, known]) => {
  const drawn = ${DRAWN};
  const result = { fields: [], choices: [], isChosen: false, wrong: [] };
  const met = new Set(known);
  const isOpen = (one) => one.checkVisibility() && !one.disabled && !one.closest("[aria-hidden=true]");
  const all = (kinds) => [...document.querySelectorAll(scope + " :is(" + kinds + ")")].filter(isOpen);
  const drawnAgain = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 10))));
  const nameOf = (one) => (one.labels?.[0]?.textContent || one.getAttribute("aria-label") || one.name || one.placeholder || "").trim();
  const siteOf = (one) => drawn(one).find((site) => ${OF_A_FIELD}.test(site));
  const page = location.pathname.replace(/[a-z]+_[0-9a-z]{16,}/g, "…");
  const keyOf = (one) => (siteOf(one) ?? drawn(one).find((site) => !site.startsWith("parts/")) ?? page) + ": " + nameOf(one);
  const isNew = (key) => !met.has(key) && met.add(key);
  const set = (one, text) => {
    const proto = one.tagName === "TEXTAREA" ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    Object.getOwnPropertyDescriptor(proto, "value").set.call(one, text);
    one.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const look = (key, text) => {
    const found = document.querySelector(strange);
    if (found === null && window.pwned === undefined) return true;
    result.wrong.push(key + ", " + text + " → " + (found?.outerHTML ?? window.pwned).slice(0, 200));
    return false;
  };
  const fieldsNow = () => all("input, textarea").filter((one) => !one.readOnly && !/checkbox|radio|file|hidden|submit/.test(one.type));
  /** A list that is searched in comes when its field is come to. */
  const listOf = async (one) => {
    if (one.role !== "combobox" || one.readOnly) return one;
    one.focus();
    for (let round = 0; round < 20 && one.isConnected && !one.classList.contains("mantine-Select-input"); round += 1) await drawnAgain();
    return one.isConnected ? one : document.activeElement;
  };
  const typeAll = async () => {
    const fields = fieldsNow();
    for (const each of fields) {
      const key = keyOf(each);
      if (!each.isConnected || !isNew(key)) continue;
      const field = await listOf(each);
      result.fields.push(key);
      const before = field.value;
      for (const text of corpus) {
        set(field, text);
        // What it draws is drawn before what follows.
        await undefined;
        if (!look(key, text)) break;
      }
      await drawnAgain();
      look(key, corpus.at(-1));
      // Some come only with what is typed in another.
      if (fieldsNow().some((one) => !fields.includes(one))) await typeAll();
      set(field, before);
      await undefined;
    }
  };
  /** Each of a list's options in its turn; back to what was chosen, if anything was. */
  const chooseEach = async (field) => {
    const one = await listOf(field);
    const list = async () => {
      one.click();
      await drawnAgain();
      return [...(document.getElementById(one.getAttribute("aria-controls"))?.querySelectorAll("[role=option]") ?? [])];
    };
    const options = await list();
    const chosen = options.findIndex((option) => option.ariaSelected === "true" || option.hasAttribute("data-combobox-active"));
    one.click();
    await drawnAgain();
    if (options.length > 20) return;
    const order = [...options.keys()].filter((at) => at !== chosen);
    for (const at of [...order, ...(chosen < 0 ? [] : [chosen])]) {
      (await list())[at]?.click();
      result.isChosen = true;
      await drawnAgain();
      await typeAll();
      if (!one.isConnected) return;
    }
  };
  const takeEach = async (one) => {
    const was = one.value;
    const others = [...one.options].filter((option) => !option.disabled && option.value !== was);
    for (const value of [...others.map((option) => option.value), was]) {
      if (!one.isConnected || one.options.length > 20) return;
      Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value").set.call(one, value);
      one.dispatchEvent(new Event("change", { bubbles: true }));
      result.isChosen = true;
      await drawnAgain();
      await typeAll();
    }
  };
  const tickEach = async (one) => {
    const group = one.type === "radio" ? all("input[type=radio]").filter(({ name }) => name === one.name) : [one, one];
    const was = group.find(({ checked }) => checked);
    for (const each of [...group.filter((each) => each !== was || one.type !== "radio"), ...(one.type === "radio" && was ? [was] : [])]) {
      each.click();
      result.isChosen = true;
      await drawnAgain();
      await typeAll();
    }
  };
  await typeAll();
  for (let more = true; more; ) {
    const isTaken = (one) => one.tagName === "SELECT";
    const isChoice = (one) => isTaken(one) || one.role === "combobox" || (/checkbox|radio/.test(one.type) && !one.closest("table"));
    const next = all("input, select").find((one) => isChoice(one) && isNew("chosen " + keyOf(one)));
    more = next !== undefined;
    if (!more) break;
    result.choices.push("chosen " + keyOf(next));
    await (isTaken(next) ? takeEach : next.role === "combobox" ? chooseEach : tickEach)(next);
  }
  return result;
})`;

export interface Typed {
  /** Where in the code it is drawn, in a build that is marked, and its label. */
  fields: string[];
  choices: string[];
  /** Something may stand chosen that was not. */
  isChosen: boolean;
  wrong: string[];
}

/** Passes over what is in `known`. */
export async function typeMarkup(
  page: Page,
  scope: string,
  corpus: readonly string[],
  known: readonly string[] = [],
): Promise<Typed> {
  const given = [scope, corpus, STRANGE, known];
  return (await page.evaluate(`(${TYPE})(${JSON.stringify(given)})`)) as Typed;
}

/** Of a page that one comes to only by an act: there is a field on it, and what is typed there stays text. */
export async function mustStayText(page: Page, scope: string): Promise<void> {
  const { fields, wrong } = await typeMarkup(page, scope, MARKUP);
  expect(fields).not.toEqual([]);
  expect(wrong).toEqual([]);
}
