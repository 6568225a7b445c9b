// Lists on the network: { "data": […], "nextCursor": "…" | null }, asked for with `limit` (1–100, 25) and
// `cursor`. A cursor is the sort key of the last row, opaque to the caller; it never holds a filter, so
// filters are sent again.
// Example: sales by (happened_at, id): query shape `pageQuery([z.int(), z.uuid()])`, answer `page(rows,
// limit, (r) => [r.at, r.id])`.
import { z } from "zod";

export const MAX_LIMIT = 100;
export const DEFAULT_LIMIT = 25;

/** Text of a cursor from the sort key of the last row shown. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return btoaUrl(JSON.stringify(key));
}

/**
 * `limit` and `cursor` of a list's query, to be spread into its strict object; the cursor arrives parsed, or
 * null.
 */
export function pageQuery<const T extends readonly [z.ZodType, ...z.ZodType[]]>(key: T) {
  const shape = z.tuple(key as unknown as [z.ZodType, ...z.ZodType[]]);
  const cursor = z
    .string()
    .max(1000)
    .meta({ description: "The nextCursor of the page before." })
    .transform((text, context): { [K in keyof T]: z.output<T[K]> } => {
      const parsed = shape.safeParse(readCursor(text));
      if (parsed.success) return parsed.data as { [K in keyof T]: z.output<T[K]> };
      context.issues.push({ code: "custom", message: "is not a cursor of this list", input: text });
      return z.NEVER;
    });
  return {
    limit: z
      .string()
      .regex(/^[0-9]{1,3}$/, "must be a whole number from 1 to 100")
      .transform(Number)
      .pipe(z.int().min(1).max(MAX_LIMIT))
      .default(DEFAULT_LIMIT)
      .meta({ override: describeLimit }),
    cursor: cursor.optional(),
  };
}

/** It arrives as text, but what is written there is a number. */
function describeLimit({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void {
  delete jsonSchema.pattern;
  Object.assign(jsonSchema, { type: "integer", minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT });
}

/** The shape of a list's answer. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), nextCursor: z.string().nullable() });
}

/** Rows read with `limit + 1` → the page and the cursor of the next one. */
export function page<R>(
  rows: readonly R[],
  limit: number,
  keyOf: (row: R) => readonly (string | number | null)[],
): { rows: R[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null,
  };
}

function readCursor(text: string): unknown {
  try {
    return JSON.parse(atobUrl(text));
  } catch {
    return undefined;
  }
}

function btoaUrl(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function atobUrl(text: string): string {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}
