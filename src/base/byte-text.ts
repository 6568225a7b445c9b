// Text that is written once and hashed, as bytes from the start: strings glued from pieces cost four times as
// much, and each keeps the garbage collector busy. Grows as needed; what was written stays until `clear`.
// Server only.
// Example: text.plain("["); text.quoted('a "b"'); text.integer(-700) → ["a \"b\"",-700 less the bracket.
import { type Digest, sha256Digest } from "./digest.ts";

const QUOTE = 34;
const BACKSLASH = 92;
const ZERO = 48;
const HEX = Uint8Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));
const MILLION = 1_000_000;

export class ByteText {
  #bytes: Buffer;
  #length = 0;

  constructor(capacity = 4096) {
    this.#bytes = Buffer.allocUnsafeSlow(capacity);
  }

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
  }

  /** As it is, in UTF-8. */
  plain(text: string): void {
    this.#reserve(3 * text.length);
    this.#length = putText(this.#bytes, this.#length, text);
  }

  /** As JSON.stringify writes it. */
  quoted(text: string): void {
    this.#reserve(text.length + 2);
    const bytes = this.#bytes;
    let at = this.#length;
    bytes[at++] = QUOTE;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code < 32 || code > 126 || code === QUOTE || code === BACKSLASH) {
        this.plain(JSON.stringify(text));
        return;
      }
      bytes[at++] = code;
    }
    bytes[at++] = QUOTE;
    this.#length = at;
  }

  /** In decimal digits. */
  integer(value: number): void {
    this.#reserve(24);
    if (value === (value | 0)) this.#length = putInteger(this.#bytes, this.#length, value);
    else if (value > 0 && value < 1e15 && Number.isInteger(value)) {
      const high = Math.floor(value / MILLION);
      const at = putInteger(this.#bytes, this.#length, high);
      this.#length = putDigits(this.#bytes, at, value - high * MILLION, 6);
    } else this.plain(String(value));
  }

  /** The 64 hexadecimal digits of a digest. */
  hex(digest: Digest): void {
    this.#reserve(2 * digest.length);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let i = 0; i < digest.length; i++) {
      const byte = digest.charCodeAt(i);
      bytes[at++] = HEX[byte >> 4] as number;
      bytes[at++] = HEX[byte & 15] as number;
    }
    this.#length = at;
  }

  /** The bytes written so far, until more are. */
  view(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  digest(): Digest {
    return sha256Digest(this.view());
  }

  toString(): string {
    return this.#bytes.toString("utf8", 0, this.#length);
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const bytes = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#bytes.length));
    this.#bytes.copy(bytes, 0, 0, this.#length);
    this.#bytes = bytes;
  }
}

/** Writes text in UTF-8, for which there must be room for three bytes a character; answers where it ends. */
export function putText(bytes: Buffer, from: number, text: string): number {
  let at = from;
  let seen = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes[at++] = code;
    seen |= code;
  }
  return seen < 128 ? at : from + bytes.write(text, from, "utf8");
}

/** Within 32 bits. */
function putInteger(bytes: Buffer, from: number, value: number): number {
  let at = from;
  let rest = value;
  if (rest < 0) {
    bytes[at++] = 45;
    rest = -rest;
  }
  let digits = 1;
  for (let limit = 10; rest >= limit; limit *= 10) digits += 1;
  return putDigits(bytes, at, rest, digits);
}

function putDigits(bytes: Buffer, from: number, value: number, digits: number): number {
  let rest = value;
  for (let at = from + digits - 1; at >= from; at--) {
    const tenth = Math.floor(rest / 10);
    bytes[at] = ZERO + rest - 10 * tenth;
    rest = tenth;
  }
  return from + digits;
}
