// Lets the words travel with the pages that say them: at the build each catalogue is cut into the common part
// and one for each place of rarer pages, message by message, by which files say it. What two places say is
// common. It never drops a message, and a translator still writes one file.
// Example: words/en.json?part=settings → { "audit.lead": …, "keys.made": … }
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Plugin } from "vite";

/** The folders of src/web whose pages are a place of their own. */
export const PLACES = {
  settings: ["console/pages/settings", "console/pages/first-run"],
  door: ["console/pages/sign-in", "console/pages/account"],
  operator: ["console/pages/operator"],
  sources: ["console/pages/sources", "console/pages/imports"],
  products: ["console/pages/products"],
  preview: ["console/pages/split-preview"],
  programme: ["console/pages/product-program"],
  overview: ["console/pages/overview"],
  sales: ["console/pages/sales"],
  parties: ["console/pages/parties"],
  ledger: ["console/pages/ledger"],
  portal: ["portal"],
  payments: ["statements", "payouts", "console/pages/statements", "console/pages/payouts"],
  promoting: ["programs", "links", "console/pages/links", "console/pages/coupons"],
  answers: ["questions", "attribution", "console/pages/questions", "console/pages/findings"],
  agreements: ["contracts", "console/pages/contracts"],
  inbox: ["inbox", "console/pages/inbox"],
  palette: ["console/frame/palette"],
  // Not of a page: fetched with the first problem (src/web/data/ask.ts).
  problems: ["problems"],
} as const;

export type WordsPart = "common" | keyof typeof PLACES;

/** The part of every message: "audit.lead" → "settings"; "word.sale" → "common". */
export function partsOfWords(web: string): ReadonlyMap<string, WordsPart> {
  const keys = Object.keys(JSON.parse(readFileSync(join(web, "words/en.json"), "utf8")) as object);
  const parts = new Map<string, WordsPart>();
  const files = readdirSync(web, { recursive: true, encoding: "utf8" }).filter(
    (path) => /\.tsx?$/.test(path) && !path.includes("part-samples"),
  );
  for (const path of files) {
    const place = placeOf(path);
    for (const key of keysSaid(readFileSync(join(web, path), "utf8"), keys)) {
      parts.set(key, (parts.get(key) ?? place) === place ? place : "common");
    }
  }
  return new Map(keys.map((key) => [key, parts.get(key) ?? "common"]));
}

/** Files that lie with one place and are shown with another. */
const SHARED: Readonly<Record<string, WordsPart>> = {
  "contracts/why-table.tsx": "answers",
  "contracts/why-steps.ts": "answers",
  "contracts/why-clauses.ts": "answers",
  "console/pages/overview/period-choice.tsx": "common",
};

export function placeOf(path: string): WordsPart {
  const shared = SHARED[path];
  if (shared !== undefined) return shared;
  const found = Object.entries(PLACES).find(([, folders]) =>
    folders.some((folder) => path.startsWith(`${folder}/`)),
  );
  return (found?.[0] ?? "common") as WordsPart;
}

/** The messages a file may say: "sale.paid", and for `sale.${kind}Says` all that begin and end so. */
export function keysSaid(text: string, keys: readonly string[]): Set<string> {
  const whole = new Set([...text.matchAll(/["`]([a-zA-Z]+(?:\.\w+)*)["`]/g)].map((match) => match[1]));
  const made = [...text.matchAll(/`([a-zA-Z]+\.[\w.]*)\$\{(?:[^{}`]*\}([\w.]*)`)?/g)];
  return new Set(
    keys.filter(
      (key) =>
        whole.has(key) ||
        made.some(([, from = "", to = ""]) => key.startsWith(from) && key.slice(from.length).endsWith(to)),
    ),
  );
}

export function splitWords(): Plugin {
  const asked = /\/words\/[^/?]+\.json\?part=([a-z]+)$/;
  let parts: ReadonlyMap<string, WordsPart> | undefined;
  const forget = () => {
    parts = undefined;
  };
  return {
    name: "split-words",
    enforce: "pre",
    buildStart: forget,
    watchChange: forget,
    load(id) {
      const part = asked.exec(id)?.[1];
      if (part === undefined) return null;
      const path = id.slice(0, id.indexOf("?"));
      const web = path.slice(0, path.lastIndexOf("/words/"));
      parts ??= partsOfWords(web);
      const all = Object.entries(JSON.parse(readFileSync(path, "utf8")) as Record<string, string>);
      this.addWatchFile(relative(process.cwd(), path));
      const own = all.filter(([key]) => parts?.get(key) === part);
      const text = JSON.stringify(JSON.stringify(Object.fromEntries(own)));
      return { code: `export default JSON.parse(${text})`, moduleType: "js" };
    },
  };
}
