// Runs npm under a Node of our choice, without install scripts: nothing here may depend on one. Its words are
// shown only when it fails; while it lasts, a line now and then says so. Example: await npm(node, ["ci"],
// root)
import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { say } from "./place.mjs";
import { waitFor } from "./wait-for.mjs";

const LAST_LINES = 25;
/** A minute without a word looks like a minute in which nothing happens. */
const BEAT_MS = 15_000;

/** @returns {string} npm's own program, a JavaScript file */
function findNpm() {
  const asked = process.env.npm_execpath;
  if (asked && /npm-cli\.c?js$/.test(asked) && existsSync(asked)) return asked;
  for (const folder of [dirname(process.execPath), ...(process.env.PATH ?? "").split(delimiter)]) {
    const command = join(folder, "npm");
    if (!existsSync(command)) continue;
    const program = realpathSync(command);
    if (program.endsWith("npm-cli.js")) return program;
    const beside = join(dirname(program), "..", "lib", "node_modules", "npm", "bin", "npm-cli.js");
    if (existsSync(beside)) return beside;
  }
  throw new Error("npm was not found on the PATH: install it with Node and try again");
}

/**
 * The environment without what an outer `npm start` or `npm test` put there for itself.
 * @param {string} node
 */
function environment(node) {
  /** @type {NodeJS.ProcessEnv} */
  const clean = { PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` };
  const own = /^npm_(package|lifecycle|config_(local_prefix|global|prefix|omit|include|dry_run|noproxy))/i;
  for (const [name, value] of Object.entries(process.env)) {
    if (name !== "PATH" && name !== "NODE_ENV" && !own.test(name)) clean[name] = value;
  }
  return clean;
}

/**
 * @param {string} node
 * @param {string[]} words
 * @param {string} folder
 * @returns {Promise<void>}
 */
export async function npm(node, words, folder) {
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  const whole = ["--include=dev", "--include=optional"];
  const child = spawn(node, [findNpm(), ...words, ...quiet, ...whole], {
    cwd: folder,
    env: environment(node),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  child.stderr.on("data", (chunk) => (said += chunk));
  const started = Date.now();
  const beat = setInterval(() => {
    say(`still fetching (${Math.round((Date.now() - started) / 1000)} seconds so far)`);
  }, BEAT_MS);
  const code = await waitFor(child).finally(() => clearInterval(beat));
  if (code === 0) return;
  const tail = said.trim().split("\n").slice(-LAST_LINES).join("\n");
  throw new Error(`npm ${words.join(" ")} failed in ${folder}:\n${tail}`);
}
