// The words travel with the pages that say them: for every route, what its page and all it imports may say is
// in the common part or in one the route asks for first. Read from the sources, as the build reads them.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { keysSaid, partsOfWords, type WordsPart } from "../../tools/split-words.ts";

const WEB = join(import.meta.dirname, "../../src/web");
const parts = partsOfWords(WEB);
const keys = [...parts.keys()];
const textOf = (path: string) => readFileSync(join(WEB, path), "utf8");

const SAYS_PROBLEMS = "problems/say-problem.ts";
/** Rows of a file are told without a problem having been thrown: their page asks for the words itself. */
const SAYS_ROWS = "problems/say-row.ts";
const said = new Map<string, Set<WordsPart>>();

/** The parts whose words a file says itself. */
function partsSaid(path: string): Set<WordsPart> {
  const known = said.get(path);
  if (known) return known;
  const found = [...keysSaid(textOf(path), keys)].map((key) => parts.get(key) as WordsPart);
  // The words of problems come with the problem: whoever asks the server has them before it is thrown.
  const isThere = (part: WordsPart) => part === "common" || (part === "problems" && path === SAYS_PROBLEMS);
  const own = path === SAYS_ROWS ? (["problems"] as const) : [];
  said.set(path, new Set([...found.filter((part) => !isThere(part)), ...own]));
  return partsSaid(path);
}

/** What a file imports, at once or later, and the words that are fetched with it. */
function importsOf(path: string): { file: string; fetched: WordsPart[] }[] {
  const text = textOf(path);
  const fetched = new Map(
    [...text.matchAll(/withWords\(\s*import\("(\.[^"]+)"\),([^)]*)\)/g)].map((match) => [
      match[1],
      (match[2] ?? "").match(/[a-z]+/g) as WordsPart[],
    ]),
  );
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+\.tsx?)"/g)]
    .map((match) => ({
      file: relative(WEB, join(WEB, dirname(path), match[1] as string)),
      fetched: fetched.get(match[1] as string) ?? [],
    }))
    .filter(({ file }) => !file.startsWith("..") && existsSync(join(WEB, file)));
}

/** The parts that a page and everything it imports say beyond those that were fetched by then. */
function missedBy(path: string, given: readonly WordsPart[], seen = new Set<string>()): WordsPart[] {
  const visit = `${path} ${[...given].sort().join()}`;
  if (seen.has(visit)) return [];
  seen.add(visit);
  const missed = new Set([...partsSaid(path)].filter((part) => !given.includes(part)));
  for (const { file, fetched } of importsOf(path)) {
    for (const part of missedBy(file, [...new Set([...given, ...fetched])], seen)) missed.add(part);
  }
  return [...missed];
}

/** Path and file of every page that a map of routes names. */
const pagesOf = (map: string) =>
  [...textOf(map).matchAll(/"(\/[^"]*)",\s*\(\) => import\("(\.[^"]+)"\)/g)].map((match) => ({
    path: match[1] as string,
    file: relative(WEB, join(WEB, dirname(map), match[2] as string)),
  }));

/** What a map says that each page asks for. */
function wordsOf(map: string): Record<string, WordsPart[]> {
  const asked = /export const WORDS[^=]*= (\{[^;]*\});/.exec(textOf(map))?.[1] ?? "{}";
  return JSON.parse(asked.replace(/([a-z]+):/g, '"$1":').replace(/,(\s*[}\]])/g, "$1"));
}

const MAPS = [
  { map: "console/workspace-pages.ts", all: [] as WordsPart[], least: 40 },
  { map: "portal/routes.tsx", all: ["portal"] as WordsPart[], least: 25 },
];

describe.each(MAPS)("$map", ({ map, all, least }) => {
  const words = wordsOf(map);
  const pages = pagesOf(map);

  test("every page was found", () => {
    expect(pages.length).toBeGreaterThan(least);
  });

  test.each(pages)("$path asks for the words it says", ({ path, file }) => {
    const below = path.replace(/^\/(\$party\/)?/, "");
    const given = words[below] ?? words[below.split("/")[0] ?? ""] ?? [];
    expect(missedBy(file, [...all, ...given])).toEqual([]);
  });
});

test.each([
  ["console/frame/frame.tsx", []],
  ["console/pages/sign-in/sign-in.tsx", ["door"]],
  ["console/pages/sign-in/set-up.tsx", ["door"]],
  ["console/pages/sign-in/invite.tsx", ["door"]],
  ["console/pages/account/profile.tsx", ["door"]],
  ["console/pages/account/security.tsx", ["door"]],
  ["console/pages/account/sessions.tsx", ["door"]],
  ["console/pages/operator/operator.tsx", ["door", "operator"]],
  ["portal/frame/frame.tsx", ["portal"]],
  ["portal/pages/invitation/invitation.tsx", ["portal", "agreements"]],
  ["portal/pages/program/program-page.tsx", ["portal", "promoting"]],
] as [string, WordsPart[]][])("%s says common words and %j", (file, given) => {
  expect(missedBy(file, given)).toEqual([]);
});

test("the rare words are worth the parts: common is less than a third", () => {
  const common = keys.filter((key) => parts.get(key) === "common");
  expect(common.length / keys.length).toBeLessThan(0.33);
});
