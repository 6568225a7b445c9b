// What `npm test` runs: everything that guards main, one step after the other, each with its time, and last
// the line "N passed, N failed, N skipped" over steps and tests together. With --long, what takes longer
// instead. Never hides a step's output when it fails; never counts as passed what did not run.
// Example: npm test → "ok   floors   0.9 s" … "412 passed, 0 failed, 0 skipped"
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

interface Step {
  name: string;
  /** A program of a package and its words, or a file of ours. */
  words: string[];
  /** Shown as it comes: it has much to say and takes long. */
  loud?: boolean;
}

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const FOLDERS = ["src", "test", "tools", "bench", "bin"].filter((folder) => existsSync(join(root, folder)));
const CHECKS: Step[] = [
  {
    name: "floors",
    words: [program("dependency-cruiser", "depcruise"), "--config", ".dependency-cruiser.cjs", ...FOLDERS],
  },
  { name: "picture of the floors", words: ["tools/draw-floors.ts"] },
  { name: "tidy", words: ["tools/tidy.ts"] },
  { name: "types", words: [program("ts7", "tsc"), "-p", "tsconfig.json"] },
  { name: "types of the pages", words: [program("ts7", "tsc"), "-p", "tsconfig.web.json"] },
  { name: "lint", words: [program("@biomejs/biome", "biome"), "ci", "--colors=off", "--reporter=summary"] },
  { name: "nothing unused", words: [program("knip", "knip"), "--no-progress"] },
];
const PAGES: Step = { name: "pages", words: ["bin/bootstrap.mjs", "build:web"] };
const VITEST = program("vitest", "vitest");
const TESTS: Step = { name: "tests", words: [VITEST, "run", "--project", "short"], loud: true };
const LONG: Step = {
  name: "long tests",
  words: [VITEST, "run", "--project", "long", "--passWithNoTests"],
  loud: true,
};

/** The JavaScript file behind a package's command. */
function program(name: string, command: string): string {
  const folder = join(root, "node_modules", name);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[command]);
}

async function runStep(step: Step): Promise<Counts> {
  const start = performance.now();
  const { code, output } = await runWords(step);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (code !== 0 && !step.loud) process.stdout.write(output);
  console.log(`${code === 0 ? "ok  " : "FAIL"} ${step.name.padEnd(22)} ${seconds.padStart(6)} s`);
  const own = step.loud ? lastCounts(output) : null;
  if (!own) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  // A runner that fails beside its tests (a leak, a broken setup) is one failure more.
  return code !== 0 && own.failed === 0 ? { ...own, failed: 1 } : own;
}

function runWords(step: Step): Promise<{ code: number; output: string }> {
  const env = { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}) };
  const child = spawn(process.execPath, step.words, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      if (step.loud) process.stdout.write(chunk);
    });
  }
  const end = () => child.kill("SIGTERM");
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, end);
  process.once("disconnect", end);
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8") }));
  });
}

/** What test/reporter.ts printed last. */
function lastCounts(output: string): Counts | null {
  const all = [...output.matchAll(/^(\d+) passed, (\d+) failed, (\d+) skipped$/gm)];
  const last = all.at(-1);
  return last ? { passed: Number(last[1]), failed: Number(last[2]), skipped: Number(last[3]) } : null;
}

async function main(): Promise<void> {
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const steps = process.argv.includes("--long") ? [PAGES, LONG] : [...CHECKS, PAGES, TESTS];
  for (const step of steps) {
    const counts = await runStep(step);
    for (const key of ["passed", "failed", "skipped"] as const) total[key] += counts[key];
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed === 0 ? 0 : 1;
  if (process.connected) process.disconnect();
}

await main();
