// Time-based one-time codes (RFC 6238: SHA-1, six digits, thirty seconds) and the key that an authenticator
// app is given. Pure: time and randomness are passed in. A code of the step before or after counts, for
// clocks differ.
// Example: codeAt(secret, 59_000) → "287082" for the RFC's secret "12345678901234567890".
import { createHmac, timingSafeEqual } from "node:crypto";

const STEP_MS = 30_000;
const DIGITS = 6;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function stepOf(now: number): number {
  return Math.floor(now / STEP_MS);
}

export function codeAt(secret: Uint8Array, now: number): string {
  return codeOfStep(secret, stepOf(now));
}

/** The step whose code this is, among the present one and its neighbours; null when it is none of them. */
export function findStep(secret: Uint8Array, code: string, now: number): number | null {
  const given = Buffer.from(code.replace(/\s/g, ""));
  const here = stepOf(now);
  let found: number | null = null;
  for (const step of [here - 1, here, here + 1]) {
    const wanted = Buffer.from(codeOfStep(secret, step));
    if (given.length === wanted.length && timingSafeEqual(given, wanted)) found = step;
  }
  return found;
}

function codeOfStep(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", secret).update(counter).digest();
  const at = (digest[digest.length - 1] as number) & 15;
  const number = digest.readUInt32BE(at) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, "0");
}

/** As people type it where they cannot scan. */
export function toBase32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + BASE32[(held << (5 - bits)) & 31];
}

/** What the picture holds. */
export function keyAddress(secret: Uint8Array, email: string): string {
  const name = encodeURIComponent(`Partage:${email}`);
  return `otpauth://totp/${name}?secret=${toBase32(secret)}&issuer=Partage&algorithm=SHA1&digits=6&period=30`;
}
