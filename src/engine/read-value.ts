// Reads one value of a JSON object: text, a rate, an amount, an instant, one of a few words. Each says what is wrong
// with its path and gives undefined; none guesses or converts ("100" is not an amount, 0.35 is not a rate).
// Example: readAmount(problems, { paid: 100.5 }, "", "paid") → undefined and "must be a whole number …".
import { MAX_MINOR, type Minor } from "../base/amount.ts";
import { type Instant, parseInstant } from "../base/instant.ts";
import { type Ppm, parseRate } from "../base/rate.ts";
import { below, isObject, type JsonObject, type Problems } from "./problem.ts";

/** Own members only, so that nothing is ever read from a prototype. */
function member(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function missing(problems: Problems, object: JsonObject, path: string, key: string): boolean {
  if (member(object, key) !== undefined) return false;
  problems.add(below(path, key), "missing", "is missing");
  return true;
}

/** A name or an id: any text but the empty one. */
export function readText(
  problems: Problems,
  object: JsonObject,
  path: string,
  key: string,
): string | undefined {
  const value = member(object, key);
  if (typeof value === "string" && value !== "") return value;
  if (missing(problems, object, path, key)) return undefined;
  return problems.add(below(path, key), "invalid_text", "must be a text that is not empty");
}

export function readRate(problems: Problems, object: JsonObject, path: string, key: string): Ppm | undefined {
  const value = member(object, key);
  const rate = typeof value === "string" ? parseRate(value) : undefined;
  if (rate !== undefined || missing(problems, object, path, key)) return rate;
  const shape = 'must be a decimal text from "0" to "1" with at most six places, such as "0.35"';
  return problems.add(below(path, key), "invalid_rate", shape);
}

/** A whole number of minor units, `least` ≤ it ≤ 10^15. */
export function readAmount(
  problems: Problems,
  object: JsonObject,
  path: string,
  key: string,
  least = 0,
): Minor | undefined {
  const value = member(object, key);
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= MAX_MINOR) {
    return (value + 0) as Minor;
  }
  if (missing(problems, object, path, key)) return undefined;
  const shape = `must be a whole number from ${least} to 10^15`;
  return problems.add(below(path, key), "invalid_amount", shape);
}

export function readInstant(
  problems: Problems,
  object: JsonObject,
  path: string,
  key: string,
): Instant | undefined {
  const value = member(object, key);
  const at = typeof value === "string" ? parseInstant(value) : undefined;
  if (at !== undefined || missing(problems, object, path, key)) return at;
  const shape = 'must be an RFC 3339 instant with Z or an offset, such as "2026-03-01T12:00:00Z"';
  return problems.add(below(path, key), "invalid_instant", shape);
}

/** One of a few words. */
export function readWord<W extends string>(
  problems: Problems,
  object: JsonObject,
  path: string,
  key: string,
  words: readonly W[],
): W | undefined {
  const value = member(object, key);
  if (typeof value === "string" && (words as readonly string[]).includes(value)) return value as W;
  if (missing(problems, object, path, key)) return undefined;
  return problems.add(below(path, key), "invalid_word", `must be ${words.map((w) => `"${w}"`).join(" or ")}`);
}

/** True or false. */
export function readFlag(
  problems: Problems,
  object: JsonObject,
  path: string,
  key: string,
): boolean | undefined {
  const value = member(object, key);
  if (typeof value === "boolean") return value;
  return problems.add(below(path, key), "invalid_flag", "must be true or false");
}

export function readObject(
  problems: Problems,
  object: JsonObject,
  path: string,
  key: string,
): JsonObject | undefined {
  const value = member(object, key);
  if (isObject(value)) return value;
  return problems.add(below(path, key), "invalid_object", "must be an object");
}

export function readList(
  problems: Problems,
  object: JsonObject,
  path: string,
  key: string,
): readonly unknown[] | undefined {
  const value = member(object, key);
  if (Array.isArray(value)) return value;
  if (missing(problems, object, path, key)) return undefined;
  return problems.add(below(path, key), "invalid_list", "must be a list");
}

/** True when the key was given, whatever its value: what may be left out may still not be null. */
export function isGiven(object: JsonObject, key: string): boolean {
  return Object.hasOwn(object, key);
}
