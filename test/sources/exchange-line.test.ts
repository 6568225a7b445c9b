// Lines of a settlement about sales in another currency: what they are there and by which rate, against
// tables worked out by hand; and how the matcher holds them against the books.
import { describe, expect, test } from "vitest";
import type { Currency } from "../../src/base/currency.ts";
import { carryOver, exchange, impliedRate } from "../../src/base/exchange.ts";
import type { Uuid } from "../../src/base/id.ts";
import { exchangeLine } from "../../src/sources/settlements/exchange-line.ts";
import { judgeRates } from "../../src/sources/settlements/judge-rates.ts";
import { type BookedMoney, LineMatcher } from "../../src/sources/settlements/match-lines.ts";
import type { ToldLine } from "../../src/sources/settlements/settlement.ts";

describe("the rate that two amounts imply", () => {
  test.each([
    [10_000, "BRL", 1_950, "USD", "0.195"],
    [-5_000, "BRL", -975, "USD", "0.195"],
    [10_000, "BRL", 2_925, "JPY", "29.25"],
    [15_125, "JPY", 10_000, "USD", "0.0066115702"],
    [10_000, "USD", 30_765, "KWD", "0.30765"],
    [300, "USD", 100, "EUR", "0.3333333333"],
    [1, "USD", 1_000_000_000_000_000, "JPY", null],
    [1_000_000_000_000_000, "JPY", 1, "KWD", null],
    [0, "BRL", 1_950, "USD", null],
    [10_000, "BRL", 0, "USD", null],
    [10_000, "BRL", -1_950, "USD", null],
  ] as const)("%i %s arrived as %i %s: %s", (amount, from, result, to, rate) => {
    expect(impliedRate(amount, from, result, to)).toBe(rate);
    if (rate !== null) expect(exchange(amount, from, to, rate)).toBe(result);
  });

  test.each([
    [78, 1_950, 10_000, 400],
    [-78, 1_950, 10_000, -400],
    [1, 3, 2, 1],
    [1, 2, 1, 1],
    [-1, 2, 1, -1],
    [1, 0, 5, null],
    [1_000_000_000_000_000, 1, 1_000_000_000_000_000, null],
  ] as const)("%i of %i is, of %i, %s", (part, from, to, result) => {
    expect(carryOver(part, from, to)).toBe(result);
  });
});

const original = (code: string, gross: number) => ({ original: { currency: code as Currency, gross } });

describe("a line about a sale in another currency", () => {
  test.each([
    ["as the books say", { gross: 1950, fee: 78 }, [10_000, 400], [10_000, 400, "0.195"]],
    ["its fee rounded by both sides", { gross: 1950, fee: 78 }, [10_000, 399], [10_000, 399, "0.195"]],
    ["a fee that the books do not know", { gross: 1950, fee: 78 }, [10_000, 0], [10_000, 400, "0.195"]],
    ["another fee", { gross: 1950, fee: 97 }, [10_000, 400], [10_000, 497, "0.195"]],
    ["no fee from a source that tells fees", { gross: 1950, fee: 0 }, [10_000, 400], [10_000, 0, "0.195"]],
    ["given back", { gross: -975, fee: 0 }, [-5_000, 0], [-5_000, 0, "0.195"]],
    ["given back with its fee", { gross: -975, fee: -39 }, [-5_000, -200], [-5_000, -200, "0.195"]],
    [
      "what the buyer paid, as the source says it",
      { gross: 1950, fee: 78, ...original("BRL", 10_000) },
      [10_000, 400],
      [10_000, 400, "0.195"],
    ],
    [
      "another amount, as the source says it",
      { gross: 1950, fee: 78, ...original("BRL", 12_000) },
      [10_000, 400],
      [12_000, 480, "0.1625"],
    ],
    ["in a third currency", { gross: 1950, fee: 78, ...original("EUR", 1700) }, [10_000, 400], null],
    ["of the other sign", { gross: -1950, fee: 0 }, [10_000, 400], null],
    ["of a sale of nothing", { gross: 5, fee: 0 }, [0, 0], null],
  ] as const)("%s", (_, line, [gross, fee], result) => {
    const found = exchangeLine(line, "USD", { currency: "BRL", gross, fee }, true);
    const expected = result && { currency: "BRL", gross: result[0], fee: result[1], rate: result[2] };
    expect(found).toEqual(expected);
  });

  test("a source that tells only what arrived withheld what the books say", () => {
    const booked = { currency: "BRL", gross: 10_000, fee: 400 };
    const found = exchangeLine({ gross: 1872, fee: 0 }, "USD", booked, false);
    expect(found).toEqual({ ...booked, rate: "0.195" });
    expect(exchangeLine({ gross: 1872, fee: 0 }, "USD", { ...booked, fee: 10_000 }, false)).toBeNull();
  });
});

describe("held against the books", () => {
  const STRIPE = "00000000-0000-7000-8000-000000000001" as Uuid;
  const SALE = "00000000-0000-7000-8000-000000000002" as Uuid;
  const booked = (
    seq: number,
    kind: BookedMoney["kind"],
    key: string,
    gross: number,
    fee = 0,
  ): BookedMoney => ({
    ...{ seq, kind, key, currency: "BRL", sale: SALE, saleKey: "ch_1", charge: null, gross, settledBy: null },
    fees: fee === 0 ? [] : [{ party: STRIPE, amount: fee }],
  });
  const BOOKS = [booked(1, "sale", "ch_1", 10_000, 400), booked(2, "refund", "re_1", -5000)];
  const line = (kind: ToldLine["kind"], ref: string, gross: number, more: object = {}): ToldLine => ({
    ...{ kind, ref, refs: ["ch_1"], at: null, gross, fee: 0, note: "", ...more },
  });
  const matcher = (books = BOOKS) => new LineMatcher({ currency: "USD", tellsFees: true }, books, null);

  test.each([
    ["the sale", line("sale", "ch_1", 1950, { fee: 78 }), [1], null, "0.195"],
    ["its refund", line("refund", "re_1", -975), [2], null, "0.195"],
    ["its only refund, under another id", line("refund", "re_x", -970), [2], null, "0.194"],
    [
      "its refund by what the buyer got",
      line("refund", "re_x", -9, original("BRL", -5000)),
      [2],
      null,
      "0.0018",
    ],
    [
      "no refund of that amount",
      line("refund", "re_x", -9, original("BRL", -4999)),
      [],
      "unknown_refund",
      undefined,
    ],
    ["another fee", line("sale", "ch_1", 1950, { fee: 97 }), [1], "fee_differs", "0.195"],
    [
      "another amount",
      line("sale", "ch_1", 1950, original("BRL", 9000)),
      [1],
      "amount_differs",
      "0.2166666667",
    ],
    ["no rate", line("sale", "ch_1", -1950), [], "other_currency", undefined],
  ])("%s", (_, told, entries, difference, rate) => {
    const found = matcher().match(told, 1);
    expect([found.entries, found.difference, found.exchange?.rate]).toEqual([entries, difference, rate]);
    expect([found.gross, found.fee]).toEqual([told.gross, told.fee]);
  });

  test("an entry is brought home once; what has no rate takes none", () => {
    const one = matcher();
    expect(one.match(line("sale", "ch_1", -1950), 1).difference).toBe("other_currency");
    expect(one.match(line("sale", "ch_1", 1950, { fee: 78 }), 2).state).toBe("agrees");
    expect(one.match(line("sale", "ch_1", 1950, { fee: 78 }), 3).difference).toBe("settled_twice");
  });

  test("exchanged before, it keeps its amounts; a fee told since makes it agree", () => {
    const [first] = [
      matcher([booked(1, "sale", "ch_1", 10_000)]).match(line("sale", "ch_1", 1950, { fee: 78 }), 1),
    ];
    expect([first.difference, first.exchange?.fee]).toEqual(["fee_differs", 400]);
    const later = [booked(1, "sale", "ch_1", 10_000), booked(3, "fee", "f_1", 0, 400)];
    const again = matcher(later).match(first, 1);
    expect([again.state, again.entries, again.exchange]).toEqual(["agrees", [1, 3], first.exchange]);
  });

  test.each([
    ["alone, nothing to compare", [1950], {}, []],
    ["alone, near the last", [1950], { BRL: "0.2" }, []],
    ["alone, a hundred times the last", [195_000], { BRL: "0.2" }, [0]],
    ["two that agree", [1950, 1960], {}, []],
    ["two that do not", [1950, 975], {}, [0, 1]],
    ["two, and the last says which", [1950, 975], { BRL: "0.2" }, [1]],
    ["half is missing of one", [1950, 1960, 975, 1955], { BRL: "0.2" }, [2]],
    ["all moved together since the last", [1500, 1510, 1505], { BRL: "0.2" }, []],
  ] as const)("rates: %s", (_, amounts, last, far) => {
    const books = amounts.map((_, i) => ({ ...booked(i + 1, "sale", `s${i}`, 10_000), saleKey: `s${i}` }));
    const one = matcher(books);
    const lines = amounts.map((gross, i) => one.match({ ...line("sale", `s${i}`, gross), refs: [] }, i));
    const judged = judgeRates(lines, new Map(Object.entries(last)), new Set());
    const waiting = judged.filter((line) => line.difference === "rate_differs");
    expect(waiting.map((line) => line.n)).toEqual([...far]);
    for (const line of waiting) expect([line.exchange, line.entries, line.state]).toEqual([null, [], "open"]);
    expect(judgeRates(lines, new Map(Object.entries(last)), new Set(amounts.keys()))).toEqual(lines);
  });
});
