// Lets the words travel with the pages that say them: at the build each catalogue is cut into the common part
// and one for each place of rarer pages, by who says a message. A first word that two places say is common.
// It never drops a message, and a translator still writes one file.
// Example: words/en.json?part=settings → { "audit.lead": …, "keys.made": … }
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Plugin } from "vite";

/** The folders of src/web whose pages are a place of their own. */
export const PLACES = {
  settings: [
    "console/pages/settings",
    "console/pages/operator",
    "console/pages/account",
    "console/pages/sign-in",
    "console/pages/first-run",
  ],
  sources: ["console/pages/sources", "console/pages/imports"],
  products: ["console/pages/products"],
  books: ["console/pages/sales", "console/pages/parties", "console/pages/ledger"],
  portal: ["portal"],
  payments: ["statements", "payouts", "console/pages/statements", "console/pages/payouts"],
  promoting: ["programs", "links", "console/pages/links", "console/pages/coupons"],
  answers: ["questions", "attribution", "console/pages/questions", "console/pages/findings"],
  agreements: ["contracts", "performance", "inbox", "console/pages/contracts", "console/pages/inbox"],
} as const;

export type WordsPart = "common" | keyof typeof PLACES;

/** The part of every first word: "audit" → "settings"; "word" → "common". */
export function partsOfWords(web: string): ReadonlyMap<string, WordsPart> {
  const keys = Object.keys(JSON.parse(readFileSync(join(web, "words/en.json"), "utf8")) as object);
  const said = new Map<string, Set<WordsPart>>();
  const files = readdirSync(web, { recursive: true, encoding: "utf8" }).filter(
    (path) => /\.tsx?$/.test(path) && !path.includes("part-samples"),
  );
  for (const path of files) {
    const part = placeOf(path);
    for (const word of firstWords(readFileSync(join(web, path), "utf8"))) {
      said.set(word, (said.get(word) ?? new Set()).add(part));
    }
  }
  const parts = keys.map((key): [string, WordsPart] => {
    const word = firstWord(key);
    return [word, FIXED[word] ?? partOf(said.get(word) ?? new Set())];
  });
  return new Map(parts);
}

/** What pages of several places show: each page asks for those that it reaches. */
const SHOWN_ELSEWHERE: readonly WordsPart[] = ["answers", "promoting", "payments", "agreements"];
const SHOW_THEM: ReadonlySet<WordsPart> = new Set([...SHOWN_ELSEWHERE, "products", "books", "portal"]);

/** Said in one place: there; in several that show another place's: with the lightest of those; else common. */
function partOf(places: ReadonlySet<WordsPart>): WordsPart {
  const [only, another] = places;
  if (another === undefined) return only ?? "common";
  if (![...places].every((one) => SHOW_THEM.has(one))) return "common";
  return SHOWN_ELSEWHERE.find((one) => places.has(one)) ?? "common";
}

const firstWord = (key: string): string => key.split(".", 1)[0] as string;

/** First words whose place is set by hand: a few that every page of money says, and the terms of contracts. */
const FIXED: Readonly<Record<string, WordsPart>> = {
  entry: "common",
  entryKind: "common",
  ledger: "common",
  tax: "common",
  agree: "agreements",
};

/** Files that lie with one place and speak for others too. */
const SHARED: Readonly<Record<string, WordsPart>> = {
  "console/pages/sales/sale-state.tsx": "common",
  "console/pages/products/contract-words.ts": "agreements",
  "contracts/why-table.tsx": "answers",
  "contracts/why-steps.ts": "answers",
  "contracts/why-clauses.ts": "answers",
};

export function placeOf(path: string): WordsPart {
  const shared = SHARED[path];
  if (shared !== undefined) return shared;
  const found = Object.entries(PLACES).find(([, folders]) =>
    folders.some((folder) => path.startsWith(`${folder}/`)),
  );
  return (found?.[0] ?? "common") as WordsPart;
}

/** The first words of the messages a file may say: "sale.paid" or `sale.${kind}`. */
export function firstWords(text: string): Set<string> {
  const found = text.matchAll(/["`]([a-zA-Z]+)\.(?=[a-zA-Z_.]*(?:["$]|\$\{))/g);
  return new Set([...found].map((match) => match[1] as string));
}

export function splitWords(): Plugin {
  const asked = /\/words\/[^/?]+\.json\?part=([a-z]+)$/;
  return {
    name: "split-words",
    enforce: "pre",
    load(id) {
      const part = asked.exec(id)?.[1];
      if (part === undefined) return null;
      const path = id.slice(0, id.indexOf("?"));
      const web = path.slice(0, path.lastIndexOf("/words/"));
      const parts = partsOfWords(web);
      const all = Object.entries(JSON.parse(readFileSync(path, "utf8")) as Record<string, string>);
      this.addWatchFile(relative(process.cwd(), path));
      const own = all.filter(([key]) => parts.get(firstWord(key)) === part);
      const text = JSON.stringify(JSON.stringify(Object.fromEntries(own)));
      return { code: `export default JSON.parse(${text})`, moduleType: "js" };
    },
  };
}
