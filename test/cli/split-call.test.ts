// The call of `partage split`: its options, its exit status, a plan that is not valid, a terminal, a pipe
// that closes.
// Example: a plan with three mistakes → three lines of JSON on standard error and exit status 2.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { runSplit } from "../../src/cli/split.ts";
import { errors, file, folder, ids, Kept, PLAN, planFile, run, sale, split } from "./run-split.ts";

describe("the call", () => {
  test("reads a file, standard input or -", async () => {
    const sales = file("sales.ndjson", `${sale("s1")}\n${sale("s2")}`);
    expect(ids((await run(["--plan", planFile, sales])).out)).toEqual(["s1", "s2"]);
    expect(ids((await run(["--plan", planFile, "-"], [sale("s3")])).out)).toEqual(["s3"]);
    expect((await split()).out).toEqual([]);
  });

  test("with a plan that is not valid prints everything wrong and exits 2", async () => {
    const plan = file("bad.json", '{"contracts":[{"id":"c1"}],"x":1e0}');
    const { status, out, err } = await run(["--plan", plan], [sale("s1")]);
    expect([status, out]).toEqual([2, []]);
    const paths = err.map((line) => JSON.parse(line).error);
    expect(paths.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "unknown_key x",
      "missing producer",
      "missing contracts[0].share",
      "missing contracts[0].from",
      "missing contracts[0].party",
    ]);
    expect(paths[1]).toEqual({ code: "missing", message: "producer is missing", path: "producer" });
  });

  test("with a plan that is no JSON, no text or not there exits 2", async () => {
    const codeOf = async (path: string) => {
      const { status, err } = await run(["--plan", path]);
      return `${status} ${err.map((line) => JSON.parse(line).error.code).join(" ")}`;
    };
    expect(await codeOf(file("a.json", "{"))).toBe("2 invalid_json");
    expect(await codeOf(file("b.json", Buffer.from([0x22, 0xff, 0x22])))).toBe("2 invalid_json");
    expect(await codeOf(file("c.json", '{"producer":"ana","producer":"bia"}'))).toBe("2 repeated_key");
    expect(await codeOf(join(folder, "none.json"))).toBe("2 unreadable_plan");
    expect(await codeOf(file("d.json", `\ufeff${JSON.stringify(PLAN)}`))).toBe("0 ");
  });

  test("that is wrong says how it goes and exits 2", async () => {
    for (const argv of [[], ["--plan"], ["--plan", planFile, "a", "b"], ["--plan", planFile, "--verbose"]]) {
      const { status, stderr } = await run(argv);
      expect([argv, status]).toEqual([argv, 2]);
      expect(stderr).toContain("Usage: partage split");
    }
    const { status, err } = await run(["--plan", planFile, join(folder, "none.ndjson")]);
    expect([status, err.length]).toEqual([2, 1]);
    expect(err[0]).toContain("none.ndjson");
    expect((await run(["--plan", planFile, folder])).status).toBe(2);
    expect((await run(["--help"])).status).toBe(0);
  });

  test("shows progress on a terminal and wipes it", async () => {
    async function* slowly() {
      for (const id of ["s1", "s2", "s3"]) {
        yield Buffer.from(`${sale(id)}\n`);
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    }
    const stderr = new Kept(true);
    const stdout = new Kept();
    await runSplit(["--plan", planFile], { stdin: Readable.from(slowly()), stdout, stderr });
    expect(stderr.text).toMatch(/\d lines, [\d,]+ a second/);
    expect(stderr.text.endsWith("\u001b[K")).toBe(true);
    expect((await split(sale("s1"))).stderr).toBe("");
  });
});

describe("the process", () => {
  const root = new URL("../..", import.meta.url).pathname;

  test("runs as bin/partage and exits 1 where a line was refused", () => {
    const { stdout, stderr, status } = spawnSync(join(root, "bin/partage"), ["split", "--plan", planFile], {
      input: `${sale("s1")}\nx\n`,
      encoding: "utf8",
    });
    expect([ids(stdout.trim().split("\n")), errors(stderr.trim().split("\n")), status]).toEqual([
      ["s1"],
      ["2 invalid_json"],
      1,
    ]);
  });

  test("ends quietly when its reader has gone", () => {
    const many = file("many.ndjson", Array.from({ length: 50_000 }, (_, i) => sale(`s${i}`)).join("\n"));
    const { stdout, stderr } = spawnSync(
      "sh",
      ["-c", `"${root}bin/partage" split --plan "${planFile}" "${many}" | head -n 1`],
      { encoding: "utf8" },
    );
    expect([ids([stdout]), stderr]).toEqual([["s0"], ""]);
  });

  test("says where it is wrong when there is no such command", () => {
    const { stderr, status } = spawnSync(join(root, "bin/partage"), ["slit"], { encoding: "utf8" });
    expect([stderr.split("\n")[0], status]).toEqual(['partage: there is no command "slit".', 2]);
  });
});
