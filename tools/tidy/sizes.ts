// Sizes and openings: a file ≤ 300 lines, a function ≤ 70, a line ≤ 110, and two to six lines at the top that
// say what the file is. Long texts that cannot be broken, and a test file's describe, are let through.
// Example: src/sales/record.ts:1 "has 312 lines, 300 at most: two acts in one file?"
import ts from "typescript";
import { type Finding, lineOf, type Source, walk } from "./source-files.ts";

const FILE = 300;
const FUNCTION = 70;
const LINE = 110;
const OPENING = { least: 2, most: 6 };
/** The names of its tests say the rest. */
const LEAST_OF_A_TEST = 1;
const UNBREAKABLE = /(["'`/])(?:(?!\1).){50,}|\S{60,}/;

export function checkSizes(sources: Source[]): Finding[] {
  return sources.flatMap((source) => [
    ...fileSize(source),
    ...opening(source),
    ...functionSizes(source),
    ...lineSizes(source),
  ]);
}

function fileSize({ path, lines }: Source): Finding[] {
  const count = lines.at(-1) === "" ? lines.length - 1 : lines.length;
  if (count <= FILE) return [];
  return [
    {
      rule: "file-size",
      path,
      line: 1,
      sentence: `has ${count} lines, ${FILE} at most: two acts in one file?`,
    },
  ];
}

function opening({ path, lines }: Source): Finding[] {
  const from = lines[0]?.startsWith("#!") ? 1 : 0;
  let count = 0;
  let inBlock = false;
  for (const line of lines.slice(from)) {
    if (line.startsWith("/*")) inBlock = true;
    if (!inBlock && !line.startsWith("//")) break;
    if (!line.startsWith("// biome-ignore")) count++;
    if (line.includes("*/")) inBlock = false;
  }
  const least = path.startsWith("test/") ? LEAST_OF_A_TEST : OPENING.least;
  if (count >= least && count <= OPENING.most) return [];
  const sentence = `opens with ${count} lines of comment, two to six are wanted: what it is, what it never does, an example`;
  return [{ rule: "opening", path, line: 1, sentence }];
}

function functionSizes(source: Source): Finding[] {
  const findings: Finding[] = [];
  walk(source.tree, (node) => {
    if (!ts.isFunctionLike(node) || !("body" in node) || !node.body || isDescribe(node)) return;
    const first = lineOf(source, node.getStart());
    const count = lineOf(source, node.getEnd()) - first + 1;
    if (count <= FUNCTION) return;
    const sentence = `a function of ${count} lines, ${FUNCTION} at most: name its steps`;
    findings.push({ rule: "function-size", path: source.path, line: first, sentence });
  });
  return findings;
}

function isDescribe(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && /^describe\b/.test(node.parent.expression.getText());
}

function lineSizes(source: Source): Finding[] {
  const inText = linesOfTemplates(source);
  return source.lines.flatMap((text, index) => {
    const line = index + 1;
    if (
      [...text].length <= LINE ||
      inText.has(line) ||
      (UNBREAKABLE.test(text) && !/^\s*(\/\/|\*)/.test(text))
    )
      return [];
    return [
      {
        rule: "line-size",
        path: source.path,
        line,
        sentence: `has ${text.length} characters, ${LINE} at most`,
      },
    ];
  });
}

/** Lines inside a text of several lines: SQL, tables, samples. */
export function linesOfTemplates(source: Source): Set<number> {
  const lines = new Set<number>();
  walk(source.tree, (node) => {
    if (!ts.isTemplateExpression(node) && !ts.isNoSubstitutionTemplateLiteral(node)) return;
    for (let line = lineOf(source, node.getStart()); line <= lineOf(source, node.getEnd()); line++)
      lines.add(line);
  });
  return lines;
}
