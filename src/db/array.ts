// Arrays in PostgreSQL's binary form from arrays of ours, for statements of a posting flight that have few
// rows; those with a row a sale fill their columns (column.ts) themselves.
// Example: textArray(["a", null]) → a Buffer that the driver sends as a binary parameter, cast $1::text[] in
// the SQL.
import { DateColumn, Int4Column, Int8Column, TextColumn, UuidColumn } from "./column.ts";

interface Fillable<Value> {
  push(value: Value): void;
  toBuffer(): Buffer;
}

function filled<Value>(column: Fillable<Value>, values: readonly Value[]): Buffer {
  for (const value of values) column.push(value);
  return column.toBuffer();
}

export function textArray(values: readonly (string | null)[]): Buffer {
  return filled(new TextColumn(values.length), values);
}

export function int4Array(values: readonly (number | null)[]): Buffer {
  return filled(new Int4Column(values.length), values);
}

export function int8Array(values: readonly (number | null)[]): Buffer {
  return filled(new Int8Column(values.length), values);
}

/** Days since 1970-01-01. */
export function dateArray(values: readonly (number | null)[]): Buffer {
  return filled(new DateColumn(values.length), values);
}

export function uuidArray(values: readonly (string | null)[]): Buffer {
  return filled(new UuidColumn(values.length), values);
}
