// JSON as money needs it: a number is judged by its text, not by the double nearest to it, and a key given
// twice is refused. 1e2, 100.0 and -0 spell whole numbers; 1.0000000000000001 does not, although JSON.parse
// makes 1 of it. Numbers that are not whole come out as NaN, which every reader of amounts refuses.
// Example: parseExactJson('{"paid": 1e2}') → { paid: 100 }; '{"paid":1,"paid":2}' throws NotExact at "paid".
import { below } from "./problem.ts";

/** Why a text is not JSON, or not JSON that can be trusted with money. */
export class NotExact extends Error {
  readonly code: "invalid_json" | "repeated_key";
  readonly path: string;

  constructor(code: NotExact["code"], path: string, message: string) {
    super(message);
    this.name = "NotExact";
    this.code = code;
    this.path = path;
  }
}

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;

export function parseExactJson(text: string): unknown {
  const scan = scanMembers(text);
  const value = parseScanned(text, scan);
  if (Math.abs(scan) !== countMembers(value)) refuseRepeatedKeys(text);
  return value;
}

/** JSON.parse, but with the numbers judged by their text where `scan` says that it matters. */
export function parseScanned(text: string, scan: number): unknown {
  try {
    return scan < 0 ? JSON.parse(text, exactNumber as never) : JSON.parse(text);
  } catch (error) {
    throw new NotExact("invalid_json", "", `is not JSON: ${(error as Error).message.slice(0, 200)}`);
  }
}

/**
 * One quick look at a text before it is parsed: how many `":` it has, which is at least one a member and more
 * only where a text holds an escaped one; below 0 when the value of a member is a number with a fraction or
 * an exponent.
 */
export function scanMembers(text: string): number {
  let count = 0;
  let sign = 1;
  for (let i = text.indexOf(":"); i >= 0; i = text.indexOf(":", i + 1)) {
    let before = i - 1;
    while (isSpace(text.charCodeAt(before))) before--;
    if (text.charCodeAt(before) !== QUOTE) continue;
    count++;
    let after = i + 1;
    while (isSpace(text.charCodeAt(after))) after++;
    let character = text.charCodeAt(after);
    if (character === QUOTE) continue;
    if (character === 45) character = text.charCodeAt(++after);
    while (character >= 48 && character <= 57) character = text.charCodeAt(++after);
    // ".", "e" or "E": a number outside a member is of no use to anyone, so only these are looked for.
    if (character === 46 || character === 101 || character === 69) sign = -1;
  }
  return count * sign;
}

function exactNumber(_key: string, value: unknown, context: { source?: string }): unknown {
  if (typeof value !== "number" || context.source === undefined) return value;
  return isWhole(context.source) ? value : Number.NaN;
}

/**
 * Whether the number that a JSON token spells is a whole one: "1e2", "100.0", "0.5e1" are, "1.5e0" is not.
 */
export function isWhole(token: string): boolean {
  const [, digits, fraction, exponent] = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(token) ?? [];
  if (digits === undefined) return false;
  const significant = (digits + (fraction ?? "")).replace(/0+$/, "");
  if (significant.replace(/^0+/, "") === "") return true;
  const dropped = digits.length + (fraction?.length ?? 0) - significant.length;
  return Number(exponent ?? "0") - (fraction?.length ?? 0) + dropped >= 0;
}

function isSpace(character: number): boolean {
  return character === 32 || character === 9 || character === 10 || character === 13;
}

/** How many members the objects in a value have, without recursion: nesting is the caller's choice. */
function countMembers(root: unknown): number {
  if (typeof root !== "object" || root === null) return 0;
  let count = 0;
  let waiting: object[] | undefined;
  for (let value: object | undefined = root; value !== undefined; value = waiting?.pop()) {
    const isList = Array.isArray(value);
    for (const key in value) {
      if (!isList) count++;
      const member = (value as Record<string, unknown>)[key];
      if (typeof member === "object" && member !== null) {
        if (waiting === undefined) waiting = [member];
        else waiting.push(member);
      }
    }
  }
  return count;
}

interface Level {
  /** Null in a list. */
  readonly keys: Set<string> | null;
  readonly path: string;
  /** The key being given a value, or the position in a list. */
  at: string | number;
}

/** One pass over text that is known to be JSON: only quotes, brackets, commas and colons matter. */
export function refuseRepeatedKeys(text: string): void {
  const levels: Level[] = [];
  let level: Level | undefined;
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (character === QUOTE) {
      const end = endOfText(text, i);
      if (level?.keys != null && isKey(text, end))
        noteKey(level, JSON.parse(text.slice(i, end + 1)) as string);
      i = end;
    } else if (character === 123 || character === 91) {
      const path: string = level === undefined ? "" : pathIn(level);
      level = { keys: character === 123 ? new Set() : null, path, at: 0 };
      levels.push(level);
    } else if (character === 125 || character === 93) {
      levels.pop();
      level = levels.at(-1);
    } else if (character === COMMA && level?.keys === null) {
      level.at = (level.at as number) + 1;
    }
  }
}

function endOfText(text: string, start: number): number {
  let i = start + 1;
  while (text.charCodeAt(i) !== QUOTE) i += text.charCodeAt(i) === BACKSLASH ? 2 : 1;
  return i;
}

function isKey(text: string, end: number): boolean {
  let after = end + 1;
  while (isSpace(text.charCodeAt(after))) after++;
  return text.charCodeAt(after) === COLON;
}

function noteKey(level: Level, key: string): void {
  level.at = key;
  if (level.keys?.has(key)) throw new NotExact("repeated_key", pathIn(level), "is given twice");
  level.keys?.add(key);
}

function pathIn(level: Level): string {
  return level.keys === null ? `${level.path}[${level.at}]` : below(level.path, String(level.at));
}
