// Where in the code a thing on the page was drawn: for a test's build alone, every window, form, field and
// button is marked with its place in the source, so that a list of all of them is read from the code and
// nothing that is added later can be forgotten. It never touches what is shipped.
// Example: sitesIn(WINDOWS) → ["console/pages/sales/refund-sale.tsx Confirm", …]; a second one is "… Confirm
// 2"
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Plugin } from "vite";

const WEB = join(import.meta.dirname, "../../src/web");

/** What lies over a page and can be closed again. */
export const WINDOWS = [
  "Confirm",
  "ConfirmEach",
  "Dialog",
  "Modal.Root",
  "Menu.Dropdown",
  "Popover.Dropdown",
];
export const FORMS = ["Form", "form"];
/** What one types into. */
export const FIELDS = [
  ...["TextField", "LongTextField", "PasswordField", "RateField", "AmountField", "AmountsField"],
  ...["TextInput", "PasswordInput", "SearchFilter", "Textarea", "textarea"],
];
/** What is pressed: a row of buttons is one place. */
const PRESSED = ["Button", "button", "ActionIcon", "UnstyledButton", "Menu.Item", "ReachedMenu"];

/** Samples are shown to builders only; they have tests of their own. */
const isOfPeople = (file: string) => !file.startsWith("console/pages/part-samples/");

const spelled = (kinds: readonly string[]) =>
  new RegExp(`(?<![\\w.])<(${kinds.map((one) => one.replace(".", "\\.")).join("|")})(?=[\\s>])`, "g");

const withoutComments = (text: string) =>
  text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, (line) => " ".repeat(line.length));

function* sitesOfText(file: string, text: string, kinds: readonly string[]) {
  const counted = new Map<string, number>();
  for (const found of withoutComments(text).matchAll(spelled(kinds))) {
    const kind = found[1] as string;
    const nth = (counted.get(kind) ?? 0) + 1;
    counted.set(kind, nth);
    yield { site: `${file} ${kind}${nth === 1 ? "" : ` ${nth}`}`, at: found.index + found[0].length };
  }
}

/** Every place in the code that draws one of these. */
export function sitesIn(kinds: readonly string[]): string[] {
  const files = readdirSync(WEB, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx") && isOfPeople(file))
    .sort();
  return files.flatMap((file) =>
    [...sitesOfText(file, readFileSync(join(WEB, file), "utf8"), kinds)].map(({ site }) => site),
  );
}

/** For the build of a test: writes its place onto each window, form, field and button. */
export function markSites(): Plugin {
  return {
    name: "partage-mark-sites",
    enforce: "pre",
    transform(code, id) {
      const file = relative(WEB, id.replace(/\?.*/, ""));
      if (!file.endsWith(".tsx") || file.startsWith("..")) return null;
      let marked = code;
      const found = [...sitesOfText(file, code, [...WINDOWS, ...FORMS, ...FIELDS, ...PRESSED])];
      for (const { site, at } of found.reverse()) {
        marked = `${marked.slice(0, at)} data-drawn=${JSON.stringify(site)}${marked.slice(at)}`;
      }
      return { code: marked, map: null };
    },
  };
}

/** Runs in the page: the places that drew an element, from the innermost out. */
export const DRAWN = `((one) => {
  const sites = [];
  const key = Object.keys(one).find((name) => name.startsWith("__reactFiber$"));
  for (let at = one[key]; at; at = at.return) {
    const site = at.memoizedProps?.["data-drawn"];
    if (site && sites.at(-1) !== site) sites.push(site);
  }
  return sites;
})`;
