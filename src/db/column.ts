// Columns of a batch in PostgreSQL's binary form of an array, filled value by value: no array of ours is made
// first and no text is parsed by the server (measured: a third of an insert of 1,000 rows). Format:
// dimensions, has-null flag, element oid, length, lower bound, then length and bytes of each; a length of −1
// is null.
// Example: const ids = new UuidColumn(); ids.push(a); ids.push(null); values: [ids.toBuffer()], cast
// $1::uuid[].
import { putText } from "../base/byte-text.ts";
import { Broken } from "../base/refusal.ts";

const NULL_LENGTH = -1;
const HEADER = 20;
const DAYS_TO_2000 = 10_957;
const MS_TO_2000 = 946_684_800_000;
const NIBBLES = new Int8Array(128).fill(-1);
for (const [value, digit] of [..."0123456789abcdef"].entries()) NIBBLES[digit.charCodeAt(0)] = value;

class Column {
  readonly #oid: number;
  protected bytes: Buffer;
  protected view: DataView;
  protected at = HEADER;
  #count = 0;

  constructor(oid: number, capacity: number) {
    this.#oid = oid;
    this.bytes = Buffer.allocUnsafeSlow(HEADER + capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  /** How many were pushed. */
  get count(): number {
    return this.#count;
  }

  pushNull(): void {
    this.begin(0);
    this.view.setInt32(this.at, NULL_LENGTH);
    this.at += 4;
  }

  /** Counts one more, of at most so many bytes. */
  protected begin(most: number): void {
    this.#count += 1;
    const needed = this.at + 4 + most;
    if (needed <= this.bytes.length) return;
    const bytes = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.bytes.length));
    this.bytes.copy(bytes, 0, 0, this.at);
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
  }

  toBuffer(): Buffer {
    this.view.setInt32(0, this.#count === 0 ? 0 : 1);
    this.view.setInt32(4, 1);
    this.view.setInt32(8, this.#oid);
    this.view.setInt32(12, this.#count);
    this.view.setInt32(16, 1);
    return this.bytes.subarray(0, this.#count === 0 ? 12 : this.at);
  }
}

export class Int4Column extends Column {
  constructor(rows = 64) {
    super(23, 8 * rows);
  }

  push(value: number | null): void {
    if (value === null) {
      this.pushNull();
      return;
    }
    this.begin(4);
    this.view.setInt32(this.at, 4);
    this.view.setInt32(this.at + 4, value);
    this.at += 8;
  }
}

/** Days since 1970-01-01. */
export class DateColumn extends Column {
  constructor(rows = 64) {
    super(1082, 8 * rows);
  }

  push(day: number | null): void {
    if (day === null) {
      this.pushNull();
      return;
    }
    this.begin(4);
    this.view.setInt32(this.at, 4);
    this.view.setInt32(this.at + 4, day - DAYS_TO_2000);
    this.at += 8;
  }
}

export class Int8Column extends Column {
  constructor(rows = 64) {
    super(20, 12 * rows);
  }

  push(value: number | null): void {
    if (value === null) {
      this.pushNull();
      return;
    }
    this.begin(8);
    this.view.setInt32(this.at, 8);
    this.view.setInt32(this.at + 4, Math.floor(value / 2 ** 32));
    this.view.setInt32(this.at + 8, value);
    this.at += 12;
  }
}

/** timestamptz; pushed as milliseconds since 1970. */
export class InstantColumn extends Column {
  constructor(rows = 64) {
    super(1184, 12 * rows);
  }

  push(instant: number): void {
    this.begin(8);
    this.view.setInt32(this.at, 8);
    const micros = (instant - MS_TO_2000) * 1000;
    // Exact for some centuries around 2000; the years 0 and 9999 lie outside.
    if (Number.isSafeInteger(micros)) {
      this.view.setInt32(this.at + 4, Math.floor(micros / 2 ** 32));
      this.view.setInt32(this.at + 8, micros);
    } else this.view.setBigInt64(this.at + 4, BigInt(instant - MS_TO_2000) * 1000n);
    this.at += 12;
  }
}

export class TextColumn extends Column {
  constructor(rows = 64) {
    super(25, 16 * rows);
  }

  push(text: string | null): void {
    if (text === null) {
      this.pushNull();
      return;
    }
    this.begin(3 * text.length);
    const end = putText(this.bytes, this.at + 4, text);
    this.view.setInt32(this.at, end - this.at - 4);
    this.at = end;
  }
}

export class UuidColumn extends Column {
  constructor(rows = 64) {
    super(2950, 20 * rows);
  }

  push(uuid: string | null): void {
    if (uuid === null) {
      this.pushNull();
      return;
    }
    this.begin(16);
    this.view.setInt32(this.at, 16);
    const { bytes } = this;
    let at = this.at + 4;
    let from = 0;
    let seen = uuid.length === 36 ? 0 : -1;
    for (let i = 0; i < 16; i++) {
      if (i === 4 || i === 6 || i === 8 || i === 10) from += 1;
      const high = NIBBLES[uuid.charCodeAt(from)] ?? -1;
      const low = NIBBLES[uuid.charCodeAt(from + 1)] ?? -1;
      seen |= high | low;
      bytes[at++] = (high << 4) | low;
      from += 2;
    }
    if (seen < 0) throw new Broken(`not a uuid: ${uuid}`);
    this.at = at;
  }
}

/** bytea, each a byte a character: SHA-256 digests. */
export class BytesColumn extends Column {
  constructor(rows = 64) {
    super(17, 36 * rows);
  }

  push(value: string): void {
    this.begin(value.length);
    this.view.setInt32(this.at, value.length);
    let at = this.at + 4;
    for (let i = 0; i < value.length; i++) this.bytes[at++] = value.charCodeAt(i);
    this.at = at;
  }
}
