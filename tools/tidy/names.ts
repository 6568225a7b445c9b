// Names: no drawers, no barrels, and none of the words that the domain page calls defects where people read
// them: in exported names, fields, tables, columns and messages. A database transaction and an order of
// things keep their names.
// Example: src/wire/sale.ts:12 "field orderId: the domain's word is sale"
import { readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import ts from "typescript";
import { type Finding, lineOf, listFiles, type Source, textsOf, walk } from "./source-files.ts";

const DRAWERS = new Set([
  "util",
  "utils",
  "helper",
  "helpers",
  "common",
  "misc",
  "lib",
  "index",
  "shared",
  "stuff",
]);

/**
 * Each synonym as words in a row, and the word to use. "Order" and "transaction" only where they name a sale.
 */
const SYNONYMS: [RegExp, string][] = [
  [/(^| )collaborators?( |$)/, "co-producer"],
  [/(^| )co ?creators?( |$)/, "co-producer"],
  [/(^| )partner shares?( |$)/, "share"],
  [/(^| )(revenue shares?|rev share)( |$)/, "share"],
  [/(^|^(create|get|list|find|record|read|new|post|fetch|load) )orders?$/, "sale"],
  [/^orders? (id|ids|item|items|line|lines|number|total|amount|key|row|rows)$/, "sale"],
  [/^transactions?( (id|ids|amount|date|key|row|rows|list))?$/, "sale or entry"],
  [/^(create|get|list|find|record|read|new|post|fetch|load|sale) transactions?$/, "sale or entry"],
];

const IN_MESSAGES = /\b(collaborators?|co-?creators?|partner shares?)\b/i;

/** Rooms that speak other programs' languages, or the database's. */
const FOREIGN = new Set(["sources", "db", "test", "tools", "bench", "bin"]);

export function checkNames(root: string, sources: Source[]): Finding[] {
  const inTables = listFiles(join(root, "src/db/migrations")).flatMap((file) => tableNames(root, file));
  return [
    ...sources.flatMap(drawers),
    ...sources.flatMap(synonyms),
    ...sources.flatMap(messages),
    ...inTables,
  ];
}

function drawers({ path }: Source): Finding[] {
  const parts = path.split("/");
  const name = basename(path).replace(/\..*$/, "");
  const drawer = [name, ...parts.slice(1, -1)].find((part) => DRAWERS.has(part));
  if (!drawer) return [];
  return [{ rule: "no-drawers", path, line: 1, sentence: `"${drawer}" says nothing about what lies in it` }];
}

/** "recordOrder", "order_id" → "record order", "order id". */
function wordsOf(name: string): string {
  const apart = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/[_\-\s]+/g, " ");
  return apart.trim().toLowerCase();
}

function synonymOf(name: string): string | null {
  const words = wordsOf(name);
  return SYNONYMS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

function synonyms(source: Source): Finding[] {
  if (FOREIGN.has(source.room)) return [];
  const findings: Finding[] = [];
  const tell = (kind: string, node: ts.Node, name: string) => {
    const word = synonymOf(name);
    if (!word) return;
    const sentence = `${kind} ${name}: the domain's word is ${word}`;
    findings.push({
      rule: "no-synonyms",
      path: source.path,
      line: lineOf(source, node.getStart()),
      sentence,
    });
  };
  walk(source.tree, (node) => {
    const field = ts.isPropertySignature(node) || (source.room === "wire" && ts.isPropertyAssignment(node));
    if (field) tell("field", node, node.name.getText().replace(/["']/g, ""));
    for (const name of exportedNames(node)) tell("exported name", node, name);
  });
  return findings;
}

function exportedNames(node: ts.Node): string[] {
  if (!ts.canHaveModifiers(node)) return [];
  if (!ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)) return [];
  if (ts.isVariableStatement(node)) return node.declarationList.declarations.map((one) => one.name.getText());
  const name = (node as ts.DeclarationStatement).name;
  return name ? [name.getText()] : [];
}

function messages(source: Source): Finding[] {
  if (FOREIGN.has(source.room)) return [];
  return textsOf(source).flatMap(({ text, position }) => {
    const found = IN_MESSAGES.exec(text);
    if (!found) return [];
    const line = lineOf(source, position);
    return [{ rule: "no-synonyms", path: source.path, line, sentence: `a message says "${found[0]}"` }];
  });
}

function tableNames(root: string, file: string): Finding[] {
  const findings: Finding[] = [];
  const lines = readFileSync(file, "utf8").split("\n");
  for (const [index, line] of lines.entries()) {
    const table = /CREATE (?:TABLE|VIEW)(?: IF NOT EXISTS)? (?:\w+\.)?(\w+)/i.exec(line)?.[1];
    const column = /^ {2}([a-z_]+)\s+(?:text|int|bigint|uuid|jsonb|date|timestamptz|bytea|boolean)/.exec(
      line,
    )?.[1];
    const name = [table, column].find((one) => one && synonymOf(one));
    if (!name) continue;
    const sentence = `${table === name ? "table" : "column"} ${name}: the domain's word is ${synonymOf(name)}`;
    findings.push({ rule: "no-synonyms", path: relative(root, file), line: index + 1, sentence });
  }
  return findings;
}
