// One writer a table: the rooms whose files insert into, update or delete from it, by kysely or by SQL, are
// one room. Reports and flows write nothing. Tables are those of src/db/migrations; other words after
// "update" are prose.
// Example: src/flows/refund-sale.ts:31 "writes sale, which sales/ writes"
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { type Finding, lineOf, listFiles, type Source, textsOf, walk } from "./source-files.ts";

interface Write {
  table: string;
  room: string;
  path: string;
  line: number;
}

const SQL_WRITE =
  /\b(?:insert\s+into|delete\s+from|truncate(?:\s+table)?|update|merge\s+into)\s+(?:only\s+)?(?:\w+\.)?(\w+)/gi;
const KYSELY_WRITE = /^(insertInto|updateTable|deleteFrom|mergeInto|replaceInto)$/;
const READS_ONLY = new Set(["reports", "flows", "wire", "web", "engine"]);

export function checkWriters(root: string, sources: Source[]): Finding[] {
  const tables = readTables(root);
  const inProduct = sources.filter((source) => source.path.startsWith("src/"));
  const writes = inProduct.flatMap((source) => [...kyselyWrites(source), ...sqlWrites(source)]);
  const known = writes.filter((write) => tables.has(write.table));
  return known.flatMap((write) => judge(write, known));
}

function judge(write: Write, all: Write[]): Finding[] {
  const { path, line, table, room } = write;
  if (READS_ONLY.has(room)) {
    return [{ rule: "reads-only", path, line, sentence: `writes ${table}, and ${room}/ writes nothing` }];
  }
  if (table === "event" && room !== "db") {
    return [{ rule: "one-writer", path, line, sentence: "writes event, which is written through db/" }];
  }
  const others = all.filter(
    (other) => other.table === table && other.room !== room && !READS_ONLY.has(other.room),
  );
  const rooms = [...new Set(others.map((other) => other.room))];
  if (rooms.length === 0) return [];
  const sentence = `writes ${table}, which ${rooms.map((one) => `${one}/`).join(" and ")} also writes`;
  return [{ rule: "one-writer", path, line, sentence }];
}

function readTables(root: string): Set<string> {
  const tables = new Set<string>();
  for (const file of listFiles(join(root, "src/db/migrations"))) {
    const sql = readFileSync(file, "utf8");
    for (const match of sql.matchAll(/CREATE TABLE(?: IF NOT EXISTS)? (?:\w+\.)?(\w+)/gi))
      tables.add(match[1] as string);
  }
  return tables;
}

function kyselyWrites(source: Source): Write[] {
  const writes: Write[] = [];
  walk(source.tree, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const [first] = node.arguments;
    if (!KYSELY_WRITE.test(node.expression.name.text) || !first || !ts.isStringLiteralLike(first)) return;
    const table = (first.text.split(/\s+as\s+/)[0] ?? "").replace(/^\w+\./, "");
    writes.push({ table, room: source.room, path: source.path, line: lineOf(source, first.getStart()) });
  });
  return writes;
}

function sqlWrites(source: Source): Write[] {
  return textsOf(source).flatMap(({ text, position }) =>
    [...text.matchAll(SQL_WRITE)].map((match) => ({
      table: (match[1] as string).toLowerCase(),
      room: source.room,
      path: source.path,
      line: lineOf(source, position) + text.slice(0, match.index).split("\n").length - 1,
    })),
  );
}
