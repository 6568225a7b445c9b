// Arrays in PostgreSQL's binary form, for the posting path: the server need not parse them (measured: a third of an
// insert of 1,000 rows). Format: dimensions, has-null flag, element oid, length, lower bound, then length and bytes each.
// Example: textArray(["a", null]) → a Buffer that the driver sends as a binary parameter, cast $1::text[] in the SQL.

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

function fixed<T>(
  oid: number,
  size: number,
  values: readonly (T | null)[],
  write: (buffer: Buffer, value: T, at: number) => void,
): Buffer {
  const nulls = values.reduce((count, value) => (value === null ? count + 1 : count), 0);
  const buffer = Buffer.allocUnsafe(sizeOf(values.length, size * (values.length - nulls)));
  header(buffer, oid, values.length);
  let at = HEADER;
  for (const value of values) {
    buffer.writeInt32BE(value === null ? NULL_LENGTH : size, at);
    at += 4;
    if (value === null) continue;
    write(buffer, value, at);
    at += size;
  }
  return buffer;
}

export function int4Array(values: readonly (number | null)[]): Buffer {
  return fixed(OID.int4, 4, values, (buffer, value, at) => buffer.writeInt32BE(value, at));
}

export function int8Array(values: readonly (number | null)[]): Buffer {
  return fixed(OID.int8, 8, values, (buffer, value, at) => {
    buffer.writeInt32BE(Math.floor(value / 2 ** 32), at);
    buffer.writeUInt32BE(value >>> 0, at + 4);
  });
}

/** Days since 1970-01-01. */
export function dateArray(values: readonly (number | null)[]): Buffer {
  return fixed(OID.date, 4, values, (buffer, value, at) => buffer.writeInt32BE(value - DAYS_TO_2000, at));
}

export function uuidArray(values: readonly (string | null)[]): Buffer {
  return fixed(OID.uuid, 16, values, (buffer, value, at) =>
    buffer.write(value.replaceAll("-", ""), at, "hex"),
  );
}

/** Each of 32 bytes. */
export function hashArray(values: readonly Uint8Array[]): Buffer {
  return fixed(OID.bytea, 32, values, (buffer, value, at) => buffer.set(value, at));
}
