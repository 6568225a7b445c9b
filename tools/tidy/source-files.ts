// The files that tidy looks at, each read once and parsed once. Generated files say so in their first line and are left out.
// Never writes. Example: readSources("/clone") → [{ path: "src/base/id.ts", room: "base", text, lines, tree }, …]
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

export interface Source {
  /** From the root of the clone, with forward slashes. */
  path: string;
  /** The folder below src/, or the folder at the root: "ledger", "test". */
  room: string;
  text: string;
  lines: string[];
  tree: ts.SourceFile;
}

/** What is wrong, where, by which rule. */
export interface Finding {
  rule: string;
  path: string;
  line: number;
  sentence: string;
}

const FOLDERS = ["src", "test", "tools", "bench", "bin"];
const PROGRAM = /\.(ts|tsx|mjs|cjs)$/;

export function readSources(root: string): Source[] {
  return FOLDERS.flatMap((folder) => listFiles(join(root, folder)))
    .filter((path) => PROGRAM.test(path) && !path.includes("/fixtures/"))
    .map((path) => readSource(root, path))
    .filter((source) => !/^(\/\/|\/\*).*\bgenerated\b/i.test(source.lines[0] ?? ""));
}

function readSource(root: string, file: string): Source {
  const path = relative(root, file);
  const text = readFileSync(file, "utf8");
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const [folder = "", room = ""] = path.split("/");
  return { path, room: folder === "src" ? room : folder, text, lines: text.split("\n"), tree };
}

/** Every file below a folder; none when there is no such folder. */
export function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const found = readdirSync(folder, { withFileTypes: true, recursive: true });
  return found
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Calls back for every node of a file. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

export function lineOf(source: Source, position: number): number {
  return source.tree.getLineAndCharacterOfPosition(position).line + 1;
}

/** The fixed texts of a file: strings and the fixed parts of templates, with their positions. */
export function textsOf(source: Source): { text: string; position: number }[] {
  const texts: { text: string; position: number }[] = [];
  walk(source.tree, (node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      texts.push({ text: node.text, position: node.getStart() });
    }
  });
  return texts;
}
