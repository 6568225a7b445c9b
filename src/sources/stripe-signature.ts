// Stripe's signature scheme: header "t=<unix seconds>,v1=<hex HMAC-SHA256 of t.body>", several v1 while a
// secret rolls. Our own, not the SDK's: the SDK looks at age only (a header from the future passes), drops a
// byte order mark before it hashes, and is megabytes to load. Tests hold both against each other
// (docs.stripe.com/webhooks/signature). Never reads a clock. Example: t=1700000000, now 1700000301 → {
// isGenuine: false, code: "signature_too_old" }.
import { createHmac } from "node:crypto";
import { isSameSecret } from "./compare-secret.ts";
import type { SourceRequest, Verification } from "./source.ts";

/** Seconds that sender and receiver may be apart, in either direction. */
export const TOLERANCE = 300;

const MAX_HEADER = 4096;

export function verifyStripe(request: SourceRequest): Verification {
  const header = request.headers["stripe-signature"];
  if (typeof header !== "string" || header === "")
    return no("signature_missing", "the Stripe-Signature header is missing");
  if (header.length > MAX_HEADER) return no("signature_malformed", "the Stripe-Signature header is too long");
  const { timestamp, signatures } = parseHeader(header);
  if (timestamp === null) return no("signature_malformed", "the Stripe-Signature header has no timestamp");
  if (signatures.length === 0)
    return no("signature_malformed", "the Stripe-Signature header has no v1 signature");
  if (!isSigned(request, timestamp, signatures)) {
    return no("signature_wrong", "no v1 signature is that of this body under the signing secret");
  }
  const age = Math.floor(request.now / 1000) - Number(timestamp);
  if (age > TOLERANCE)
    return no("signature_too_old", `the signature is ${age} seconds old, more than ${TOLERANCE}`);
  if (age < -TOLERANCE)
    return no("signature_from_future", `the signature is ${-age} seconds ahead of our clock`);
  return { isGenuine: true };
}

/** The header for a body, as Stripe would send it: for tests and for trying a webhook by hand. */
export function signStripe(body: Uint8Array | string, secret: string, timestamp: number): string {
  return `t=${timestamp},v1=${hmac(body, secret, String(timestamp))}`;
}

function parseHeader(header: string): { timestamp: string | null; signatures: string[] } {
  let timestamp: string | null = null;
  const signatures: string[] = [];
  for (const item of header.split(",")) {
    const equals = item.indexOf("=");
    const key = item.slice(0, equals).trim();
    const value = item.slice(equals + 1).trim();
    if (key === "t") timestamp = /^[0-9]{1,12}$/.test(value) ? value : null;
    if (key === "v1") signatures.push(value);
  }
  return { timestamp, signatures };
}

function isSigned(request: SourceRequest, timestamp: string, signatures: readonly string[]): boolean {
  let found = false;
  for (const secret of request.secrets) {
    if (secret.trim() === "") continue;
    const expected = hmac(request.body, secret, timestamp);
    for (const signature of signatures) {
      if (isSameSecret(signature, expected)) found = true;
    }
  }
  return found;
}

function hmac(body: Uint8Array | string, secret: string, timestamp: string): string {
  return createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
}

function no(code: string, message: string): Verification {
  return { isGenuine: false, code, message };
}
