// The words travel with the pages that say them: for every route, what its page and all it imports may say is
// in the common part or in one the route asks for first. Read from the sources, as the build reads them.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { firstWords, partsOfWords, type WordsPart } from "../../tools/split-words.ts";

const WEB = join(import.meta.dirname, "../../src/web");
const parts = partsOfWords(WEB);
const textOf = (path: string) => readFileSync(join(WEB, path), "utf8");

/** A page and everything it imports, at once or later. */
function reachedFrom(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const match of textOf(path).matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+\.tsx?)"/g)) {
    const next = relative(WEB, join(WEB, dirname(path), match[1] as string));
    if (!next.startsWith("..") && existsSync(join(WEB, next))) reachedFrom(next, seen);
  }
  return seen;
}

function partsSaid(page: string): Set<WordsPart> {
  const said = new Set<WordsPart>();
  for (const path of reachedFrom(page)) {
    for (const word of firstWords(textOf(path))) {
      const part = parts.get(word);
      if (part !== undefined && part !== "common") said.add(part);
    }
  }
  return said;
}

/** Path and file of every page that a map of routes names. */
const pagesOf = (map: string) =>
  [...textOf(map).matchAll(/"(\/[^"]*)",\s*\(\) => import\("(\.[^"]+)"\)/g)].map((match) => ({
    path: match[1] as string,
    file: relative(WEB, join(WEB, dirname(map), match[2] as string)),
  }));

const asked = /export const WORDS[^=]*= (\{[^;]*\});/.exec(textOf("console/workspace-pages.ts"))?.[1] ?? "{}";
const WORDS: Record<string, WordsPart[]> = JSON.parse(
  asked.replace(/([a-z]+):/g, '"$1":').replace(/,(\s*[}\]])/g, "$1"),
);

const ofWorkspace = pagesOf("console/workspace-pages.ts");

test("every page of a workspace was found", () => {
  expect(ofWorkspace.length).toBeGreaterThan(40);
});

test.each(ofWorkspace)("$path asks for the words it says", ({ path, file }) => {
  const given = WORDS[path.slice(1)] ?? WORDS[path.split("/")[1] ?? ""] ?? [];
  expect([...partsSaid(file)].filter((part) => !given.includes(part))).toEqual([]);
});

test.each([
  ["console/frame/frame.tsx", []],
  ["console/pages/sign-in/sign-in.tsx", ["settings"]],
  ["console/pages/sign-in/set-up.tsx", ["settings"]],
  ["console/pages/sign-in/invite.tsx", ["settings"]],
  ["console/pages/account/profile.tsx", ["settings"]],
  ["console/pages/account/security.tsx", ["settings"]],
  ["console/pages/account/sessions.tsx", ["settings"]],
  ["console/pages/operator/operator.tsx", ["settings"]],
  ["portal/routes.tsx", ["portal", "agreements", "answers", "promoting", "payments"]],
] as [string, WordsPart[]][])("%s says common words and %j", (file, given) => {
  expect([...partsSaid(file)].filter((part) => !given.includes(part))).toEqual([]);
});

test("the rare words are worth the parts: common is less than a third", () => {
  const keys = Object.keys(JSON.parse(textOf("words/en.json")) as object);
  const common = keys.filter((key) => parts.get(key.split(".", 1)[0] as string) === "common");
  expect(common.length / keys.length).toBeLessThan(0.33);
});
