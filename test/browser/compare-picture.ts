// Compares a picture with the kept one of its name in test/browser/kept. A change of look is thus seen and
// decided: on a difference the new picture and what differs are written to a folder of the machine, with how
// to accept it.
// Example: comparePicture("forms-light", png, "140.0.1") → null, or "forms-light differs in 412 points (0.06
// %) …"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

const KEPT = join(import.meta.dirname, "kept");
const VERSION = join(KEPT, "chromium.txt");
const OUT = join(tmpdir(), "partage-pictures");
/** With PARTAGE_KEEP_PICTURES=1 the pictures of this run become the kept ones. */
const keeps = process.env.PARTAGE_KEEP_PICTURES === "1";
/**
 * The share of points that may differ: nearly none by the browser that took the kept ones, some by another.
 */
const SAME_BROWSER = 0.0002;
const OTHER_BROWSER = 0.03;

export function comparePicture(name: string, taken: Buffer, browser: string): string | null {
  const place = join(KEPT, `${name}.png`);
  if (keeps) {
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(place, taken);
    writeFileSync(VERSION, `${browser}\n`);
    return null;
  }
  if (!existsSync(place)) return `${name} has no kept picture; ${HOW}`;
  const allowed = readFileSync(VERSION, "utf8").trim() === browser ? SAME_BROWSER : OTHER_BROWSER;
  const [kept, now] = [PNG.sync.read(readFileSync(place)), PNG.sync.read(taken)];
  if (kept.width !== now.width || (allowed === SAME_BROWSER && kept.height !== now.height)) {
    write(`${name}-now.png`, taken);
    return `${name} is ${now.width} × ${now.height}, kept ${kept.width} × ${kept.height}; ${HOW}`;
  }
  const height = Math.min(kept.height, now.height);
  const size = kept.width * height * 4;
  const diff = new PNG({ width: kept.width, height });
  const [before, after] = [kept.data.subarray(0, size), now.data.subarray(0, size)];
  const points = pixelmatch(before, after, diff.data, kept.width, height, { threshold: 0.2 });
  const share = points / (kept.width * height);
  if (share <= allowed) return null;
  write(`${name}-now.png`, taken);
  write(`${name}-differs.png`, PNG.sync.write(diff));
  return `${name} differs in ${points} points (${(share * 100).toFixed(2)} %); ${HOW}`;
}

const HOW =
  `look at ${OUT}; if it is meant: PARTAGE_KEEP_PICTURES=1 npx vitest run --project long ` +
  "test/browser/parts.long.test.ts, and commit test/browser/kept";

function write(name: string, bytes: Buffer): void {
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, name), bytes);
}
