// Lines of text as sales and refunds: numbers are judged by their text, keys by their names, and every
// mistake has a path.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isWhole, NotExact, parseExactJson } from "../../src/engine/exact-json.ts";
import { readLine } from "../../src/engine/read-line.ts";
import { readRefund } from "../../src/engine/read-refund.ts";
import { readSale } from "../../src/engine/read-sale.ts";

const FRAME = '"id":"s1","at":"2026-03-01T12:00:00Z","currency":"USD"';
const sale = (rest: string) => `{${FRAME}${rest === "" ? "" : `,${rest}`}}`;

/** What became of a line: "ok", or "code path". */
function verdict(text: string): string {
  const { problem } = readLine(text);
  return problem === undefined ? "ok" : `${problem.code} ${problem.path}`.trim();
}

describe("numbers, judged by their text", () => {
  test("any spelling of a whole number is one", () => {
    const spellings = {
      "100": 100,
      "1e2": 100,
      "1E+2": 100,
      "100.0": 100,
      "100.000e0": 100,
      "0.1e3": 100,
      "10000e-2": 100,
      "1000000000000000": 1e15,
      "1e15": 1e15,
      "0.000000000000001e30": 1e15,
      "-0": 0,
      "-0.0": 0,
      "0e999999999999": 0,
      "0.0e-5": 0,
    };
    for (const [text, value] of Object.entries(spellings)) {
      const { sale: read, problem } = readLine(sale(`"paid":${text}`));
      expect([text, problem, read?.paid]).toEqual([text, undefined, value]);
      expect(Object.is(read?.paid, -0)).toBe(false);
    }
  });

  test("what only rounds to a whole number is not one", () => {
    const spellings = [
      "1.0000000000000001",
      "0.99999999999999999999",
      "99.9999999999999999999",
      "1e-400",
      "1000000000000000.00001",
      "1e-1",
      "100.5",
      "5e-1",
    ];
    for (const text of spellings)
      expect([text, verdict(sale(`"paid":${text}`))]).toEqual([text, "invalid_line paid"]);
  });

  test("nor is what is too large or too small, or no number", () => {
    for (const text of [
      "1000000000000001",
      "1e16",
      "1e400",
      "9007199254740993",
      "-1",
      "-1e2",
      '"100"',
      "null",
      "true",
      "[100]",
      "{}",
    ]) {
      expect([text, verdict(sale(`"paid":${text}`))]).toEqual([text, "invalid_line paid"]);
    }
    for (const text of ["01", "+1", "1.", ".5", "0x10", "NaN", "Infinity", "1_000", "１００"]) {
      expect([text, verdict(sale(`"paid":${text}`))]).toEqual([text, "invalid_json"]);
    }
  });

  test("white space around colons changes nothing", () => {
    expect(verdict(sale('"paid" \t: \t1.5'))).toBe("invalid_line paid");
    expect(verdict(sale('"paid" \t: \t1.5e1'))).toBe("ok");
    expect(verdict(sale('"paid":100,"fees":[{"party":"x","amount" : 0.30}]'))).toBe(
      "invalid_line fees[0].amount",
    );
  });

  test("texts that look like numbers stay texts", () => {
    const text = '{"id":"\\":1.5,","at":"2026-03-01T12:00:00.5Z","currency":"USD","paid":1e1}';
    expect(readLine(text).sale).toMatchObject({ id: '":1.5,', paid: 10 });
  });

  test("isWhole agrees with arithmetic on the digits", () => {
    const digits = fc.stringMatching(/^(0|[1-9][0-9]{0,6})$/);
    const token = fc.tuple(
      digits,
      fc.option(fc.stringMatching(/^[0-9]{1,8}$/)),
      fc.option(fc.integer({ min: -12, max: 12 })),
    );
    fc.assert(
      fc.property(token, ([units, fraction, exponent]) => {
        const text = `${units}${fraction === null ? "" : `.${fraction}`}${exponent === null ? "" : `e${exponent}`}`;
        const scaled = BigInt(units + (fraction ?? "")) * 10n ** BigInt((exponent ?? 0) + 40);
        expect(isWhole(text)).toBe(scaled % 10n ** BigInt(40 + (fraction?.length ?? 0)) === 0n);
      }),
    );
    expect(isWhole("x")).toBe(false);
  });
});

describe("keys", () => {
  test("unknown ones are refused, wherever they stand", () => {
    expect(verdict(sale('"paid":1,"note":"x"'))).toBe("invalid_line note");
    expect(verdict(sale('"paid":1,"fees":[{"party":"x","amount":1,"rate":"0.1"}]'))).toBe(
      "invalid_line fees[0].rate",
    );
    expect(verdict(sale('"paid":1,"affiliate":{"party":"x","rate":"0.1","recruited_by":"y"}'))).toBe(
      "invalid_line affiliate.recruited_by",
    );
    expect(verdict('{"refund":"s1","id":"r1","amount":1,"currency":"USD"}')).toBe("invalid_line currency");
  });

  test("names of JavaScript's own are only names", () => {
    expect(verdict(sale('"paid":1,"__proto__":{"tax":5}'))).toBe("invalid_line __proto__");
    expect(verdict(sale('"paid":1,"constructor":1'))).toBe("invalid_line constructor");
    expect(verdict('{"__proto__":{"refund":"s1"}}')).toBe("invalid_line __proto__");
    expect(
      readLine('{"id":"__proto__","at":"2026-03-01T12:00:00Z","currency":"USD","paid":1}').sale?.id,
    ).toBe("__proto__");
  });

  test("one given twice is refused, however it is written", () => {
    expect(verdict(sale('"paid":1,"paid":1'))).toBe("invalid_line paid");
    expect(verdict(sale('"paid":1,"p\\u0061id":2'))).toBe("invalid_line paid");
    expect(verdict(sale('"paid":1,"paid" :2'))).toBe("invalid_line paid");
    expect(
      verdict(sale('"paid":1,"fees":[{"party":"a","amount":1},{"party":"b","amount":1,"amount":2}]')),
    ).toBe("invalid_line fees[1].amount");
    expect(verdict(sale('"paid":1,"affiliate":{"party":"a","rate":"0","rate":"1"}'))).toBe(
      "invalid_line affiliate.rate",
    );
    expect(verdict('{"refund":"a","id":"b","amount":1,"id":"c"}')).toBe("invalid_line id");
    expect(() => parseExactJson('{"contracts":[{},{"clauses":[{"kind":1,"kind":2}]}]}')).toThrow(NotExact);
  });

  test("the same key in different objects is fine, and so is a text that looks like one", () => {
    expect(
      verdict(
        '{"id":"\\"id\\":","at":"2026-03-01T12:00:00Z","currency":"USD","paid":1,"fees":[{"party":"a","amount":1},{"party":"b","amount":1}]}',
      ),
    ).toBe("ok");
    expect(parseExactJson('[{"a":1},{"a":{"a":[{"a":2}]}}]')).toEqual([{ a: 1 }, { a: { a: [{ a: 2 }] } }]);
    expect(parseExactJson('"a:b"')).toBe("a:b");
  });
});

describe("a sale", () => {
  test("needs id, instant, currency and paid; the rest may be left out, but not be null", () => {
    expect(readSale({})).toMatchObject({
      ok: false,
      errors: ["id", "at", "currency", "paid"].map((path) => ({ path, code: "missing" })),
    });
    expect(verdict(sale('"paid":0'))).toBe("ok");
    for (const key of ["tax", "shipping", "fees", "affiliate"]) {
      expect(verdict(sale(`"paid":1,"${key}":null`))).toBe(`invalid_line ${key}`);
    }
    expect(verdict(sale('"paid":1,"affiliate":{"party":"x","rate":"0.1","recruitedBy":null}'))).toBe(
      "invalid_line affiliate.recruitedBy",
    );
  });

  test("has tax and shipping within what was paid", () => {
    expect(verdict(sale('"paid":10,"tax":6,"shipping":4'))).toBe("ok");
    expect(verdict(sale('"paid":10,"tax":6,"shipping":5'))).toBe("invalid_line shipping");
    expect(verdict(sale('"paid":10,"tax":11'))).toBe("invalid_line tax");
  });

  test("has an active currency, an instant with an offset, a rate that is a text", () => {
    expect(verdict('{"id":"s","at":"2026-03-01T12:00:00Z","currency":"usd","paid":1}')).toBe(
      "invalid_line currency",
    );
    expect(verdict('{"id":"s","at":"2026-03-01T12:00:00","currency":"USD","paid":1}')).toBe(
      "invalid_line at",
    );
    expect(verdict('{"id":"","at":"2026-03-01T12:00:00Z","currency":"USD","paid":1}')).toBe(
      "invalid_line id",
    );
    expect(verdict('{"id":7,"at":"2026-03-01T12:00:00Z","currency":"USD","paid":1}')).toBe("invalid_line id");
    expect(verdict(sale('"paid":1,"affiliate":{"party":"x","rate":0.1}'))).toBe(
      "invalid_line affiliate.rate",
    );
    expect(verdict(sale('"paid":1,"affiliate":[]'))).toBe("invalid_line affiliate");
    expect(verdict(sale('"paid":1,"fees":{}'))).toBe("invalid_line fees");
    expect(verdict(sale('"paid":1,"fees":[{"party":"x","amount":1},7]'))).toBe("invalid_line fees[1]");
    expect(verdict(sale('"paid":1,"fees":[{"amount":1}]'))).toBe("invalid_line fees[0].party");
  });

  test("may have fees above what was paid, up to where numbers stay exact", () => {
    const fees = (count: number) =>
      `"paid":0,"fees":[${Array(count).fill('{"party":"x","amount":1000000000000000}').join(",")}]`;
    expect(verdict(sale(fees(5)))).toBe("ok");
    expect(verdict(sale(fees(6)))).toBe("invalid_line fees");
    const many = Array(20).fill('{"party":"x"}').join(",");
    expect(readSale(JSON.parse(sale(`"paid":1,"fees":[${many}]`)))).toMatchObject({
      errors: Array.from({ length: 20 }, (_, i) => ({ path: `fees[${i}].amount` })),
    });
  });
});

describe("a refund", () => {
  test("is a line with the key `refund`, of 1 or more", () => {
    expect(readLine('{"refund":"s1","id":"r1","amount":4e2}').refund).toEqual({
      refund: "s1",
      id: "r1",
      amount: 400,
      feesReturned: "all",
    });
    expect(verdict('{"refund":"s1","id":"r1","amount":0}')).toBe("invalid_line amount");
    expect(verdict('{"refund":null,"id":"r1","amount":1}')).toBe("invalid_line refund");
    expect(readRefund([])).toMatchObject({ ok: false });
    expect(readRefund({ refund: "a", id: "b", amount: 1 })).toMatchObject({ ok: true });
  });

  test("says which fees come back", () => {
    const returned = (value: string) =>
      readLine(`{"refund":"s","id":"r","amount":1,"feesReturned":${value}}`);
    expect(
      ["true", "false", '"platform_fee"', '"processor_fee"'].map(
        (value) => returned(value).refund?.feesReturned,
      ),
    ).toEqual(["all", "none", "platform_fee", "processor_fee"]);
    for (const value of ["null", '"all"', "1", "[]"])
      expect(returned(value).problem?.path).toBe("feesReturned");
  });
});

describe("what is no sale at all", () => {
  test("is said to be so", () => {
    for (const text of ["[]", "1", '"x"', "null", "true"])
      expect([text, verdict(text)]).toEqual([text, "invalid_line"]);
    for (const text of [
      "{",
      "x",
      "{}}",
      "{'a':1}",
      '{"a":1,}',
      "\u00a0",
      "\ufeff{}",
      '{"a":"\t"}',
      "[".repeat(100_000),
    ]) {
      expect([text.slice(0, 9), verdict(text)]).toEqual([text.slice(0, 9), "invalid_json"]);
    }
    expect(verdict(`{"a":${"[".repeat(50_000)}1.5${"]".repeat(50_000)}}`)).toMatch(/^invalid_/);
  });

  test("several affiliates: each once, weights that add up to 1, never beside one", () => {
    const several = (list: string, more = "") => verdict(sale(`"paid":1,"affiliates":${list}${more}`));
    const one = (party: string, weight: string) => `{"party":"${party}","rate":"0.1","weight":"${weight}"}`;
    expect(several(`[${one("a", "0.4")},${one("b", "0.6")}]`)).toBe("ok");
    expect(several(`[${one("a", "0.4")},${one("b", "0.5")}]`)).toBe("invalid_line affiliates");
    expect(several(`[${one("a", "0.4")},${one("a", "0.6")}]`)).toBe("invalid_line affiliates[1].party");
    expect(several('[{"party":"a","rate":"0.1"}]')).toBe("invalid_line affiliates[0].weight");
    expect(several("[1]")).toBe("invalid_line affiliates[0]");
    expect(several("[]")).toBe("invalid_line affiliates");
    expect(several("null")).toBe("invalid_line affiliates");
    const beside = ',"affiliate":{"party":"c","rate":"0.1"}';
    expect(several(`[${one("a", "1")}]`, beside)).toBe("invalid_line affiliates");
    expect(several(`[${one("a", "1").replace("weight", "wait")}]`)).toBe("invalid_line affiliates[0].wait");
  });
});
