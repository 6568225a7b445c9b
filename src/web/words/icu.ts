// Reads and fills messages written in the part of ICU MessageFormat that this product uses: {name}, {n,
// number}, {n, plural, =0 {…} one {# sale} other {# sales}} and {role, select, owner {…} other {…}}. An
// apostrophe quotes a brace ('{'), two make one. It never evaluates text and never formats money: amounts
// arrive ready-made.
//   fill(read("{n, plural, one {# sale} other {# sales}}"), { n: 1204 }, "en") → ["1,204 sales"]

export type Node =
  | { kind: "text"; text: string }
  | { kind: "value"; name: string; style: "plain" | "number" }
  | { kind: "count"; name: string }
  | { kind: "choice"; name: string; by: "plural" | "select"; arms: Record<string, Node[]> };

export class MessageError extends Error {
  override name = "MessageError";
}

interface Cursor {
  text: string;
  at: number;
}

export function read(message: string): Node[] {
  const cursor: Cursor = { text: message, at: 0 };
  const nodes = readNodes(cursor, null);
  if (cursor.at < message.length) throw new MessageError(`unexpected "}" at ${cursor.at} in: ${message}`);
  return nodes;
}

function readNodes(cursor: Cursor, countOf: string | null): Node[] {
  const nodes: Node[] = [];
  let text = "";
  const flush = () => {
    if (text) nodes.push({ kind: "text", text });
    text = "";
  };
  while (cursor.at < cursor.text.length) {
    const char = cursor.text[cursor.at] as string;
    if (char === "}") break;
    if (char === "'") {
      text += readQuoted(cursor);
    } else if (char === "{") {
      flush();
      nodes.push(readArgument(cursor, countOf));
    } else if (char === "#" && countOf !== null) {
      flush();
      nodes.push({ kind: "count", name: countOf });
      cursor.at += 1;
    } else {
      text += char;
      cursor.at += 1;
    }
  }
  flush();
  return nodes;
}

function readQuoted(cursor: Cursor): string {
  const next = cursor.text[cursor.at + 1];
  if (next === "'") {
    cursor.at += 2;
    return "'";
  }
  if (next !== "{" && next !== "}" && next !== "#") {
    cursor.at += 1;
    return "'";
  }
  const end = cursor.text.indexOf("'", cursor.at + 1);
  if (end < 0) throw new MessageError(`quote never closed in: ${cursor.text}`);
  const quoted = cursor.text.slice(cursor.at + 1, end);
  cursor.at = end + 1;
  return quoted;
}

function readArgument(cursor: Cursor, countOf: string | null): Node {
  cursor.at += 1;
  const name = readWord(cursor);
  if (!name) throw new MessageError(`no name after "{" in: ${cursor.text}`);
  if (take(cursor, "}")) return { kind: "value", name, style: "plain" };
  expect(cursor, ",");
  const by = readWord(cursor);
  if (by === "number") {
    expect(cursor, "}");
    return { kind: "value", name, style: "number" };
  }
  if (by !== "plural" && by !== "select") throw new MessageError(`unknown kind "${by}" in: ${cursor.text}`);
  expect(cursor, ",");
  const arms: Record<string, Node[]> = {};
  while (!take(cursor, "}")) {
    const key = readWord(cursor);
    expect(cursor, "{");
    arms[key] = readNodes(cursor, by === "plural" ? name : countOf);
    expect(cursor, "}");
  }
  if (!arms.other) throw new MessageError(`no "other" in: ${cursor.text}`);
  return { kind: "choice", name, by, arms };
}

function skipSpace(cursor: Cursor): void {
  while (/\s/.test(cursor.text[cursor.at] ?? "")) cursor.at += 1;
}

function readWord(cursor: Cursor): string {
  skipSpace(cursor);
  const start = cursor.at;
  while (/[\w=-]/.test(cursor.text[cursor.at] ?? "")) cursor.at += 1;
  const word = cursor.text.slice(start, cursor.at);
  skipSpace(cursor);
  return word;
}

function take(cursor: Cursor, char: string): boolean {
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== char) return false;
  cursor.at += 1;
  return true;
}

function expect(cursor: Cursor, char: string): void {
  if (!take(cursor, char)) throw new MessageError(`expected "${char}" at ${cursor.at} in: ${cursor.text}`);
}

/**
 * Fills a message that was read. Values that are not text or numbers (elements) are passed through in place.
 */
export function fill<T>(nodes: Node[], values: Record<string, T>, locale: string): (string | T)[] {
  const parts: (string | T)[] = [];
  const add = (part: string | T) => {
    const last = parts.length - 1;
    if (typeof part === "string" && typeof parts[last] === "string") parts[last] = `${parts[last]}${part}`;
    else parts.push(part);
  };
  for (const node of nodes) {
    if (node.kind === "text") {
      add(node.text);
      continue;
    }
    const value = values[node.name];
    if (value === undefined) throw new MessageError(`no value for {${node.name}}`);
    if (node.kind === "choice") {
      for (const part of fill(chooseArm(node, value, locale), values, locale)) add(part);
    } else if (node.kind === "count" || node.style === "number") {
      add(new Intl.NumberFormat(locale).format(Number(value)));
    } else {
      add(typeof value === "number" ? String(value) : value);
    }
  }
  return parts;
}

function chooseArm(node: Extract<Node, { kind: "choice" }>, value: unknown, locale: string): Node[] {
  const { arms } = node;
  const other = arms.other as Node[];
  if (node.by === "select") return arms[String(value)] ?? other;
  return arms[`=${value}`] ?? arms[new Intl.PluralRules(locale).select(Number(value))] ?? other;
}

/** Every name a message asks for, in order of first use. */
export function namesIn(nodes: Node[]): string[] {
  const names = new Set<string>();
  for (const node of nodes) {
    if (node.kind === "text") continue;
    names.add(node.name);
    if (node.kind !== "choice") continue;
    for (const arm of Object.values(node.arms)) for (const name of namesIn(arm)) names.add(name);
  }
  return [...names];
}
