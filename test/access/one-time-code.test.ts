// One-time codes against the table of RFC 6238 (appendix B, SHA-1), and keys against RFC 4648's base32.
import { expect, test } from "vitest";
import { codeAt, findStep, keyAddress, stepOf, toBase32 } from "../../src/access/one-time-code.ts";

const RFC = Buffer.from("12345678901234567890");

test.each([
  [59, "94287082"],
  [1111111109, "07081804"],
  [1111111111, "14050471"],
  [1234567890, "89005924"],
  [2000000000, "69279037"],
  [20000000000, "65353130"],
])("at %i s the code ends as the RFC says", (seconds, eight) => {
  expect(codeAt(RFC, seconds * 1000)).toBe(eight.slice(-6));
});

test("the code of the step before and after counts, of two before not; a space in it is nothing", () => {
  const now = 1_700_000_010_000;
  const code = (steps: number) => codeAt(RFC, now + steps * 30_000);
  expect([-2, -1, 0, 1, 2].map((steps) => findStep(RFC, code(steps), now))).toEqual([
    null,
    stepOf(now) - 1,
    stepOf(now),
    stepOf(now) + 1,
    null,
  ]);
  expect(findStep(RFC, `${code(0).slice(0, 3)} ${code(0).slice(3)}`, now)).toBe(stepOf(now));
  expect(findStep(RFC, "", now)).toBeNull();
});

test("keys are spelled as base32 and as the address that a picture holds", () => {
  for (const [text, base32] of [
    ["f", "MY"],
    ["fo", "MZXQ"],
    ["foobar", "MZXW6YTBOI"],
  ]) {
    expect(toBase32(Buffer.from(text as string))).toBe(base32);
  }
  expect(keyAddress(RFC, "ana@example.com")).toBe(
    "otpauth://totp/Partage%3Aana%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Partage&algorithm=SHA1&digits=6&period=30",
  );
});
