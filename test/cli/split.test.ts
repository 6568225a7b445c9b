// `partage split` as a stream: bytes in, lines out, errors apart; every table of the engine once more,
// through JSON.
// Example: a sale, a blank line, "x", a sale without line feed → two answers and `3 invalid_json`.
import { describe, expect, test } from "vitest";
import { AFFILIATE_TABLES } from "../engine/affiliate-tables.ts";
import { CLAUSE_TABLES } from "../engine/clause-tables.ts";
import { MORE_CLAUSE_TABLES } from "../engine/more-clause-tables.ts";
import { REFUND_TABLES } from "../engine/refund-tables.ts";
import { SALE_TABLES } from "../engine/sale-tables.ts";
import { nameOf, readTable } from "../engine/table.ts";
import { errors, file, ids, PLAN, planFile, run, sale, split } from "./run-split.ts";

const TABLES = {
  ...AFFILIATE_TABLES,
  ...SALE_TABLES,
  ...CLAUSE_TABLES,
  ...MORE_CLAUSE_TABLES,
  ...REFUND_TABLES,
};

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
          (one: { role: string; contract?: string; amount: number }) => `${nameOf(one)} ${one.amount}`,
        );
        return [...parts, ...(abated === true ? ["abated"] : [])].join(" · ");
      });
      expect(err).toEqual([]);
      expect(told).toEqual(rows.map(({ expected }) => expected));
    }
  });

  test("settle a period once an id, and say why", async () => {
    const clauses = [{ kind: "minimum", amount: 500, currency: "USD", period: "month" }];
    const contracts = [{ ...PLAN.contracts[0], clauses }];
    const path = file("minimum.json", JSON.stringify({ ...PLAN, contracts }));
    const period = '{"settle":"2026-03","id":"m1","currency":"USD"}';
    const wrong = '{"settle":"2026-13","id":"m2","currency":"USD"}';
    const input = `${sale("s1")}\n${period}\n${period}\n${wrong}\n`;
    const { out, err } = await run(["--explain", "--plan", path], [input]);
    const { why, ...answer } = JSON.parse(out[1] as string);
    expect(answer).toEqual({
      id: "m1",
      settled: "2026-03",
      currency: "USD",
      paid: 0,
      allocations: [
        { party: "ana", role: "producer", amount: -400 },
        { party: "bruno", role: "minimum", contract: "c1", amount: 400 },
      ],
    });
    expect(why).toEqual([
      expect.objectContaining({
        step: "minimum",
        inputs: {
          contract: "c1",
          party: "bruno",
          period: "2026-03",
          amount: 500,
          days: 31,
          ofDays: 31,
          guaranteed: 500,
          earned: 100,
          settledBefore: 0,
        },
        exact: "500/1",
        amount: 400,
      }),
    ]);
    expect(errors(err)).toEqual(["3 duplicate_settlement id", "4 invalid_line settle"]);
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
