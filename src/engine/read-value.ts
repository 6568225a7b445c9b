// Reads one value of a JSON object: text, a rate, an amount, an instant, one of a few words. Each says what
// is wrong with its path and gives undefined; none guesses or converts ("100" is not an amount, 0.35 is not a
// rate).
// Example: readAmount(problems, 100.5, "", "paid") → undefined, and "must be a whole number …" at "paid".
import { MAX_MINOR, type Minor } from "../base/amount.ts";
import { type Currency, isCurrency } from "../base/currency.ts";
import { finerOf, type Instant, parseInstant } from "../base/instant.ts";
import { type Ppm, parseRate } from "../base/rate.ts";
import { below, isObject, type JsonObject, type Problems } from "./problem.ts";

function missing(problems: Problems, value: unknown, path: string, key: string): boolean {
  if (value !== undefined) return false;
  problems.add(below(path, key), "missing", "is missing");
  return true;
}

/** A name or an id: any text but the empty one. */
export function readText(problems: Problems, value: unknown, path: string, key: string): string | undefined {
  if (typeof value === "string" && value !== "") return value;
  if (missing(problems, value, path, key)) return undefined;
  return problems.add(below(path, key), "invalid_text", "must be a text that is not empty");
}

export function readRate(problems: Problems, value: unknown, path: string, key: string): Ppm | undefined {
  const rate = typeof value === "string" ? parseRate(value) : undefined;
  if (rate !== undefined || missing(problems, value, path, key)) return rate;
  const shape = 'must be a decimal text from "0" to "1" with at most six places, such as "0.35"';
  return problems.add(below(path, key), "invalid_rate", shape);
}

/** A whole number of minor units, `least` ≤ it ≤ 10^15. */
export function readAmount(
  problems: Problems,
  value: unknown,
  path: string,
  key: string,
  least = 0,
): Minor | undefined {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= MAX_MINOR) {
    return (value + 0) as Minor;
  }
  if (missing(problems, value, path, key)) return undefined;
  const shape = `must be a whole number from ${least} to 10^15`;
  return problems.add(below(path, key), "invalid_amount", shape);
}

/** An active code of ISO 4217 that has a minor unit. */
export function readCurrency(
  problems: Problems,
  value: unknown,
  path: string,
  key: string,
): Currency | undefined {
  const code = readText(problems, value, path, key);
  if (code === undefined || isCurrency(code)) return code;
  return problems.add(below(path, key), "unknown_currency", "must be an active ISO 4217 code, such as USD");
}

export function readInstant(
  problems: Problems,
  value: unknown,
  path: string,
  key: string,
): Instant | undefined {
  const at = typeof value === "string" ? parseInstant(value) : undefined;
  if (at !== undefined || missing(problems, value, path, key)) return at;
  const shape = 'must be an RFC 3339 instant with Z or an offset, such as "2026-03-01T12:00:00Z"';
  return problems.add(below(path, key), "invalid_instant", shape);
}

/** What an instant that `readInstant` accepts says below its millisecond; mostly nothing, then undefined. */
export function readFiner(value: unknown): string | undefined {
  return typeof value === "string" ? finerOf(value) || undefined : undefined;
}

/** One of a few words. */
export function readWord<W extends string>(
  problems: Problems,
  value: unknown,
  path: string,
  key: string,
  words: readonly W[],
): W | undefined {
  if (typeof value === "string" && (words as readonly string[]).includes(value)) return value as W;
  if (missing(problems, value, path, key)) return undefined;
  return problems.add(below(path, key), "invalid_word", `must be ${words.map((w) => `"${w}"`).join(" or ")}`);
}

/** True or false. */
export function readFlag(problems: Problems, value: unknown, path: string, key: string): boolean | undefined {
  if (typeof value === "boolean") return value;
  return problems.add(below(path, key), "invalid_flag", "must be true or false");
}

export function readObject(
  problems: Problems,
  value: unknown,
  path: string,
  key: string,
): JsonObject | undefined {
  if (isObject(value)) return value;
  return problems.add(below(path, key), "invalid_object", "must be an object");
}

export function readList(
  problems: Problems,
  value: unknown,
  path: string,
  key: string,
): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (missing(problems, value, path, key)) return undefined;
  return problems.add(below(path, key), "invalid_list", "must be a list");
}
