// What PostgreSQL says about itself in postmaster.pid: process, folder, endpoint, readiness; and whether it
// still runs. Never trusts a process number alone: after a crash the same number may belong to anybody.
// Example: → { pid: 4711, socketDir: "/var/lib/partage/3f9c0a1b2d4e/run", port: 5432, ready: true }
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { bornAt } from "./hold-file.mjs";
import type { Endpoint } from "./settings.ts";

export interface RunningServer {
  pid: number;
  endpoint: Endpoint;
  ready: boolean;
}

/** The server that runs on this cluster; null when none does. */
export function readPidFile(cluster: string): RunningServer | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isServerOf(cluster, pid)) return null;
  const port = Number(lines[3]);
  const socketDir = lines[4] || null;
  return { pid, endpoint: { socketDir, port }, ready: lines[7]?.trim() === "ready" };
}

/**
 * True when the process is the PostgreSQL of this cluster: its program is postgres and its folder is the
 * cluster.
 */
export function isServerOf(cluster: string, pid: number): boolean {
  if (bornAt(pid) === null) return false;
  try {
    if (process.platform === "linux") {
      const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
      return words[0]?.endsWith("postgres") === true && words.includes(realpathSync(cluster));
    }
    const line = execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return line.includes("postgres") && line.includes(realpathSync(cluster));
  } catch {
    return false;
  }
}

/**
 * True while any process, an orphan of a killed server too, still works in the cluster. Linux; elsewhere
 * false.
 */
export function hasOrphans(cluster: string): boolean {
  const folder = realpathSync(cluster);
  if (process.platform !== "linux") {
    const run = spawnSync("lsof", ["-t", "-a", "-d", "cwd", folder], { encoding: "utf8" });
    return run.stdout?.trim() !== "";
  }
  return readdirSync("/proc").some((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === folder;
    } catch {
      return false;
    }
  });
}
