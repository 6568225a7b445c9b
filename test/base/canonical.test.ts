// Canonical JSON by the examples of RFC 8785, and the hash that names what it spells.
// Example: { b: 1, a: true } → {"a":true,"b":1}.
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../src/base/canonical.ts";
import { sha256, sha256Hex } from "../../src/base/digest.ts";
import { Broken } from "../../src/base/refusal.ts";

describe("canonical JSON", () => {
  test("sorts keys by UTF-16 code units and spells values as RFC 8785 does", () => {
    const value = {
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis",
    };
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
    const numbers = [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 1e-27, -0];
    expect(canonicalJson({ numbers, literals: [null, true, false], string: '\u000f\nA\'B"\\\\"/' })).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],"string":"\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test("leaves undefined members out and refuses what JSON does not have", () => {
    expect(canonicalJson({ b: undefined, a: [{}] })).toBe('{"a":[{}]}');
    for (const value of [
      Number.NaN,
      Infinity,
      1n,
      () => 1,
      Symbol("s"),
      "\ud800",
      { "\udc00": 1 },
      [undefined],
    ]) {
      expect(() => canonicalJson(value)).toThrow(Broken);
    }
  });
});

describe("SHA-256", () => {
  test("of text, of bytes, of parts", () => {
    const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(sha256Hex("abc")).toBe(abc);
    expect(sha256Hex(new Uint8Array([97, 98, 99]))).toBe(abc);
    expect(sha256("a", new Uint8Array([98]), "c").toString("hex")).toBe(abc);
    expect(sha256Hex("é")).toBe(sha256Hex(Buffer.from("é", "utf8")));
  });
});
