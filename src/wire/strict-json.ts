// JSON as money needs it: RFC 8259 and nothing looser, and what RFC 7493 (I-JSON) warns of is refused with
// its path: a key given twice, `__proto__`, a lone surrogate; NUL too, because PostgreSQL stores no such
// text. Never repairs. Example: parseStrictJson('{"paid":1,"paid":2}') throws NotJson { code: "repeated_key",
// path: "paid" }.

/** What is wrong with the text; `path` is empty when the text as a whole is not JSON. */
export class NotJson extends Error {
  readonly code: "invalid_json" | "repeated_key" | "forbidden_key" | "invalid_text" | "too_deep";
  readonly path: string;

  constructor(code: NotJson["code"], path: string, message: string) {
    super(message);
    this.name = "NotJson";
    this.code = code;
    this.path = path;
  }
}

/** Bytes as UTF-8 text; a byte order mark is dropped, bytes that are not UTF-8 are refused. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new NotJson("invalid_text", "", "The body is not UTF-8.");
  }
}

export function parseStrictJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new NotJson("invalid_json", "", `The body is not JSON: ${(error as Error).message.slice(0, 200)}`);
  }
  checkKeys(text);
  // NUL and lone surrogates can only be written as \u escapes, so most bodies need no walk.
  if (text.includes("\\u")) checkText(value);
  return value;
}

/** What PostgreSQL cannot store, or null: also for what did not come as JSON (paths, queries, CSV). */
export function badText(text: string): string | null {
  if (text.includes("\u0000")) return "must not contain the NUL character";
  return text.isWellFormed() ? null : "must not contain half a surrogate pair";
}

interface Level {
  /** Null in an array. */
  keys: string[] | Set<string> | null;
  at: string | number;
}

/** Deeper than any resource; keeps what walks a body cheap, whatever is sent. */
const MAX_DEPTH = 64;

const FEW = 32;

const QUOTE = 34;
const COMMA = 44;
const OPEN_ARRAY = 91;
const BACKSLASH = 92;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** One pass over text that is known to be JSON, so that only quotes, brackets and commas need a look. */
function checkKeys(text: string): void {
  const levels: Level[] = [];
  let level: Level | undefined;
  let keyNext = false;
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (character === QUOTE) {
      const end = endOfString(text, i);
      if (keyNext && level?.keys) {
        level.at = keyOf(text, i, end);
        noteKey(level.keys, level.at, levels);
        keyNext = false;
      }
      i = end;
    } else if (character === OPEN_OBJECT || character === OPEN_ARRAY) {
      keyNext = character === OPEN_OBJECT;
      level = { keys: keyNext ? [] : null, at: 0 };
      if (levels.push(level) > MAX_DEPTH) {
        throw new NotJson("too_deep", "", `Nested deeper than ${MAX_DEPTH} levels.`);
      }
    } else if (character === CLOSE_OBJECT || character === CLOSE_ARRAY) {
      levels.pop();
      level = levels.at(-1);
      keyNext = false;
    } else if (character === COMMA && level) {
      keyNext = level.keys !== null;
      if (level.keys === null) level.at = (level.at as number) + 1;
    }
  }
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (text.charCodeAt(end - 1) === BACKSLASH && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

/** After an odd number of backslashes. */
function isEscaped(text: string, quote: number): boolean {
  let first = quote;
  while (text.charCodeAt(first - 1) === BACKSLASH) first--;
  return (quote - first) % 2 === 1;
}

function keyOf(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end);
  return raw.includes("\\") ? (JSON.parse(text.slice(start, end + 1)) as string) : raw;
}

function noteKey(keys: string[] | Set<string>, key: string, levels: Level[]): void {
  const known = Array.isArray(keys) ? keys.includes(key) : keys.has(key);
  if (known) throw new NotJson("repeated_key", spell(levels.map((level) => level.at)), "is given twice");
  if (key === "__proto__") {
    throw new NotJson(
      "forbidden_key",
      spell(levels.map((level) => level.at)),
      "is not a name that may be used",
    );
  }
  if (!Array.isArray(keys)) keys.add(key);
  // Few keys are found faster in a list; many, by somebody who means harm, would take the square of their
  // number.
  else if (keys.push(key) > FEW) (levels.at(-1) as Level).keys = new Set(keys);
}

/** ["contracts", 0, "share"] → "contracts[0].share". */
export function spell(path: readonly PropertyKey[]): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else text += text === "" ? String(part) : `.${String(part)}`;
  }
  return text;
}

/** Walks without recursion: nesting is the caller's choice. */
function checkText(root: unknown): void {
  const waiting: { value: unknown; path: PropertyKey[] }[] = [{ value: root, path: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next;
    if (typeof value === "string") refuseText(value, path);
    else if (Array.isArray(value))
      for (const [i, item] of value.entries()) waiting.push({ value: item, path: [...path, i] });
    else if (value !== null && typeof value === "object") {
      for (const [key, item] of Object.entries(value)) {
        refuseText(key, path);
        waiting.push({ value: item, path: [...path, key] });
      }
    }
  }
}

function refuseText(text: string, path: PropertyKey[]): void {
  const wrong = badText(text);
  if (wrong !== null) throw new NotJson("invalid_text", spell(path), wrong);
}
