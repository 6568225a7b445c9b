// Holds a thing for one process at a time, by a file that names the holder. A holder that died holds nothing.
// Never waits for ever, never takes from a living holder, needs no package: the bootstrap runs it on Node 18.
// The file is {"pid": 4711, "born": "8812345"}; born (when the process started) tells it from a later
// namesake.
// Example: const held = await holdFile("data/partage.lock"); if (!held.release) → held.by is 4711.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const GUARD_IS_STALE_AFTER = 10_000;

/**
 * When a process started, in the unit the system tells it; null when none such runs, or only its zombie.
 * @param {number} pid
 * @returns {string | null}
 */
export function bornAt(pid) {
  if (process.platform === "linux") {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" || fields[0] === "X" ? null : (fields[19] ?? null);
    } catch {
      return null;
    }
  }
  try {
    const line = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
    return line === "" || line.startsWith("Z") ? null : line.replace(/^\S+\s+/, "");
  } catch {
    return null;
  }
}

/**
 * Takes the file at once or says who has it.
 * @param {string} path
 * @returns {{ release: () => void, by: null } | { release: null, by: number }}
 */
function tryHold(path) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = JSON.stringify({ pid: process.pid, born: bornAt(process.pid) });
  for (let attempt = 0; attempt < 50; attempt++) {
    try {
      writeFileSync(path, mine, { flag: "wx", mode: 0o600 });
      const release = () => {
        if (readHolder(path)?.text === mine) rmSync(path, { force: true });
      };
      return { release, by: null };
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    }
    const holder = readHolder(path);
    if (holder === null) continue;
    if (holder.alive) return { release: null, by: holder.pid };
    removeStale(path, holder.text);
  }
  return { release: null, by: 0 };
}

/**
 * @param {string} path
 * @returns {{ pid: number, alive: boolean, text: string } | null} null when the file is gone
 */
function readHolder(path) {
  let text;
  let age;
  try {
    text = readFileSync(path, "utf8");
    age = Date.now() - statSync(path).mtimeMs;
  } catch {
    return null;
  }
  try {
    const { pid, born } = JSON.parse(text);
    return { pid, alive: bornAt(pid) === born, text };
  } catch {
    // Created but not written yet, or its writer died between the two.
    return { pid: 0, alive: age < 2_000, text };
  }
}

/**
 * Removes a dead holder's file; a second guard keeps two takers from removing each other's fresh one.
 * @param {string} path
 * @param {string} text what the dead holder wrote
 */
function removeStale(path, text) {
  const guard = `${path}.breaking`;
  try {
    writeFileSync(guard, "", { flag: "wx" });
  } catch {
    try {
      if (Date.now() - statSync(guard).mtimeMs > GUARD_IS_STALE_AFTER) rmSync(guard, { force: true });
    } catch {
      // The other taker finished meanwhile.
    }
    return;
  }
  try {
    if (readHolder(path)?.text === text) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/**
 * Holds the file, waiting up to `waitMs` for a living holder.
 * @param {string} path
 * @param {{ waitMs?: number, onWait?: (pid: number) => void }} [options]
 * @returns {Promise<{ release: () => void, by: null } | { release: null, by: number }>}
 */
export async function holdFile(path, { waitMs = 0, onWait } = {}) {
  const until = Date.now() + waitMs;
  let told = false;
  for (;;) {
    const held = tryHold(path);
    if (held.release || Date.now() >= until) return held;
    if (!told) onWait?.(held.by);
    told = true;
    await sleep(100);
  }
}
