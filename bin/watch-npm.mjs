// Notices that the npm which started us is gone, or the shell between npm and us. Why: SIGTERM to `npm start`
// may end only one of the two, and neither passes it on. Never watches anything but npm: started by hand,
// from a service or with nohup there is nobody to outlive.
// Example: npm (pid 10) → sh (11) → this (12): 10 or 11 ends → gone() within 250 ms
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { bornAt } from "../src/db/embedded/hold-file.mjs";

const LOOK_EVERY = process.platform === "linux" ? 250 : 1_000;

/** @param {number} pid @returns {number} the parent of another process, 0 when unknown */
function parentOf(pid) {
  try {
    if (process.platform !== "linux") {
      return Number(execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }));
    }
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return 0;
  }
}

/** @param {number} pid */
function isShell(pid) {
  try {
    const isLinux = process.platform === "linux";
    const name = isLinux
      ? readFileSync(`/proc/${pid}/comm`, "utf8")
      : execFileSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" });
    return /^(.*\/)?-?(sh|dash|bash|zsh|ash|busybox)$/.test(name.trim());
  } catch {
    return false;
  }
}

/**
 * @param {() => void} gone called once
 * @returns {() => void} stops watching
 */
export function watchNpm(gone) {
  if (!process.env.npm_lifecycle_event) return () => {};
  const parent = process.ppid;
  // Above npm itself is the person's own shell, which may end while npm goes on.
  const above = isShell(parent) ? parentOf(parent) : 0;
  const bornAbove = above > 1 ? bornAt(above) : null;
  const timer = setInterval(() => {
    if (process.ppid === parent && (bornAbove === null || bornAt(above) === bornAbove)) return;
    clearInterval(timer);
    gone();
  }, LOOK_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}
