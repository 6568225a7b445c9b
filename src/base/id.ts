// Ids that people see: a prefix of the domain's word and a UUIDv7, "sale_01j9…" (26 characters of Crockford
// base32). Inside and in the database the same id is a plain UUID. Clock and randomness are passed in, so a
// seed repeats. Never guesses: what does not parse is null, and the door answers 404.
// Example: publicId("sale", "019a5c7e-5d3b-7c4e-8f00-0123456789ab") → "sale_01k9e7wq9vfh78y000…".
import { assert } from "./refusal.ts";

declare const uuidBrand: unique symbol;
export type Uuid = string & { readonly [uuidBrand]: true };

/** What a new id needs from outside: milliseconds since 1970 and ten random bytes. */
export interface IdSource {
  now(): number;
  random(bytes: number): Uint8Array;
}

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const HYPHEN = 45;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));

/** A new UUIDv7 (RFC 9562 §5.7): 48 bits of time, 74 of randomness. */
export function newUuid(source: IdSource): Uuid {
  const ms = source.now();
  const random = source.random(10);
  const bytes = new Uint8Array(16);
  let time = ms;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes.set(random, 6);
  bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
  return format(bytes);
}

/** When a UUIDv7 was made: epoch milliseconds. */
export function timeOf(uuid: Uuid): number {
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
}

function format(bytes: Uint8Array): Uuid {
  let text = "";
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += "-";
    text += HEX[bytes[i] as number];
  }
  return text as Uuid;
}

export function isUuid(text: string): text is Uuid {
  return UUID.test(text);
}

/** "sale" and a UUID → "sale_" and 26 characters. */
export function publicId(prefix: string, uuid: string): string {
  assert(isUuid(uuid), `not a uuid: ${uuid}`);
  // 26 characters of five bits hold 130: the first has two of nothing.
  let text = `${prefix}_`;
  let bits = 0;
  let held = 2;
  for (let i = 0; i < 36; i++) {
    const code = uuid.charCodeAt(i);
    if (code === HYPHEN) continue;
    bits = (bits << 4) | (code < 58 ? code - 48 : code - 87);
    held += 4;
    if (held < 5) continue;
    held -= 5;
    text += ALPHABET[bits >> held];
    bits &= (1 << held) - 1;
  }
  return text;
}

/** "sale_…" → the UUID; null when the prefix or the spelling is not ours. */
export function parsePublicId(prefix: string, text: string): Uuid | null {
  if (text.length !== prefix.length + 27 || !text.startsWith(`${prefix}_`)) return null;
  const bytes = new Uint8Array(16);
  let bits = 0;
  let held = -2;
  let at = 0;
  for (let i = prefix.length + 1; i < text.length; i++) {
    const digit = ALPHABET.indexOf(text[i] as string);
    if (digit < 0 || (at === 0 && held === -2 && digit > 7)) return null;
    bits = (bits << 5) | digit;
    held += 5;
    if (held < 8) continue;
    held -= 8;
    bytes[at++] = bits >> held;
    bits &= (1 << held) - 1;
  }
  return format(bytes);
}
