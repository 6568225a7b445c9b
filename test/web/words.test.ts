// The words of the screen: the reader of ICU messages, and that every language is complete and every message
// used. A language file is found by its name, so that a third one is held to the same by being there.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PERMISSION_NAMES } from "../../src/access/permissions.ts";
import { fill, MessageError, namesIn, read } from "../../src/web/words/icu.ts";
import { pickLanguage } from "../../src/web/words/pick-language.ts";
import { pseudoNodes } from "../../src/web/words/pseudo.ts";
import { EVENT_TYPES } from "../../src/wire/event-types.ts";

const WEB = join(import.meta.dirname, "../../src/web");
const WORDS = join(WEB, "words");

const say = (message: string, values: Record<string, string | number> = {}, language = "en") =>
  fill(read(message), values, language).join("");

describe("a message", () => {
  test.each([
    ["Paid", {}, "en", "Paid"],
    ["{name} gets {amount}", { name: "Ana", amount: "1.00" }, "en", "Ana gets 1.00"],
    ["{n, number} rows", { n: 9994 }, "en", "9,994 rows"],
    ["{n, number} linhas", { n: 9994 }, "pt-BR", "9.994 linhas"],
    ["{n, plural, one {# sale} other {# sales}}", { n: 1 }, "en", "1 sale"],
    ["{n, plural, one {# sale} other {# sales}}", { n: 0 }, "en", "0 sales"],
    ["{n, plural, one {# venda} other {# vendas}}", { n: 0 }, "pt-BR", "0 venda"],
    ["{n, plural, =0 {none} one {# sale} other {# sales}}", { n: 0 }, "en", "none"],
    ["{n, plural, one {#} few {# few} other {# other}}", { n: 3 }, "pl", "3 few"],
    [
      "{n, plural, one {one} other {{more, select, yes {More than #} other {#}}}}",
      { n: 50, more: "yes" },
      "en",
      "More than 50",
    ],
    ["{who, select, owner {yours} other {theirs}}", { who: "admin" }, "en", "theirs"],
    ["It''s '{'plain'}' and # is not a count", {}, "en", "It's {plain} and # is not a count"],
    ["the buyer's own", {}, "en", "the buyer's own"],
  ])("%s", (message, values, language, expected) => {
    expect(say(message, values as Record<string, string | number>, language)).toBe(expected);
  });

  test("keeps what is not text in its place", () => {
    const element = { kind: "element" };
    expect(fill(read("If {email} is known"), { email: element }, "en")).toEqual([
      "If ",
      element,
      " is known",
    ]);
  });

  test.each([
    "{",
    "{}",
    "{n, plural, one {x}}",
    "{n, date}",
    "a } b",
    "{n, plural, other {x}",
    "'{ never closed",
  ])("that is broken is refused: %s", (message) => {
    expect(() => read(message)).toThrow(MessageError);
  });

  test("without a value it needs is refused", () => {
    expect(() => say("{name}")).toThrow(MessageError);
  });
});

const languages = readdirSync(WORDS).filter((name) => name.endsWith(".json"));
const messagesOf = (file: string) =>
  JSON.parse(readFileSync(join(WORDS, file), "utf8")) as Record<string, string>;
const english = messagesOf("en.json");

describe.each(languages)("%s", (file) => {
  const messages = messagesOf(file);

  test("has every message and no other, in order of key", () => {
    expect(Object.keys(messages)).toEqual(Object.keys(english).sort());
  });

  test("can be read, and asks for the values that English asks for", () => {
    for (const [key, message] of Object.entries(messages)) {
      expect(message.trim(), key).not.toBe("");
      expect(namesIn(read(message)).sort(), key).toEqual(namesIn(read(english[key] ?? "")).sort());
    }
  });
});

const withoutComments = (text: string) => text.replace(/^\s*(\/\/|\/?\*).*$/gm, "");

describe("screens", () => {
  const sources = readdirSync(WEB, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path, text: withoutComments(readFileSync(join(WEB, path), "utf8")) }));
  const all = sources.map((source) => source.text).join("\n");
  const keys = Object.keys(english);
  const texts = new Set([...all.matchAll(/"([^"\n]*)"/g)].map((match) => match[1] as string));
  const prefixes = [...all.matchAll(/`([a-zA-Z.]+\.)\$\{/g)].map((match) => match[1] as string);

  test("use every message", () => {
    const unused = keys.filter(
      (key) => !texts.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });

  test("ask for none that is not there", () => {
    const roots = new Set(keys.map((key) => key.split(".")[0]));
    const asked = [...all.matchAll(/\b(?:say|show)\(\s*"([^"]+)"/g)].map((match) => match[1] as string);
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((key) => !(key in english))).toEqual([]);
    const made = [...all.matchAll(/\b(?:say|show)\(\s*`([a-zA-Z.]+\.)\$\{/g)].map(
      (match) => match[1] as string,
    );
    expect(
      made.filter((prefix) => roots.has(prefix.split(".")[0]) && !keys.some((key) => key.startsWith(prefix))),
    ).toEqual([]);
  });

  test("write no sentence of their own", () => {
    const found = sources
      .filter(({ path }) => path.endsWith(".tsx") && !path.includes("part-samples"))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/>\s*([A-Z][a-z]+(?: [a-z]+)+)[^<{]*</g)].map((match) => `${path}: ${match[1]}`),
      );
    expect(found).toEqual([]);
  });
});

describe("the audit trail", () => {
  const SERVER = join(import.meta.dirname, "../../src");
  const written = readdirSync(SERVER, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.startsWith("web"))
    .flatMap((path) => [
      ...readFileSync(join(SERVER, path), "utf8").matchAll(/\btype: "([a-z_]+\.[a-z_]+)",? /g),
    ])
    .map((match) => match[1] as string);
  // "partage.test" is sent to a webhook and stands in no trail.
  const types = [...new Set([...EVENT_TYPES, ...written])].filter((type) => type !== "partage.test");

  test.each(types)("has words for %s", (type) => {
    expect(english).toHaveProperty([`event.${type}`]);
  });

  // What a product's history follows: src/reports/history.ts.
  const ofProducts = types.filter((type) => /^(product|offer|contract|affiliation|program)\./.test(type));
  test.each(ofProducts)("a product's history has words for %s", (type) => {
    expect(english).toHaveProperty([`history.what.${type.replaceAll(".", "_")}`]);
  });
});

test.each(PERMISSION_NAMES)("the table of roles has words for %s", (permission) => {
  expect(english).toHaveProperty([`permission.${permission.replace(":", ".")}`]);
});

describe("the builders' language", () => {
  const nodes = read("{n, plural, one {# sale of {name}} other {# sales of {name}}} left");
  const told = fill(pseudoNodes(nodes), { n: 2, name: "Ana" }, "en").join("");

  test("is longer, accented, in brackets, and leaves names and figures as they are", () => {
    expect(told).toMatch(/^\[2 šåļéš öƒ·+ Ana ļéƒţ·+\]$/);
  });

  test("can say every message", () => {
    for (const message of Object.values(english)) {
      expect(namesIn(pseudoNodes(read(message))).sort()).toEqual(namesIn(read(message)).sort());
    }
  });
});

describe("a reader", () => {
  const known = ["de", "en", "pt-BR"];

  test.each([
    [["de-AT", "en"], "de"],
    [["pt-PT"], "pt-BR"],
    [["fr", "en-GB"], "en"],
    [["fr"], "en"],
    [["pt-BR", "de"], "pt-BR"],
  ])("who wants %j is spoken to in %s", (wanted, spoken) => {
    expect(pickLanguage(wanted, known)).toBe(spoken);
  });
});
