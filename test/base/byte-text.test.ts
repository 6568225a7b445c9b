// What is written as bytes is what JSON.stringify would have written as text, whatever the words and numbers.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ByteText } from "../../src/base/byte-text.ts";
import { hexOf } from "../../src/base/digest.ts";

const word = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom('"', "\\", "\u0000", "\u007f", "\ud800", "é\n", "😀"),
);

test("words are quoted as JSON quotes them", () => {
  fc.assert(
    fc.property(word, word, (first, second) => {
      const text = new ByteText(1);
      text.quoted(first);
      text.quoted(second);
      expect(text.toString()).toBe(JSON.stringify(first) + JSON.stringify(second));
    }),
  );
});

test("integers of every size are spelled as JSON spells them", () => {
  const edges = [0, -0, 9, 10, 99_999, 100_000, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1];
  const large = [999_999_999_999_999, 1e15, 1e15 + 1, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER];
  const integer = fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.constantFrom(...edges, ...large));
  fc.assert(
    fc.property(integer, (value) => {
      const text = new ByteText(1);
      text.integer(value);
      expect(text.toString()).toBe(JSON.stringify(value));
    }),
    { numRuns: 2000, examples: [...edges, ...large].map((value) => [value]) },
  );
});

test("its digest is SHA-256 of its UTF-8, and can be written again as hexadecimal digits", () => {
  const text = new ByteText();
  text.plain("cancelled");
  text.clear();
  text.plain("é and ");
  text.integer(-7);
  const expected = createHash("sha256").update("é and -7").digest("hex");
  const digest = text.digest();
  expect(hexOf(digest)).toBe(expected);
  text.clear();
  text.hex(digest);
  expect(text.toString()).toBe(expected);
});
