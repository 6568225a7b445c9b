// Wraps comments that run past 110 characters, which the formatter leaves alone. Part of `npm run format`.
// Never touches code, nor a paragraph whose lines all fit. With paths, only those files.
// Example: node tools/wrap-comments.ts src/db → "wrapped comments in 7 files"
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { linesOfTemplates } from "./tidy/sizes.ts";
import { readSources, type Source } from "./tidy/source-files.ts";

const WIDTH = 110;
const COMMENT = /^(\s*)(\/\/|\*)( +)(\S.*)$/;
/** A line that begins a paragraph of its own. */
const BEGINS = /^(Example|- |\* |\d+\. |@|biome-ignore|```)/;

interface Paragraph {
  prefix: string;
  texts: string[];
}

function wrapFile(source: Source): string {
  const fixed = linesOfTemplates(source);
  const out: string[] = [];
  let open: Paragraph | null = null;
  const close = () => {
    if (open) out.push(...fill(open));
    open = null;
  };
  for (const [index, line] of source.lines.entries()) {
    const single = /^(\s*)\/\*\* (.*) \*\/$/.exec(line);
    const match = fixed.has(index + 1) ? null : COMMENT.exec(line);
    if (single && line.length > WIDTH) {
      close();
      const [, indent = "", text = ""] = single;
      out.push(`${indent}/**`, ...fill({ prefix: `${indent} * `, texts: [text] }), `${indent} */`);
    } else if (!match || line.endsWith("*/")) {
      close();
      out.push(line);
    } else {
      const [, indent = "", mark = "", space = "", text = ""] = match;
      const prefix = indent + mark + space;
      if (!open || prefix !== (open as Paragraph).prefix || BEGINS.test(text)) {
        close();
        open = { prefix, texts: [] };
      }
      (open as Paragraph).texts.push(text);
    }
  }
  close();
  return out.join("\n");
}

/** The paragraph as it was when every line fits, else refilled. */
function fill({ prefix, texts }: Paragraph): string[] {
  const size = (text: string) => [...(prefix + text)].length;
  const mustStay = texts[0]?.startsWith("biome-ignore");
  if (mustStay || texts.every((text) => size(text) <= WIDTH)) return texts.map((text) => prefix + text);
  const lines: string[] = [];
  let line = "";
  for (const word of texts.join(" ").split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && size(longer) > WIDTH) {
      lines.push(prefix + line);
      line = word;
    } else line = longer;
  }
  return [...lines, prefix + line];
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const asked = process.argv.slice(2);
let count = 0;
for (const source of readSources(root)) {
  if (asked.length > 0 && !asked.some((path) => source.path.startsWith(path))) continue;
  const text = wrapFile(source);
  if (text === source.text) continue;
  writeFileSync(join(root, source.path), text);
  count++;
}
console.log(`wrapped comments in ${count} files`);
