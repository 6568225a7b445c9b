// Writes a small tree of files into a folder of its own, for tests that plant a breach of a house rule. Never
// near the clone. Example: const root = plantTree({ "src/base/a.ts": "…" }); … rmSync(root, { recursive: true
// })
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export function plantTree(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "partage-house-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
