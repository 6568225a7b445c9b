// `partage split` as a stream: bytes in, lines out, errors apart, exit status; every table of the engine once more
// through JSON; and as a process, with a pipe that closes.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { afterAll, describe, expect, test } from "vitest";
import { runSplit } from "../../src/cli/split.ts";
import { readTable } from "../engine/table.ts";
import { TABLES } from "../engine/tables.ts";

const folder = mkdtempSync(join(tmpdir(), "split-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const PLAN = {
  producer: "ana",
  contracts: [{ id: "c1", party: "bruno", share: "0.10", from: "2026-01-01T00:00:00Z" }],
};
const planFile = file("plan.json", JSON.stringify(PLAN));
const sale = (id: string, more = "") =>
  `{"id":"${id}","at":"2026-03-01T12:00:00Z","currency":"USD","paid":1000${more}}`;

class Kept extends Writable {
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

async function run(argv: string[], input: readonly (string | Uint8Array)[] = [], isTTY = false) {
  const stdout = new Kept();
  const stderr = new Kept(isTTY);
  const stdin = Readable.from(input.map((piece) => Buffer.from(piece)));
  const status = await runSplit(argv, { stdin, stdout, stderr });
  const lines = (text: string) => text.split("\n").filter((line) => line !== "");
  return { status, out: lines(stdout.text), err: lines(stderr.text), stderr: stderr.text };
}

const split = (...input: (string | Uint8Array)[]) => run(["--plan", planFile], input);
const ids = (lines: readonly string[]) => lines.map((line) => JSON.parse(line).id as string);
const errors = (lines: readonly string[]) =>
  lines.map((line) => {
    const { line: number, error } = JSON.parse(line);
    return `${number} ${error.code} ${error.path}`.trim();
  });

describe("answers", () => {
  test("have the fields of the format, in its order", async () => {
    const refund = '{"refund":"s1","id":"r1","amount":400}';
    const { out, err, status } = await split(`${sale("s1")}\n${refund}\n`);
    expect(out).toEqual([
      '{"id":"s1","currency":"USD","paid":1000,"allocations":[{"party":"ana","role":"producer","amount":900},{"party":"bruno","role":"coproducer","contract":"c1","amount":100}]}',
      '{"id":"r1","refundOf":"s1","currency":"USD","paid":-400,"allocations":[{"party":"ana","role":"producer","amount":-360},{"party":"bruno","role":"coproducer","contract":"c1","amount":-40}]}',
    ]);
    expect([err, status]).toEqual([[], 0]);
  });

  test("are those of the engine's tables", async () => {
    const short: Record<string, string> = { platform_fee: "platform", processor_fee: "processor" };
    for (const text of Object.values(TABLES)) {
      const { plan, rows } = readTable(text);
      const path = file("table.json", JSON.stringify(plan));
      const { out, err } = await run(
        ["--plan", path],
        [rows.map(({ facts }) => JSON.stringify(facts)).join("\n")],
      );
      const told = out.map((line) => {
        const { allocations, abated } = JSON.parse(line);
        const parts = allocations.map(
          (one: { role: string; contract?: string; amount: number }) =>
            `${one.contract ?? short[one.role] ?? one.role} ${one.amount}`,
        );
        return [...parts, ...(abated === true ? ["abated"] : [])].join(" · ");
      });
      expect(err).toEqual([]);
      expect(told).toEqual(rows.map(({ expected }) => expected));
    }
  });

  test("say why when asked", async () => {
    const refund = '{"refund":"s1","id":"r1","amount":400}';
    const { out } = await run(["--explain", "--plan", planFile], [`${sale("s1")}\n${refund}\n`]);
    for (const line of out) {
      const { why } = JSON.parse(line);
      expect(why.length).toBeGreaterThan(1);
      for (const step of why)
        expect(Object.keys(step)).toEqual(["step", "rule", "inputs", "exact", "amount"]);
    }
  });

  test("spell any id and party as JSON does", async () => {
    const odd = [
      'a"b',
      "a\\b",
      "tab\t",
      "é",
      "日本",
      "😀",
      "\ud800",
      "\u0000",
      "</script>",
      "__proto__",
      "x".repeat(100_000),
    ];
    const plan = file("odd.json", JSON.stringify({ producer: 'a"é\\', contracts: [] }));
    const lines = odd.map((id) =>
      JSON.stringify({
        id,
        at: "2026-03-01T12:00:00Z",
        currency: "USD",
        paid: 10,
        affiliate: { party: id, rate: "0.5" },
      }),
    );
    const refunds = odd.map((id) => JSON.stringify({ refund: id, id, amount: 10 }));
    const { out, err } = await run(
      ["--plan", plan],
      [[...lines, ...lines, ...refunds, ...refunds].join("\n")],
    );
    expect(ids(out)).toEqual([...odd, ...odd]);
    expect(out.map((line) => JSON.parse(line).allocations[1].party)).toEqual([...odd, ...odd]);
    expect(out.map((line) => JSON.stringify(JSON.parse(line)))).toEqual(out);
    expect(errors(err)).toEqual([
      ...odd.map((_, i) => `${i + 12} duplicate_sale id`),
      ...odd.map((_, i) => `${i + 34} duplicate_refund id`),
    ]);
  });
});

describe("lines", () => {
  test("may be blank, end in CRLF, lack the last line feed, follow a byte order mark; all count", async () => {
    const { out, err, status } = await split(
      `\ufeff${sale("s1")}\r\n\r\n  \t\r\n\n${sale("s2")}\nx\n\n${sale("s3")}`,
    );
    expect(ids(out)).toEqual(["s1", "s2", "s3"]);
    expect(errors(err)).toEqual(["6 invalid_json"]);
    expect(status).toBe(1);
  });

  test("may come in any pieces", async () => {
    const bytes = Buffer.from(`${sale("é1")}\n${sale("日2")}\r\n\n${sale("😀3")}`);
    const whole = await split(bytes);
    for (const size of [1, 2, 3, 7, 64]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
      expect((await split(...pieces)).out).toEqual(whole.out);
    }
    expect(ids(whole.out)).toEqual(["é1", "日2", "😀3"]);
  });

  test("that are not UTF-8 cost only themselves", async () => {
    const bad = Buffer.from([0x7b, 0xff, 0xfe, 0x7d, 0x0a]);
    const { out, err } = await split(
      Buffer.concat([
        Buffer.from(`${sale("s1")}\n`),
        bad,
        Buffer.from(`${sale("é")}\n`),
        Buffer.from([0xc3]),
      ]),
    );
    expect(ids(out)).toEqual(["s1", "é"]);
    expect(errors(err)).toEqual(["2 invalid_json", "4 invalid_json"]);
  });

  test("that are endless cost only themselves", async () => {
    const long = Buffer.alloc(9 * 1024 * 1024, 32);
    const { out, err } = await split(`${sale("s1")}\n`, long, long, `\n${sale("s2")}\n`, long, long);
    expect(ids(out)).toEqual(["s1", "s2"]);
    expect(errors(err)).toEqual(["2 invalid_json", "4 invalid_json"]);
  });

  test("that are long but not endless are read", async () => {
    const fees = Array(50_000).fill('{"party":"stripe","amount":0}').join(",");
    const { out, err } = await split(`${sale("s1", `,"fees":[${fees},{"party":"stripe","amount":5}]`)}\n`);
    expect(err).toEqual([]);
    expect(JSON.parse(out[0] as string).allocations.at(-1)).toEqual({
      party: "stripe",
      role: "processor_fee",
      amount: 5,
    });
  });

  test("that fail reserve nothing: neither an id nor a part of what remains", async () => {
    const lines = [
      sale("s1", ',"tax":-1'),
      sale("s1"),
      sale("s1"),
      '{"refund":"s1","id":"r1","amount":1001}',
      '{"refund":"s2","id":"r1","amount":1}',
      '{"refund":"s1","id":"r1","amount":0}',
      '{"refund":"s1","id":"r1","amount":600}',
      '{"refund":"s1","id":"r1","amount":1}',
      '{"refund":"s1","id":"r2","amount":401}',
      '{"refund":"s1","id":"s1","amount":400}',
      '{"refund":"s1","id":"r3","amount":1}',
      sale("r1"),
    ];
    const { out, err, status } = await split(lines.join("\n"));
    expect(ids(out)).toEqual(["s1", "r1", "s1", "r1"]);
    expect(errors(err)).toEqual([
      "1 invalid_line tax",
      "3 duplicate_sale id",
      "4 refund_exceeds_remaining amount",
      "5 unknown_sale refund",
      "6 invalid_line amount",
      "8 duplicate_refund id",
      "9 refund_exceeds_remaining amount",
      "11 refund_exceeds_remaining amount",
    ]);
    expect(status).toBe(1);
  });
});

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
