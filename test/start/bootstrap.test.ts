// The bootstrap: what it installs and when, how it hands over, and how it ends with whoever started it.
// On a clone in miniature, with real processes and signals, without network.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { isGoodVersion } from "../../bin/good-node.mjs";
import { bornAt } from "../../src/db/embedded/hold-file.mjs";
import { type SmallClone, smallClone, writePackages } from "./small-clone.ts";

let clone: SmallClone;
beforeEach(() => {
  clone = smallClone();
});
afterEach(() => clone.remove());

const NODES: [version: string, good: boolean][] = [
  ["v18.20.0", false],
  ["v20.20.2", false],
  ["v22.17.9", false],
  ["v22.18.0", true],
  ["v23.11.0", false],
  ["v24.0.0", true],
  ["v26.10.0", true],
];
it.each(NODES)("knows whether Node %s is good: %s", (version, good) => {
  expect(isGoodVersion(version)).toBe(good);
});

it("runs the asked thing with its words, in the clone, and keeps its exit code", () => {
  const { out, status } = clone.run("start", "a", "b c");
  expect(JSON.parse(out)).toEqual({ version: process.version, cwd: clone.root, rest: ["a", "b c"] });
  expect(status).toBe(0);
  expect(clone.run("start", "exit", "3").status).toBe(3);
});

it("names its commands when asked for another", () => {
  const { status, err } = clone.run("begin");
  expect(status).toBe(2);
  expect(err).toMatch(/^partage: there is no "begin": choose one of start, test, /);
});

it("installs what is missing, once, and again when the lock has changed", () => {
  clone.remove();
  clone = smallClone({ installed: false });
  expect(clone.run("start").err).toContain("installing packages");
  expect(existsSync(join(clone.root, "node_modules/left/package.json"))).toBe(true);
  expect(clone.run("start").err).toBe("");
  writePackages(clone.write, "1.0.1");
  expect(clone.run("start").err).toBe("");
  clone.write(
    "package-lock.json",
    readFileSync(join(clone.root, "package-lock.json"), "utf8").replace(
      '"left":{"version":"1.0.0"}',
      '"left":{"version":"1.0.1"}',
    ),
  );
  clone.write("left/package.json", '{ "name": "left", "version": "1.0.1" }');
  expect(clone.run("start").err).toContain("installing packages");
  expect(clone.run("start").err).toBe("");
});

it("installs again what an interrupted install left behind", () => {
  clone.run("install");
  rmSync(join(clone.root, "node_modules/.package-lock.json"));
  expect(clone.run("start").err).toContain("installing packages");
});

it("says what npm said when it cannot install, and runs nothing", () => {
  clone.write("package-lock.json", "{ not json");
  clone.write("node_modules/.partage-stamp", "old");
  rmSync(join(clone.root, "node_modules/.package-lock.json"));
  const { status, err, out } = clone.run("start");
  expect(status).toBe(1);
  expect(err).toMatch(/npm ci failed in /);
  expect(out).toBe("");
});

it("lets two starts of one clone install one after the other", async () => {
  clone.remove();
  clone = smallClone({ installed: false });
  const both = [clone.start("start"), clone.start("start"), clone.start("start")];
  const said = await Promise.all(both.map((child) => textOf(child)));
  expect(said.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(said.filter(({ err }) => err.includes("installing packages"))).toHaveLength(1);
  expect(existsSync(join(clone.root, ".partage/setup.lock"))).toBe(false);
});

it.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
  "passes %s on and ends with the child's code",
  async (signal) => {
    const { child, pid } = await waiting(clone.start("start", "wait"));
    const said = textOf(child);
    child.kill(signal);
    expect(await said).toMatchObject({ code: 7, out: expect.stringContaining(signal) });
    expect(bornAt(pid)).toBeNull();
  },
);

it("is missed by its child even after kill -9", async () => {
  const { child, pid } = await waiting(clone.start("start", "wait"));
  child.kill("SIGKILL");
  expect(await isGoneWithin(pid, 2_000)).toBe(true);
});

const AWAY: [name: string, kill: (npm: number, shell: number) => void][] = [
  ["npm is killed", (npm) => process.kill(npm, "SIGKILL")],
  ["npm gets SIGTERM", (npm) => process.kill(npm, "SIGTERM")],
  ["the shell between is killed", (_npm, shell) => process.kill(shell, "SIGKILL")],
];
it.each(AWAY)("ends its child when %s", async (_name, kill) => {
  // What `npm start` is: npm, a shell, this; neither of the two passes a signal on.
  const script = `${process.execPath} ${join(clone.root, "bin/bootstrap.mjs")} start wait; true`;
  const npm = `require("child_process").spawn("sh", ["-c", ${JSON.stringify(script)}], { stdio: "inherit" })`;
  const env = { ...process.env, npm_lifecycle_event: "start" };
  const outer = spawn(process.execPath, ["-e", npm], { env, stdio: ["ignore", "pipe", "inherit"] });
  const { pid } = await waiting(outer);
  const bootstrap = parentOf(pid);
  kill(outer.pid as number, parentOf(bootstrap));
  expect(await isGoneWithin(pid, 2_000)).toBe(true);
  expect(await isGoneWithin(bootstrap, 2_000)).toBe(true);
  outer.kill("SIGKILL");
});

it("outlives a shell that started it without npm", async () => {
  const script = `${process.execPath} ${join(clone.root, "bin/bootstrap.mjs")} start wait &`;
  const { npm_lifecycle_event: _, ...env } = process.env;
  const { pid } = await waiting(spawn("sh", ["-c", script], { env, stdio: ["ignore", "pipe", "inherit"] }));
  await sleep(700);
  expect(bornAt(pid)).not.toBeNull();
  process.kill(parentOf(pid), "SIGTERM");
  expect(await isGoneWithin(pid, 2_000)).toBe(true);
});

/** Waits until the program says that it waits; its process. */
async function waiting(child: ReturnType<typeof spawn>): Promise<{ child: typeof child; pid: number }> {
  let text = "";
  child.stdout?.on("data", (chunk) => {
    text += chunk;
  });
  for (const until = Date.now() + 10_000; Date.now() < until; await sleep(10)) {
    const pid = Number(/waiting (\d+)/.exec(text)?.[1]);
    if (pid) return { child, pid };
  }
  throw new Error(`the program never waited: ${text}`);
}

async function textOf(child: ReturnType<typeof spawn>): Promise<{ code: number; out: string; err: string }> {
  const said = { out: "", err: "" };
  child.stdout?.on("data", (chunk) => {
    said.out += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    said.err += chunk;
  });
  const [code] = await once(child, "close");
  return { code, ...said };
}

function parentOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[1]);
}

async function isGoneWithin(pid: number, ms: number): Promise<boolean> {
  for (const until = Date.now() + ms; Date.now() < until; await sleep(20)) {
    if (bornAt(pid) === null) return true;
  }
  return false;
}
