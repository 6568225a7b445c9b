// bin/partage, the file: from any folder, through a link, with an old Node on the PATH; it becomes the
// program, so that input, output, signals and the exit code are the program's own. On a clone in miniature.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fetchNode, type SmallClone, smallClone } from "./small-clone.ts";

let clone: SmallClone;
let command: string;
beforeAll(() => {
  clone = smallClone();
  fetchNode(clone);
  command = join(clone.root, "bin/partage");
});
afterAll(() => clone.remove());

it("runs from another folder, through a chain of links, with an old Node on the PATH", () => {
  const elsewhere = join(clone.root, "else where");
  mkdirSync(elsewhere);
  symlinkSync(command, join(elsewhere, "first"));
  symlinkSync("first", join(elsewhere, "second"));
  const out = execFileSync(join(elsewhere, "second"), ["--plan", "a b"], {
    cwd: elsewhere,
    env: clone.oldNode,
    encoding: "utf8",
  });
  expect(JSON.parse(out)).toEqual({ version: process.version, cwd: elsewhere, rest: ["--plan", "a b"] });
});

it("keeps the exit code", () => {
  expect(spawnSync(command, ["exit", "2"], { env: clone.oldNode }).status).toBe(2);
});

it("hands over bytes as they are", () => {
  const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 31) % 256));
  const run = spawnSync(command, ["echo"], { env: clone.oldNode, input: bytes, maxBuffer: 1e6 });
  expect(run.stdout.equals(bytes)).toBe(true);
  expect(run.stderr.toString()).toBe("");
});

it("is the program's own process, so that signals reach it", async () => {
  const child = spawn(command, ["wait"], { env: clone.oldNode, stdio: ["ignore", "pipe", "inherit"] });
  const [said] = await once(child.stdout, "data");
  expect(String(said)).toBe(`waiting ${child.pid}\n`);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([7, null]);
});

it("installs once where nothing is installed yet, on standard error only", () => {
  const fresh = smallClone({ installed: false });
  fetchNode(fresh);
  const run = () =>
    spawnSync(join(fresh.root, "bin/partage"), ["x"], { env: fresh.oldNode, encoding: "utf8" });
  const [first, second] = [run(), run()];
  fresh.remove();
  expect(first.stderr).toContain("installing packages");
  expect(JSON.parse(first.stdout).rest).toEqual(["x"]);
  expect(second.stderr).toBe("");
});

it("starts at most a tenth of a second after the bare Node", () => {
  const time = (file: string, words: string[]) => {
    const start = performance.now();
    spawnSync(file, words, { env: clone.oldNode });
    return performance.now() - start;
  };
  const program = join(clone.root, "src/cli/main.ts");
  const rounds = Array.from(
    { length: 9 },
    () => time(command, ["x"]) - time(process.execPath, [program, "x"]),
  );
  expect(rounds.sort((a, b) => a - b)[4]).toBeLessThan(100);
});
