// Canonical JSON (RFC 8785): the same value always gives the same bytes, so that a hash can name it.
// Keys sorted by UTF-16 code units, no white space, numbers as ECMAScript prints them; no undefined members.
// It never guesses: NaN, Infinity, a bigint, a lone surrogate or a function is Broken.
// Example: canonicalJson({ b: 1, a: [true, "é"] }) → '{"a":[true,"é"],"b":1}'.
import { Broken } from "./refusal.ts";

/** The canonical text; encode it as UTF-8 before hashing. */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case "string":
      return canonicalString(value);
    case "number":
      if (!Number.isFinite(value)) throw new Broken(`canonical JSON has no ${value}`);
      return String(value === 0 ? 0 : value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
      return canonicalObject(value as Record<string, unknown>);
    default:
      throw new Broken(`canonical JSON has no ${typeof value}`);
  }
}

function canonicalObject(object: Record<string, unknown>): string {
  const members: string[] = [];
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value !== undefined) members.push(`${canonicalString(key)}:${canonicalJson(value)}`);
  }
  return `{${members.join(",")}}`;
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new Broken("canonical JSON has no lone surrogate");
  return JSON.stringify(text);
}
