// Arrays in PostgreSQL's binary form, for the posting path: the server need not parse them (measured: a third
// of an insert of 1,000 rows). Format: dimensions, has-null flag, element oid, length, lower bound, then
// length and bytes each.
// Example: textArray(["a", null]) → a Buffer that the driver sends as a binary parameter, cast $1::text[] in
// the SQL.

const NULL_LENGTH = -1;
const HEADER = 20;
const DAYS_TO_2000 = 10_957;

const OID = { bytea: 17, int8: 20, int4: 23, text: 25, date: 1082, uuid: 2950 } as const;

function header(buffer: Buffer, oid: number, length: number): void {
  buffer.writeInt32BE(length === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(1, 4);
  buffer.writeInt32BE(oid, 8);
  if (length === 0) return;
  buffer.writeInt32BE(length, 12);
  buffer.writeInt32BE(1, 16);
}

function sizeOf(length: number, bytes: number): number {
  return length === 0 ? 12 : HEADER + 4 * length + bytes;
}

export function textArray(values: readonly (string | null)[]): Buffer {
  let bytes = 0;
  const lengths = values.map((value) => (value === null ? NULL_LENGTH : Buffer.byteLength(value)));
  for (const length of lengths) if (length > 0) bytes += length;
  const buffer = Buffer.allocUnsafe(sizeOf(values.length, bytes));
  header(buffer, OID.text, values.length);
  let at = HEADER;
  for (let i = 0; i < values.length; i++) {
    const length = lengths[i] as number;
    buffer.writeInt32BE(length, at);
    at += 4;
    if (length > 0) at += buffer.write(values[i] as string, at, "utf8");
  }
  return buffer;
}

function numbers(oid: number, size: 4 | 8, values: readonly (number | null)[], less: number): Buffer {
  let nulls = 0;
  for (const value of values) if (value === null) nulls++;
  const buffer = Buffer.allocUnsafe(sizeOf(values.length, size * (values.length - nulls)));
  header(buffer, oid, values.length);
  let at = HEADER;
  for (const value of values) {
    at = putInt4(buffer, at, value === null ? NULL_LENGTH : size);
    if (value === null) continue;
    if (size === 8) at = putInt4(buffer, at, Math.floor(value / 2 ** 32));
    at = putInt4(buffer, at, value - less);
  }
  return buffer;
}

/** The low 32 bits; by bytes, because the buffer's own methods check what is known here. */
function putInt4(buffer: Buffer, at: number, value: number): number {
  buffer[at] = value >>> 24;
  buffer[at + 1] = value >>> 16;
  buffer[at + 2] = value >>> 8;
  buffer[at + 3] = value;
  return at + 4;
}

export function int4Array(values: readonly (number | null)[]): Buffer {
  return numbers(OID.int4, 4, values, 0);
}

export function int8Array(values: readonly (number | null)[]): Buffer {
  return numbers(OID.int8, 8, values, 0);
}

/** Days since 1970-01-01. */
export function dateArray(values: readonly (number | null)[]): Buffer {
  return numbers(OID.date, 4, values, DAYS_TO_2000);
}

export function uuidArray(values: readonly (string | null)[]): Buffer {
  let nulls = 0;
  for (const value of values) if (value === null) nulls++;
  const buffer = Buffer.allocUnsafe(sizeOf(values.length, 16 * (values.length - nulls)));
  header(buffer, OID.uuid, values.length);
  let at = HEADER;
  for (const value of values) {
    at = putInt4(buffer, at, value === null ? NULL_LENGTH : 16);
    if (value !== null) at += buffer.write(value.replaceAll("-", ""), at, "hex");
  }
  return buffer;
}

/** Each of 32 bytes. */
export function hashArray(values: readonly Uint8Array[]): Buffer {
  const buffer = Buffer.allocUnsafe(sizeOf(values.length, 32 * values.length));
  header(buffer, OID.bytea, values.length);
  let at = HEADER;
  for (const value of values) {
    at = putInt4(buffer, at, 32);
    buffer.set(value, at);
    at += 32;
  }
  return buffer;
}
