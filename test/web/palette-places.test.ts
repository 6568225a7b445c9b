// Every page of the console that needs nothing to be named first can be gone to from the palette: by the
// routes themselves, so that a new page without a name there is seen. And each has words in both languages.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as addresses from "../../src/web/console/addresses.ts";

const WEB = join(import.meta.dirname, "../../src/web");
const textOf = (path: string) => readFileSync(join(WEB, path), "utf8");
const PALETTE = ["palette-places.ts", "palette-acts.ts"].map((file) =>
  textOf(`console/frame/palette/${file}`),
);
const MENU = textOf("console/frame/use-places.ts");

/** Before anybody is signed in, or no place to go to by its name. */
const NO_PLACE: Readonly<Record<string, string>> = {
  "/": "leads to the overview",
  "/sign-in": "before one is signed in",
  "/sign-in/link": "from a mail",
  "/set-up": "once, on an empty server",
  "/invite": "from a mail",
  "/confirm-address": "from a mail",
  "/mails": "from the foot of a mail",
  "/no-workspace": "for who has none",
  "/parts": "not in what is shipped",
  "/w/ws_1/statements/running": "of the party named in its address",
};

function routes(): string[] {
  const of = (map: string, pattern: RegExp) =>
    [...textOf(map).matchAll(pattern)].map((match) => match[1] ?? "");
  const own = of("console/routes.tsx", /path: "(\/[^"]*)"/g);
  const inside = of("console/workspace-pages.ts", /page\(\s*"(\/[^"]*)"/g).map((path) =>
    `/w/ws_1${path}`.replace(/\/$/, ""),
  );
  return [...own, ...inside, "/w/ws_1/settings"].filter((path) => !path.includes("$"));
}

/** What a file that goes somewhere may call: each with a workspace, or as it is. */
function ways(): Set<string> {
  const found = new Set<string>();
  const text = [...PALETTE, MENU].join("\n");
  for (const [name, value] of Object.entries(addresses)) {
    if (typeof value === "string") {
      if (text.includes(name)) found.add(value);
    } else if (typeof value === "object") {
      for (const [key, to] of Object.entries(value)) if (text.includes(`${name}.${key}`)) found.add(to);
    } else {
      const make = value as (ws: string, more?: string) => string;
      const call = new RegExp(`${name}\\(ws(?:, "([a-z]+)")?\\)`, "g");
      for (const match of text.matchAll(call)) found.add(make("ws_1", match[1]));
    }
  }
  return found;
}

describe("the palette", () => {
  test("goes to every page that needs nothing named first", () => {
    const all = routes();
    expect(all.length).toBeGreaterThan(40);
    const reached = ways();
    expect(all.filter((path) => !reached.has(path) && !(path in NO_PLACE))).toEqual([]);
    expect(Object.keys(NO_PLACE).filter((path) => !all.includes(path))).toEqual([]);
  });

  test.each(["en", "pt-BR"])("has a name and other words for each in %s", (language) => {
    const words = JSON.parse(textOf(`words/${language}.json`)) as Record<string, string>;
    const [places = "", acts = ""] = PALETTE;
    const spots = [...places.matchAll(/^\s+\| "(\w+)"/gm)].map((match) => match[1]);
    const menu = [...MENU.matchAll(/key: "(\w+)"/g)].map((match) => match[1]);
    const done = [...acts.matchAll(/^\s+\| "(\w+)"/gm)].map((match) => match[1]);
    expect([spots.length, menu.length, done.length].every((count) => count > 10)).toBe(true);
    const needed = [
      ...spots.flatMap((key) => [`goTo.name.${key}`, `goTo.also.${key}`]),
      ...menu.map((key) => `goTo.also.${key}`),
      ...done.flatMap((key) => [`palette.${key}`, `goTo.act.${key}`]),
    ];
    expect(needed.filter((key) => !words[key])).toEqual([]);
  });
});
