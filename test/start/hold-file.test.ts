// One process at a time holds a file: whatever dies, whatever number is used again, however many try at once.
// With real processes. Example: eight processes, each ten times; never two inside.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { bornAt, holdFile } from "../../src/db/embedded/hold-file.mjs";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "partage-hold-"));
  path = join(folder, "deep/er/held");
});
afterEach(() => rmSync(folder, { recursive: true }));

it("is held by one, and free after its release", async () => {
  const first = await holdFile(path);
  expect(first.by).toBeNull();
  expect(await holdFile(path)).toEqual({ release: null, by: process.pid });
  first.release?.();
  expect((await holdFile(path)).by).toBeNull();
});

it("is taken from a process that died", async () => {
  const child = spawn(process.execPath, ["-e", "0"]);
  await once(child, "exit");
  const first = await holdFile(path);
  first.release?.();
  writeFileSync(path, JSON.stringify({ pid: child.pid, born: "1" }));
  expect((await holdFile(path)).by).toBeNull();
});

it("is taken from a dead process whose number a living one has now", async () => {
  (await holdFile(path)).release?.();
  writeFileSync(path, JSON.stringify({ pid: process.pid, born: `${bornAt(process.pid)}0` }));
  expect((await holdFile(path)).by).toBeNull();
});

it("does not remove what another took over", async () => {
  const first = await holdFile(path);
  writeFileSync(path, JSON.stringify({ pid: 1, born: bornAt(1) }));
  first.release?.();
  expect(existsSync(path)).toBe(true);
});

it("waits for a living holder as long as it was told, and says for whom", async () => {
  await holdFile(path);
  const told: number[] = [];
  const start = performance.now();
  const held = await holdFile(path, { waitMs: 300, onWait: (pid) => told.push(pid) });
  expect(held.by).toBe(process.pid);
  expect(told).toEqual([process.pid]);
  expect(performance.now() - start).toBeGreaterThan(250);
});

it("is never held by two of eight processes, two of which die holding it", async () => {
  const record = join(folder, "record");
  const script = `
    import { appendFileSync } from "node:fs";
    import { holdFile } from ${JSON.stringify(join(import.meta.dirname, "../../src/db/embedded/hold-file.mjs"))};
    for (let i = 0; i < 10; i++) {
      const { release } = await holdFile(${JSON.stringify(path)}, { waitMs: 30000 });
      appendFileSync(${JSON.stringify(record)}, "in " + process.pid + "\\n");
      if (process.argv[1] === "die" && i === 5) process.kill(process.pid, "SIGKILL");
      await new Promise((r) => setTimeout(r, 2));
      appendFileSync(${JSON.stringify(record)}, "out " + process.pid + "\\n");
      release();
    }`;
  const words = ["--input-type=module", "-e", script];
  const children = Array.from({ length: 8 }, (_, i) =>
    spawn(process.execPath, [...words, i < 2 ? "die" : "live"]),
  );
  await Promise.all(children.map((child) => once(child, "exit")));
  const lines = readFileSync(record, "utf8").trim().split("\n");
  expect(lines).toHaveLength(6 * 20 + 2 * 11);
  const dead = new Set(children.slice(0, 2).map((child) => String(child.pid)));
  let inside: string | null = null;
  for (const line of lines) {
    const [what = "", who = ""] = line.split(" ");
    if (what === "out") expect(inside).toBe(who);
    else expect(inside === null || dead.has(inside)).toBe(true);
    inside = what === "in" ? who : null;
  }
});
