// Installs node_modules exactly as package-lock.json says, and knows when that is already so. A stamp inside
// node_modules holds the lock's hash; an install by hand is accepted when npm's own record of what lies there
// agrees with the lock. A broken install leaves neither, and is done again.
// Example: after `git pull` with a new lock → packagesAreInstalled() is false → npm ci
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npm } from "./npm.mjs";
import { root, say } from "./place.mjs";

const lockPath = join(root, "package-lock.json");
const stampPath = join(root, "node_modules", ".partage-stamp");
const recordPath = join(root, "node_modules", ".package-lock.json");

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[] | string,
 *   cpu?: string[] | string }} Entry
 */

/** @returns {boolean} */
export function packagesAreInstalled() {
  if (!existsSync(recordPath)) return false;
  const lock = readFileSync(lockPath, "utf8");
  const hash = createHash("sha256").update(lock).digest("hex");
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8") === hash) return true;
  if (!recordAgrees(lock)) return false;
  try {
    writeFileSync(stampPath, hash);
  } catch {
    // A folder that cannot be written is looked at again next time.
  }
  return true;
}

/** @param {string} lock */
function recordAgrees(lock) {
  /** @type {{ packages: Record<string, Entry & { optionalDependencies?: Record<string, string> }> }} */
  const wanted = JSON.parse(lock);
  /** @type {{ packages: Record<string, Entry> }} */
  const found = JSON.parse(readFileSync(recordPath, "utf8"));
  const ownOptional = wanted.packages[""]?.optionalDependencies ?? {};
  for (const [path, entry] of Object.entries(wanted.packages)) {
    if (path === "") continue;
    const here = found.packages[path];
    const named = path.replace(/^node_modules\//, "") in ownOptional && isForThisMachine(entry);
    if (!here && entry.optional && !named) continue;
    if (here?.version !== entry.version || here?.integrity !== entry.integrity) return false;
  }
  return true;
}

/** @param {Entry} entry */
function isForThisMachine({ os, cpu }) {
  const fits = (/** @type {string[] | string | undefined} */ list, /** @type {string} */ mine) =>
    list === undefined || [list].flat().includes(mine);
  return fits(os, process.platform) && fits(cpu, process.arch);
}

/** @param {string} node @returns {Promise<void>} */
export async function installPackages(node) {
  say("installing packages (about a minute, once)");
  await npm(node, ["ci"], root);
  const hash = createHash("sha256").update(readFileSync(lockPath, "utf8")).digest("hex");
  writeFileSync(stampPath, hash);
}
