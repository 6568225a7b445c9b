// The house rules that no other program checks: sizes, openings, names, one writer a table, nothing by
// chance, money not scaled. Never changes a file. The rules are in tools/tidy/; test/house/tidy.test.ts
// plants a breach of each. Example: npm run tidy → "tidy: 214 files, nothing to put away"
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { tidy } from "./tidy/all-rules.ts";

const root = process.argv[2] ?? dirname(dirname(fileURLToPath(import.meta.url)));
const { files, findings } = tidy(root);
for (const { path, line, sentence, rule } of findings) console.log(`${path}:${line} ${sentence} [${rule}]`);
console.log(`tidy: ${files} files, ${findings.length === 0 ? "nothing" : findings.length} to put away`);
process.exitCode = findings.length === 0 ? 0 : 1;
