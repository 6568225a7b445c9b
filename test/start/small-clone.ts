// A clone in miniature, to try the bootstrap on: the real bin/ and lock, packages that lie beside it (no
// network), a server and a command line of a few lines. Example: const clone = smallClone(); clone.run("cli",
// "hello") → "hello"
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

const real = join(import.meta.dirname, "../..");
const HOLD = "src/db/embedded/hold-file.mjs";

/** The program that npm start and the tests run: says what it got, and can wait for the end. */
const PROGRAM = `
import { readFileSync } from "node:fs";
import { onParentGone } from "./stop-with-parent.ts";
const [what, ...rest] = process.argv.slice(2);
if (what === "wait") {
  const end = (why: string) => { console.log(why); process.exit(7); };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => end(signal));
  onParentGone(() => end("parent gone"));
  setInterval(() => undefined, 1000);
  console.log("waiting " + process.pid);
} else if (what === "exit") process.exitCode = Number(rest[0]);
else if (what === "echo") process.stdout.write(readFileSync(0));
else console.log(JSON.stringify({ version: process.version, cwd: process.cwd(), rest: process.argv.slice(2) }));
`;

export interface SmallClone {
  root: string;
  /** An environment whose `node` says that it is version 20, and cannot run TypeScript. */
  oldNode: NodeJS.ProcessEnv;
  write(path: string, text: string): void;
  /** Runs bin/bootstrap.mjs to its end. */
  run(...words: string[]): { status: number | null; out: string; err: string };
  /** Runs bin/bootstrap.mjs and answers at once. */
  start(...words: string[]): ReturnType<typeof spawn>;
  remove(): void;
}

export function smallClone({ installed = true } = {}): SmallClone {
  const root = mkdtempSync(join(tmpdir(), "partage-clone-"));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  cpSync(join(real, "bin"), join(root, "bin"), { recursive: true });
  write("runtime/package.json", '{ "name": "runtime", "private": true }');
  cpSync(join(real, HOLD), join(root, HOLD));
  cpSync(join(real, "src/server/stop-with-parent.ts"), join(root, "src/server/stop-with-parent.ts"));
  write("src/server/main.ts", PROGRAM);
  write("src/cli/main.ts", 'await import("../server/main.ts");');
  write("left/package.json", '{ "name": "left", "version": "1.0.0" }');
  writePackages(write, "1.0.0");
  if (installed) write("node_modules/.package-lock.json", lockOf("1.0.0"));
  write(
    "old/node",
    `#!/bin/sh\n[ "$1" = --version ] && echo v20.20.2 && exit\nexec ${process.execPath} "$@"\n`,
  );
  chmodSync(join(root, "old/node"), 0o755);
  const words = (rest: string[]) => [join(root, "bin/bootstrap.mjs"), ...rest];
  return {
    root,
    oldNode: { ...process.env, PATH: `${join(root, "old")}${delimiter}${process.env.PATH}` },
    write,
    run(...rest) {
      const { status, stdout, stderr } = spawnSync(process.execPath, words(rest), { encoding: "utf8" });
      return { status, out: stdout, err: stderr };
    },
    start: (...rest) => spawn(process.execPath, words(rest), { stdio: ["ignore", "pipe", "pipe"] }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** package.json and lock of a project that needs the package in left/. */
export function writePackages(write: SmallClone["write"], version: string): void {
  const manifest = { name: "small", version, type: "module", dependencies: { left: "file:left" } };
  write("package.json", JSON.stringify(manifest));
  write("package-lock.json", lockOf(version));
}

function lockOf(version: string): string {
  const packages = {
    "": { name: "small", version, dependencies: { left: "file:left" } },
    left: { version: "1.0.0" },
    "node_modules/left": { resolved: "left", link: true },
  };
  return JSON.stringify({ name: "small", version, lockfileVersion: 3, requires: true, packages });
}

/** Puts a good Node where the bootstrap fetches one to. */
export function fetchNode({ root, write }: SmallClone): void {
  write("runtime/node_modules/.package-lock.json", "{}");
  mkdirSync(join(root, "runtime/node_modules/node-here/bin"), { recursive: true });
  symlinkSync(process.execPath, join(root, "runtime/node_modules/node-here/bin/node"));
}
