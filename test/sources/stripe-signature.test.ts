// Stripe's signature, held against the SDK's own verification, and where we are stricter than it.
// Example: the same header is genuine for 300 seconds in either direction, and not for 301.
import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import type { Instant } from "../../src/base/instant.ts";
import { signStripe, verifyStripe } from "../../src/sources/stripe-signature.ts";
import { body as toBytes } from "../fixtures/sources/changed.ts";

const NOW = 1_767_268_800;
const SECRET = "whsec_test_1";
const BODY = '{"id":"evt_1","object":"event","note":"olá 🎹"}';
const sdk = new Stripe("sk_test_none").webhooks;

function verify(
  header: string | undefined,
  more: { now?: number; body?: string | Uint8Array; secrets?: string[] } = {},
) {
  const { now = NOW, body = BODY, secrets = [SECRET] } = more;
  return verifyStripe({
    headers: { "stripe-signature": header },
    body: typeof body === "string" ? toBytes(body) : body,
    secrets,
    now: (now * 1000) as Instant,
  });
}

function codeOf(result: ReturnType<typeof verify>): string {
  return result.isGenuine ? "genuine" : result.code;
}

function sdkSays(header: string, body = BODY, now = NOW): boolean {
  try {
    sdk.constructEvent(body, header, SECRET, 300, undefined, now * 1000);
    return true;
  } catch {
    return false;
  }
}

describe("the signature of a Stripe webhook", () => {
  test("is the one that Stripe's SDK makes", () => {
    const header = sdk.generateTestHeaderString({ payload: BODY, secret: SECRET, timestamp: NOW });
    expect(signStripe(BODY, SECRET, NOW)).toBe(header);
    expect(verify(header)).toEqual({ isGenuine: true });
  });

  test("is believed exactly where the SDK believes it", () => {
    const right = signStripe(BODY, SECRET, NOW);
    const wrong = signStripe(BODY, "whsec_other", NOW);
    const hex = right.split("v1=")[1] as string;
    const cases: [string, string, number][] = [
      [right, BODY, NOW],
      [right, `${BODY} `, NOW],
      [wrong, BODY, NOW],
      [right, BODY, NOW + 300],
      [right, BODY, NOW + 301],
      [`t=${NOW},v1=${"0".repeat(64)},v1=${hex}`, BODY, NOW],
      [`t=${NOW},v1=${hex},v0=ffff`, BODY, NOW],
      [`t=${NOW},v0=${hex}`, BODY, NOW],
      [`v1=${hex}`, BODY, NOW],
      [`t=${NOW + 1},v1=${hex}`, BODY, NOW],
      [`t=${NOW},v1=${hex.toUpperCase()}`, BODY, NOW],
      [`t=${NOW},v1=`, BODY, NOW],
      ["", BODY, NOW],
      ["nonsense", BODY, NOW],
      [`t=soon,v1=${hex}`, BODY, NOW],
    ];
    for (const [header, body, now] of cases) {
      expect([header, verify(header, { body, now }).isGenuine]).toEqual([header, sdkSays(header, body, now)]);
    }
  });

  test("from the future is refused, where the SDK looks at age only", () => {
    const header = signStripe(BODY, SECRET, NOW + 301);
    expect(sdkSays(header)).toBe(true);
    expect(codeOf(verify(header))).toBe("signature_from_future");
    expect(codeOf(verify(signStripe(BODY, SECRET, NOW + 300)))).toBe("genuine");
  });

  test("is over the bytes: a byte order mark counts", () => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, ...toBytes(BODY)]);
    expect(codeOf(verify(signStripe(BODY, SECRET, NOW), { body: bytes }))).toBe("signature_wrong");
    expect(codeOf(verify(signStripe(bytes, SECRET, NOW), { body: bytes }))).toBe("genuine");
  });

  test("may be under any of several secrets, never under an empty one", () => {
    const header = signStripe(BODY, "whsec_new", NOW);
    expect(codeOf(verify(header, { secrets: [SECRET, "whsec_new"] }))).toBe("genuine");
    expect(codeOf(verify(signStripe(BODY, "", NOW), { secrets: ["", " "] }))).toBe("signature_wrong");
    expect(codeOf(verify(header, { secrets: [] }))).toBe("signature_wrong");
  });

  test.each([
    [undefined, "signature_missing"],
    ["t=1", "signature_malformed"],
    [`t=1,${"v1=aa,".repeat(1000)}`, "signature_malformed"],
    [signStripe(BODY, SECRET, NOW - 301), "signature_too_old"],
  ])("says why not: %s", (header, code) => {
    expect(codeOf(verify(header))).toBe(code);
  });
});
