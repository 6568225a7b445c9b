// A zip that is written as a stream reads back from its list, byte for byte what went in.
import { expect, test } from "vitest";
import { zip } from "../../src/base/zip.ts";
import { unzip } from "./unzip.ts";

test("what was written reads back, with sizes and sums that fit", async () => {
  const long = Array.from({ length: 20_000 }, (_, i) => `{"id":"s${i}","paid":${i * 7}}\n`);
  const entries = [
    { name: "README.txt", content: ["Olá, ", Buffer.from("mundo\n")] },
    { name: "a/sales.ndjson", content: long },
    { name: "empty.txt", content: [] },
  ];
  const pieces: Uint8Array[] = [];
  for await (const piece of zip(entries, Date.UTC(2026, 2, 1, 12, 30, 8))) pieces.push(piece);
  const files = unzip(Buffer.concat(pieces));
  expect([...files.keys()]).toEqual(["README.txt", "a/sales.ndjson", "empty.txt"]);
  expect(files.get("README.txt")).toBe("Olá, mundo\n");
  expect(files.get("a/sales.ndjson")).toBe(long.join(""));
  expect(files.get("empty.txt")).toBe("");
});

test("a content that fails breaks the stream: half a file is never a whole one", async () => {
  async function* failing() {
    yield "one line\n";
    throw new Error("gone");
  }
  const all = async () => {
    for await (const _ of zip([{ name: "a.txt", content: failing() }], 0)) {
    }
  };
  await expect(all()).rejects.toThrow("gone");
});
