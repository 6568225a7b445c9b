// JSON with its numbers kept as the text that stands in the body, and a reader that finds fields by path and
// notes what is wrong with each, so that a delivery can say everything that is wrong with it at once. Never
// throws for what a body holds, never makes a float of a number.
// Example: read "data.purchase.price.value" of {"data":{"purchase":{"price":{"value":1497.00}}}} → the text
// "1497.00".
import type { Problem } from "./message.ts";

/** A JSON number as it was spelled. */
export class NumberText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Json = string | boolean | null | NumberText | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

const MAX_DEPTH = 64;

/** The value, or what is wrong with the body as a whole. */
export function readJson(body: Uint8Array | string): { value: Json } | { problem: Problem } {
  let text: string;
  try {
    text = typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return { problem: { path: "", code: "not_utf8", message: "the body is not UTF-8" } };
  }
  if (isDeeper(text, MAX_DEPTH)) {
    return {
      problem: { path: "", code: "too_deep", message: `the body nests deeper than ${MAX_DEPTH} levels` },
    };
  }
  try {
    return { value: JSON.parse(text, keepNumber as (key: string, value: unknown) => unknown) as Json };
  } catch {
    return { problem: { path: "", code: "not_json", message: "the body is not JSON" } };
  }
}

function keepNumber(_key: string, value: unknown, context: { source?: string }): unknown {
  return typeof value === "number" ? new NumberText(context.source as string) : value;
}

/** Counts brackets outside strings, so that a hostile body is refused before a recursive parser meets it. */
function isDeeper(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 92) i++;
      else if (c === 34) inString = false;
    } else if (c === 34) inString = true;
    else if (c === 91 || c === 123) {
      if (++depth > limit) return true;
    } else if (c === 93 || c === 125) depth--;
  }
  return false;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof NumberText)
  );
}

/** A whole number that a JSON number or a string of digits spells; undefined for anything else. */
export function wholeOf(value: Json | undefined): number | undefined {
  const text = value instanceof NumberText ? value.text : value;
  if (typeof text !== "string" || !/^-?[0-9]{1,16}(\.0+)?$/.test(text)) return undefined;
  const whole = Number(text);
  return Number.isSafeInteger(whole) ? whole + 0 : undefined;
}

/**
 * Text fit to be kept: no NUL (PostgreSQL has none), no lone surrogate (a hash has none), trimmed, not
 * endless.
 */
export function cleanText(text: string, limit = 500): string {
  const clean = text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]/gu, "")
    .trim();
  return clean.length <= limit ? clean : clean.slice(0, limit).toWellFormed();
}

/** An id or reference must arrive whole: what cleaning or cutting would change is not one. */
export function isReference(text: string): boolean {
  return text !== "" && text.length <= 255 && cleanText(text, 255) === text;
}

/** Finds fields by path below a value; every problem it meets is kept in one list. */
export class Fields {
  readonly value: Json | undefined;
  readonly path: string;
  readonly problems: Problem[];

  constructor(value: Json | undefined, path = "", problems: Problem[] = []) {
    this.value = value;
    this.path = path;
    this.problems = problems;
  }

  /** The value at "a.b.c", or undefined where a step is missing or null. */
  get(path: string): Json | undefined {
    let value: Json | undefined = this.value;
    for (const step of path.split(".")) {
      if (!isObject(value) || !Object.hasOwn(value, step)) return undefined;
      value = value[step];
    }
    return value ?? undefined;
  }

  at(path: string): Fields {
    return new Fields(this.get(path), this.pathOf(path), this.problems);
  }

  /** The items of a list; none where there is no list. */
  items(path: string): Fields[] {
    const list = this.get(path);
    if (!Array.isArray(list)) return [];
    return list.map((item, i) => new Fields(item, `${this.pathOf(path)}[${i}]`, this.problems));
  }

  fail(path: string, code: string, message: string): void {
    this.problems.push({ path: this.pathOf(path), code, message: cleanText(message, 300) });
  }

  /** Text that may be missing: a string, or a number as it is spelled. Anything else counts as missing. */
  text(path: string, limit?: number): string | null {
    const value = this.get(path);
    const text = value instanceof NumberText ? value.text : value;
    if (typeof text !== "string") return null;
    return cleanText(text, limit) || null;
  }

  /** Two capital letters, or null. */
  country(path: string): string | null {
    const text = this.text(path, 10);
    return text !== null && /^[A-Z]{2}$/.test(text) ? text : null;
  }

  /** A reference that must be there; "" and a problem where it is not. */
  reference(path: string): string {
    const value = this.get(path);
    const text = value instanceof NumberText ? value.text : value;
    if (typeof text === "string" && isReference(text)) return text;
    if (text === undefined) this.fail(path, "missing", "is missing");
    else this.fail(path, "not_a_reference", "must be text of 1 to 255 characters without control characters");
    return "";
  }

  /** The id of a field that holds an id or, expanded, the object with it; null where neither is there. */
  id(path: string): string | null {
    const value = this.get(path);
    const text = isObject(value) ? value.id : value;
    return typeof text === "string" && isReference(text) ? text : null;
  }

  private pathOf(path: string): string {
    return this.path === "" ? path : `${this.path}.${path}`;
  }
}
