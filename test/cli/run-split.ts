// Runs the split command on bytes in memory, in a folder that goes with the run: files that share a worker
// share it.
// Example: (await split(sale("s1"))).out → one line of JSON; errors(err) → ["2 invalid_json"].
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { inject } from "vitest";
import { runSplit } from "../../src/cli/split.ts";

export const folder = mkdtempSync(join(inject("folder"), "split-"));

export function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

export const PLAN = {
  producer: "ana",
  contracts: [{ id: "c1", party: "bruno", share: "0.10", from: "2026-01-01T00:00:00Z" }],
};
export const planFile = file("plan.json", JSON.stringify(PLAN));
export const sale = (id: string, more = "") =>
  `{"id":"${id}","at":"2026-03-01T12:00:00Z","currency":"USD","paid":1000${more}}`;

export class Kept extends Writable {
  text = "";
  readonly isTTY: boolean;
  constructor(isTTY = false) {
    super({ decodeStrings: true });
    this.isTTY = isTTY;
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    this.text += chunk.toString();
    done();
  }
}

export async function run(argv: string[], input: readonly (string | Uint8Array)[] = [], isTTY = false) {
  const stdout = new Kept();
  const stderr = new Kept(isTTY);
  const stdin = Readable.from(input.map((piece) => Buffer.from(piece)));
  const status = await runSplit(argv, { stdin, stdout, stderr });
  const lines = (text: string) => text.split("\n").filter((line) => line !== "");
  return { status, out: lines(stdout.text), err: lines(stderr.text), stderr: stderr.text };
}

export const split = (...input: (string | Uint8Array)[]) => run(["--plan", planFile], input);
export const ids = (lines: readonly string[]) => lines.map((line) => JSON.parse(line).id as string);
export const errors = (lines: readonly string[]) =>
  lines.map((line) => {
    const { line: number, error } = JSON.parse(line);
    return `${number} ${error.code} ${error.path}`.trim();
  });
