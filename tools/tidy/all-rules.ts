// All rules of tidy over one tree, as findings in the order of the files. Never prints, never changes a file.
// Example: tidy("/clone") → { files: 214, findings: [] }
import { checkNames } from "./names.ts";
import { checkPurity } from "./purity.ts";
import { checkSizes } from "./sizes.ts";
import { type Finding, readSources } from "./source-files.ts";
import { checkWriters } from "./writers.ts";

export function tidy(root: string): { files: number; findings: Finding[] } {
  const sources = readSources(root);
  const findings = [
    ...checkSizes(sources),
    ...checkNames(root, sources),
    ...checkWriters(root, sources),
    ...checkPurity(sources),
  ];
  findings.sort((a, b) => a.path.localeCompare(b.path) || a.line - b.line);
  return { files: sources.length, findings };
}
