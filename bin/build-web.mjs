// Builds the pages into dist/web when what they are made of changed since the last build. Builds beside and
// swaps, so that a running server never serves half a build. Does nothing while there is no vite.config.ts.
// Example: a change in src/web/console/sale.tsx → webIsBuilt() is false → buildWeb() → dist/web/index.html
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root, say } from "./place.mjs";
import { waitFor } from "./wait-for.mjs";

const SOURCES = [
  "src/web",
  "src/wire",
  "src/base",
  "vite.config.ts",
  "tools/split-words.ts",
  "tsconfig.web.json",
  "package-lock.json",
];
const built = join(root, "dist", "web");
const stampPath = join(built, ".partage-stamp");

/** @returns {boolean} */
export function webIsBuilt() {
  if (!existsSync(join(root, "vite.config.ts"))) return true;
  return existsSync(stampPath) && readFileSync(stampPath, "utf8") === hashSources();
}

function hashSources() {
  const hash = createHash("sha256");
  for (const source of SOURCES) addToHash(hash, join(root, source));
  return hash.digest("hex");
}

/** @param {import("node:crypto").Hash} hash @param {string} path */
function addToHash(hash, path) {
  if (!existsSync(path)) return;
  const entries = listFiles(path).sort();
  for (const file of entries)
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
}

/** @param {string} path @returns {string[]} */
function listFiles(path) {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.flatMap((entry) => {
      const inside = join(path, entry.name);
      return entry.isDirectory() ? listFiles(inside) : [inside];
    });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOTDIR") return [path];
    throw error;
  }
}

/** @param {string} node @returns {Promise<void>} */
export async function buildWeb(node) {
  say("building the pages");
  const hash = hashSources();
  const fresh = `${built}.${process.pid}`;
  const old = `${built}.old`;
  mkdirSync(join(root, "dist"), { recursive: true });
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const words = [vite, "build", "--outDir", fresh, "--emptyOutDir", "--logLevel", "warn"];
  const child = spawn(node, words, {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", process.stderr, process.stderr],
  });
  const code = await waitFor(child);
  if (code !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error("the pages could not be built (see above)");
  }
  writeFileSync(join(fresh, ".partage-stamp"), hash);
  rmSync(old, { recursive: true, force: true });
  if (existsSync(built)) renameSync(built, old);
  renameSync(fresh, built);
  rmSync(old, { recursive: true, force: true });
}
