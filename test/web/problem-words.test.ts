// Every no that a screen can meet is said in the reader's language: all codes are read from the sources, each
// has words, and no words are there for a code that nobody gives. What a message asks for is filled, also
// where the answer does not tell it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PERMISSIONS, ROLES } from "../../src/access/permissions.ts";
import { RULE_NAMES, ruleOf } from "../../src/server/shape-rules.ts";
import { factsAsText } from "../../src/web/problems/show-facts.ts";
import { fill, namesIn, read } from "../../src/web/words/icu.ts";
import { readProblemCodes, readShapeRules } from "./read-problem-codes.ts";

const SRC = join(import.meta.dirname, "../../src");
const wordsOf = (language: string) =>
  JSON.parse(readFileSync(join(SRC, `web/words/${language}.json`), "utf8")) as Record<string, string>;
const english = wordsOf("en");
const portuguese = wordsOf("pt-BR");

/** What the library of shapes calls what does not fit: src/server/issue-words.ts hands these on. */
const OF_SHAPES = ["invalid_type", "too_small", "too_big", "invalid_format", "not_multiple_of"];
const OF_LISTS = ["invalid_union", "invalid_element"];

const { found, unread } = readProblemCodes(SRC);
const codes = new Set([...found.map((one) => one.code), ...OF_SHAPES, ...OF_LISTS]);
const keysOf = (kind: string) =>
  Object.keys(english)
    .filter((key) => key.startsWith(`problem.${kind}.`))
    .map((key) => key.slice(`problem.${kind}.`.length));

describe("the codes", () => {
  test("are all read", () => {
    expect(unread).toEqual([]);
    expect(codes.size).toBeGreaterThan(350);
    for (const known of ["proposal_lapsed", "run_done", "refund_differs", "invalid_iban", "no_destination"]) {
      expect(codes).toContain(known);
    }
  });

  test("have words in both languages", () => {
    const mute = [...codes].filter((code) =>
      [english, portuguese].some(
        (words) => !words[`problem.code.${code}`] && !words[`problem.field.${code}`],
      ),
    );
    const places = mute.map((code) => `${code} (${found.find((one) => one.code === code)?.at})`);
    expect(places).toEqual([]);
  });

  test("are given by somebody, where there are words", () => {
    expect([...keysOf("code"), ...keysOf("field")].filter((code) => !codes.has(code))).toEqual([]);
  });

  test("one that has no words is found", () => {
    expect(codes).not.toContain("nobody_gives_this");
    expect(english).not.toHaveProperty(["problem.code.nobody_gives_this"]);
  });
});

describe("the rules of shapes", () => {
  test("have words where a person can break them, and only then", () => {
    expect(keysOf("rule").sort()).toEqual([...RULE_NAMES].sort());
  });

  test.each(readShapeRules(join(SRC, "wire")))("%s has a name, or is a program's to keep", (message) => {
    expect(ruleOf(message) ?? PROGRAMS.find((one) => one.test(message))).toBeDefined();
  });
});

/**
 * Rules that no form can break: of metadata, of ids that pages know, of what a client of the API composes.
 */
const PROGRAMS = [
  /^must have at most \d+ keys$/,
  /^is not a cursor of this list$/,
  /^must be a whole number from 1 to 100$/,
  /^must name (either `party` or `code`|each party once)$/,
  /^must be 64 hexadecimal digits in small letters$/,
  /^must have a `clickId` or a `visitorId`$/,
  /^must have `email` or `emailHash`, not both$/,
];

describe("what a message asks for", () => {
  const messages = Object.entries({ ...english, ...portuguese }).filter(([key]) =>
    /^problem\.(code|field|rule)\./.test(key),
  );

  test("is filled where the answer tells nothing", () => {
    for (const [key, message] of messages) {
      const told = fill(read(message), factsAsText({}, "en"), "en").join("");
      expect(told, key).not.toMatch(/none|undefined|\s\s|\s[.:;]|\(\)/);
    }
  });

  test("is one of the facts that can be shown", () => {
    const asked = new Set(messages.flatMap(([, message]) => namesIn(read(message))));
    const shown = factsAsText(FACTS, "pt-BR");
    for (const name of asked) expect(shown[name], name).not.toBe("none");
  });

  test("who may is said of every rule of the roles", () => {
    for (const [name, { roles }] of Object.entries(PERMISSIONS)) {
      // What everybody may is refused to nobody.
      if (roles.length === ROLES.length) continue;
      for (const [words, language] of [[english, "en"] as const, [portuguese, "pt-BR"] as const]) {
        const message = read(words["problem.code.not_permitted"] ?? "");
        const told = fill(message, factsAsText({ roles }, language), language).join("");
        const other = fill(message, factsAsText({}, language), language).join("");
        expect(told, `${name}, ${language}`).not.toBe(other);
      }
    }
  });

  test("is shown as people read it", () => {
    const shown = factsAsText(FACTS, "pt-BR");
    expect(shown.minimum).toBe("10,00\u00a0BRL");
    expect(shown.room).toMatch(/^12,5\s?%$/);
    expect(shown.until).toBe("31 de out. de 2026");
    expect(shown.names).toBe("Piano e Violino");
    expect(shown.limit).toBe(5);
  });
});

const FACTS = {
  roles: ["owner", "admin"],
  ...{ minimum: 1000, currency: "BRL", room: "0.125", until: "2026-10-31", at: "2026-10-31T12:00:00.000Z" },
  ...{ ends: "2026-12-31", limit: 5, bound: 200, unit: "characters", invited: "ana@example.com" },
  email: "ana@example.com",
  inTheWay: [{ productName: "Piano" }, { productName: "Violino" }, { productName: "Piano" }],
};
