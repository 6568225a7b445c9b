// Milliseconds of processor that Node and PostgreSQL spend: steadier than the clock where other programs run
// beside a bench. The server's are read from /proc, so only of a server on this Linux machine; else null.
// Example: const meter = await CpuMeter.open(url); … meter.since(start) → { node: 262, server: 190 }
import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";

export interface CpuTime {
  /** Milliseconds. */
  readonly node: number;
  readonly server: number | null;
}

/** /proc counts in hundredths of a second. */
const TICK = 10;

export class CpuMeter {
  readonly #postmaster: number | null;

  constructor(postmaster: number | null) {
    this.#postmaster = postmaster;
  }

  static async open(url: string): Promise<CpuMeter> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
      return new CpuMeter(statOf(rows[0].pid)?.parent ?? null);
    } finally {
      await client.end();
    }
  }

  now(): CpuTime {
    const { user, system } = process.cpuUsage();
    return { node: (user + system) / 1000, server: this.#ofServer() };
  }

  since(start: CpuTime): CpuTime {
    const { node, server } = this.now();
    const ofServer = server === null || start.server === null ? null : server - start.server;
    return { node: node - start.node, server: ofServer };
  }

  /** Of all its processes, those that ended included. */
  #ofServer(): number | null {
    if (this.#postmaster === null) return null;
    let ticks = 0;
    for (const name of readdirSync("/proc")) {
      if (!/^\d+$/.test(name)) continue;
      const stat = statOf(Number(name));
      if (stat?.parent === this.#postmaster) ticks += stat.own;
      else if (Number(name) === this.#postmaster) ticks += stat?.ended ?? 0;
    }
    return ticks * TICK;
  }
}

/** proc(5): parent, own time and that of children that ended, in ticks. */
function statOf(pid: number): { parent: number; own: number; ended: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const name = text.slice(text.indexOf("(") + 1, text.lastIndexOf(")"));
    if (!name.startsWith("postgres")) return null;
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const at = (place: number) => fields[place - 3] ?? 0;
    return { parent: at(4), own: at(14) + at(15), ended: at(16) + at(17) };
  } catch {
    return null;
  }
}
