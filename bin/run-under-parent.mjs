// Runs the asked thing as a child, passes signals on, keeps its exit code, and ends it when npm goes away.
// Why: SIGTERM to `npm start` may kill only npm or its shell, which pass nothing on. The child holds the
// other end of a channel to this process, so it notices even a kill -9 here (src/server/stop-with-parent.ts).
// Example: kill -TERM of the npm process → within 250 ms SIGTERM to the server → exit 0
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import { root } from "./place.mjs";
import { watchNpm } from "./watch-npm.mjs";

const TERMINAL_GRACE = 1_500;

/**
 * @param {string} node
 * @param {string[]} words
 * @returns {Promise<number>} the child's exit code, or 128 + the signal's number
 */
export function runUnderParent(node, words) {
  const child = spawn(node, words, {
    cwd: root,
    // The compiled program is kept between runs: a second start is about a second quicker.
    env: { NODE_COMPILE_CACHE: join(root, ".partage", "compiled"), ...process.env },
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  const pass = (/** @type {NodeJS.Signals} */ signal) => () => {
    // In a terminal Ctrl-C reaches the child too; a second SIGINT would look like impatience.
    if (signal === "SIGINT" && process.stdin.isTTY)
      setTimeout(() => child.kill(signal), TERMINAL_GRACE).unref();
    else child.kill(signal);
  };
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGINT", "SIGHUP"]))
    process.on(signal, pass(signal));
  watchNpm(() => child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}
