// Files of what sources sent, and which entries their lines stand for: tables of the shapes that Stripe and
// Hotmart write, and of a shop's own; what cannot be read is named by row.
import { describe, expect, test } from "vitest";
import type { Uuid } from "../../src/base/id.ts";
import { type BookedMoney, LineMatcher } from "../../src/sources/settlements/match-lines.ts";
import { readSettlementFile } from "../../src/sources/settlements/read-settlement-file.ts";
import type { ToldLine, ToldSettlement } from "../../src/sources/settlements/settlement.ts";

const OPTIONS = {
  ...{ source: "stripe", timeZone: "America/Sao_Paulo", currency: null },
  ...{ externalId: null, arrivedOn: null, mapping: null },
};
const DOLLARS = { currency: "USD", tellsFees: true };
const short = ({ lines, externalId, arrivedOn, currency }: ToldSettlement) => [
  externalId,
  arrivedOn,
  currency,
  ...lines.map(({ kind, ref, gross, fee }) => `${kind} ${ref} ${gross} ${fee}`),
];

describe("files", () => {
  test("Stripe's balance transactions with the payout among them; Stripe's own decimals", async () => {
    const at = { created: 1_772_366_400, currency: "usd" };
    const data = [
      {
        id: "txn_1",
        type: "charge",
        reporting_category: "charge",
        source: "ch_1",
        amount: 10_000,
        fee: 320,
        ...at,
      },
      { id: "txn_2", type: "refund", source: { id: "re_1", charge: "ch_1" }, amount: -4000, fee: 0, ...at },
      {
        id: "txn_3",
        type: "adjustment",
        reporting_category: "dispute",
        source: "du_1",
        amount: -500,
        fee: 1500,
        ...at,
      },
      { id: "txn_4", type: "stripe_fee", source: null, amount: -150, fee: 0, ...at },
      { id: "txn_5", type: "transfer", source: "tr_1", amount: -2000, fee: 0, ...at },
      { id: "txn_6", type: "payout", source: "po_1", amount: -5180, available_on: 1_772_668_800, ...at },
    ];
    const { settlements, problems } = await readSettlementFile(JSON.stringify({ data }), OPTIONS);
    expect(problems).toEqual([]);
    expect(settlements.map(short)).toEqual([
      [
        ...["po_1", "2026-03-04", "USD"],
        ...["sale ch_1 10000 320", "refund re_1 -4000 0", "dispute du_1 -500 1500", "other txn_4 -150 0"],
      ],
    ]);
    expect(settlements[0]?.lines[1]?.refs).toEqual(["ch_1"]);
    const isk = [{ type: "charge", source: "ch_2", amount: 500_000, fee: 100, currency: "isk" }, data[5]];
    const krona = await readSettlementFile(JSON.stringify(isk), OPTIONS);
    expect(krona.settlements.map(short)[0]?.slice(2)).toEqual(["ISK", "sale ch_2 5000 1"]);
  });

  test("Hotmart's columns: commas, days first, what went to others at the source is not ours", async () => {
    const text = [
      "ID Repasse;Data Repasse;Transação;Status;Moeda;Preço Total;Taxa Hotmart;Valor Líquido",
      "R-9;05/03/2026;HP1;Completo;BRL;1.000,00;99,90;600,10",
      "R-9;05/03/2026;HP2;Reembolsado;BRL;-100,00;0,00;-100,00",
      "R-10;12/03/2026;HP3;Aprovado;BRL;50,00;5,95;44,05",
    ].join("\n");
    const { settlements, problems } = await readSettlementFile(text, { ...OPTIONS, source: "hotmart" });
    expect(problems).toEqual([]);
    expect(settlements.map(short)).toEqual([
      ["R-9", "2026-03-05", "BRL", "sale HP1 70000 9990", "refund HP2 -10000 0"],
      ["R-10", "2026-03-12", "BRL", "sale HP3 5000 595"],
    ]);
  });

  test("what the buyer paid in another currency: Stripe's report, its list, and Hotmart's table", async () => {
    const head =
      "automatic_payout_id,automatic_payout_effective_at,reporting_category,source_id,currency,gross,fee,net,customer_facing_amount,customer_facing_currency";
    const rows = [
      "po_1,2026-03-05,charge,ch_1,usd,19.50,0.78,18.72,100.00,brl",
      "po_1,2026-03-05,refund,re_1,usd,-9.75,0.00,-9.75,50.00,brl",
      "po_1,2026-03-05,charge,ch_2,usd,10.00,0.59,9.41,10.00,usd",
    ];
    const report = await readSettlementFile([head, ...rows].join("\n"), OPTIONS);
    expect(report.problems).toEqual([]);
    const brl = (gross: number) => ({ currency: "BRL", gross });
    expect(report.settlements.map(short)).toEqual([
      ["po_1", "2026-03-05", "USD", "sale ch_1 1950 78", "refund re_1 -975 0", "sale ch_2 1000 59"],
    ]);
    const originals = (settled: ToldSettlement | undefined) =>
      settled?.lines.map((one) => one.original ?? null);
    expect(originals(report.settlements[0])).toEqual([brl(10_000), brl(-5000), null]);
    const data = [
      {
        type: "charge",
        source: { id: "ch_1", amount: 10_000, currency: "brl" },
        amount: 1950,
        fee: 78,
        currency: "usd",
      },
      {
        type: "refund",
        source: { id: "re_1", charge: "ch_1", amount: 5000, currency: "brl" },
        amount: -975,
        fee: 0,
        currency: "usd",
      },
      { type: "payout", source: "po_1", amount: -897, available_on: 1_772_668_800, currency: "usd" },
    ];
    const list = await readSettlementFile(JSON.stringify({ data }), OPTIONS);
    expect(originals(list.settlements[0])).toEqual([brl(10_000), brl(-5000)]);
    const table = [
      "ID Repasse;Data Repasse;Transação;Status;Moeda de compra;Moeda de recebimento;Valor de compra com impostos;Taxa de processamento;Valor Líquido",
      "R-9;05/03/2026;HP1;Completo;EUR;BRL;100,00;9,90;541,20",
    ].join("\n");
    const hotmart = await readSettlementFile(table, { ...OPTIONS, source: "hotmart" });
    // Its amount and its fee are in the buyer's currency: only what arrived is in ours.
    expect(hotmart.settlements.map(short)).toEqual([["R-9", "2026-03-05", "BRL", "sale HP1 54120 0"]]);
    expect(originals(hotmart.settlements[0])).toEqual([null]);
  });

  test("two currencies of one payout are two settlements; a file that names none is named by hand", async () => {
    const text =
      "payout_id,payout_date,ref,currency,gross\np,2026-03-05,a,USD,1.00\np,2026-03-05,b,JPY,100\n";
    const { settlements } = await readSettlementFile(text, OPTIONS);
    expect(settlements.map((one) => one.externalId)).toEqual(["p/USD", "p/JPY"]);
    const bare = "ref,gross\na,1.00\n";
    const asked = await readSettlementFile(bare, OPTIONS);
    expect(asked.problems.map((one) => [one.row, one.code])).toEqual([[2, "unknown_currency"]]);
    const named = { ...OPTIONS, currency: "USD" as never, externalId: "May", arrivedOn: "2026-05-31" };
    expect((await readSettlementFile(bare, named)).settlements.map(short)).toEqual([
      ["May", "2026-05-31", "USD", "sale a 100 0"],
    ]);
  });

  test.each([
    ["", "empty_file"],
    ["ref,gross\n", "empty_file"],
    ["a,b\n1,2\n", "no_ref"],
    ["ref,x\n1,2\n", "no_amount"],
    ["{}", "not_a_list"],
    ["[1]", "not_a_list"],
    ["[", "not_a_list"],
    ["ref,gross,currency\na,1.005,USD\n", "too_many_places"],
    ["ref,gross,currency\na,=1+1,USD\n", "not_a_number"],
    ["ref,gross,currency\n,5,USD\n", "no_ref"],
    ["ref,gross,currency\na,5,XXQ\n", "unknown_currency"],
    ["ref,gross,currency\na,5,USD\n", "no_settlement"],
  ])("%j: %s", async (text, code) => {
    const { problems, settlements } = await readSettlementFile(text, OPTIONS);
    expect(problems.map((one) => one.code)).toContain(code);
    expect(settlements).toEqual([]);
  });
});

describe("which entries a line stands for", () => {
  const STRIPE = "00000000-0000-7000-8000-000000000001" as Uuid;
  const money = (
    seq: number,
    kind: BookedMoney["kind"],
    key: string,
    gross: number,
    fee: number,
    sale = "1",
  ) => ({
    ...{
      seq,
      kind,
      key,
      currency: "USD",
      sale: `sale ${sale}` as Uuid,
      saleKey: `ch_1/li_${sale}`,
      charge: "ch_1",
    },
    ...{ gross, fees: fee === 0 ? [] : [{ party: STRIPE, amount: fee }], settledBy: null },
  });
  const booked: BookedMoney[] = [
    money(1, "sale", "ch_1/li_1", 6000, 200),
    money(2, "sale", "ch_1/li_2", 4000, 120, "2"),
    money(3, "refund", "re_1/li_1", -600, 0),
    money(4, "refund", "re_1/li_2", -400, 0, "2"),
    money(5, "dispute_lost", "du_1", -2000, 0),
    money(6, "fee", "f_1", 0, 30),
  ];
  const line = (
    kind: ToldLine["kind"],
    ref: string,
    gross: number,
    fee = 0,
    refs: string[] = [],
  ): ToldLine => ({
    ...{ kind, ref, refs, at: null, gross, fee, note: "" },
  });

  test.each([
    ["a charge of two sales, with a late fee", line("sale", "ch_1", 10_000, 350), [1, 2, 6], null],
    ["one of its sales", line("sale", "ch_1/li_2", 4000, 120), [2], null],
    ["told only as it arrived", line("sale", "ch_1/li_2", 3880), [2], null],
    ["another fee", line("sale", "ch_1/li_2", 4000, 121), [2], "fee_differs"],
    ["another amount", line("sale", "ch_1/li_2", 4001, 120), [2], "amount_differs"],
    ["a refund of both", line("refund", "re_1", -1000, 0, ["ch_1"]), [3, 4], null],
    ["a refund by its amount", line("refund", "re_x", -400, 0, ["ch_1"]), [4], null],
    ["a refund that nobody booked", line("refund", "re_x", -1, 0, ["ch_1"]), [], "unknown_refund"],
    ["a dispute", line("dispute", "du_x", -2000, 0, ["ch_1"]), [5], null],
    ["nothing known", line("sale", "ch_9", 1), [], "unknown_sale"],
    ["about no sale", line("other", "txn_1", -150), [], "not_a_sale"],
  ])("%s", (_, told, entries, difference) => {
    const found = new LineMatcher(DOLLARS, booked, null).match(told, 1);
    expect([found.entries, found.difference]).toEqual([entries, difference]);
    expect(found.gross - found.fee).toBe(told.gross - told.fee);
  });

  test("each entry is brought home once, by this file and by those before", () => {
    const matcher = new LineMatcher(DOLLARS, booked, null);
    expect(matcher.match(line("sale", "ch_1/li_2", 4000, 120), 1).difference).toBeNull();
    expect(matcher.match(line("sale", "ch_1", 10_000, 350), 2).difference).toBe("settled_twice");
    const before = "00000000-0000-7000-8000-000000000009" as Uuid;
    const settled = booked.map((one) => ({ ...one, settledBy: { settlement: before, n: 4 } }));
    expect(
      new LineMatcher(DOLLARS, settled, null).match(line("sale", "ch_1", 10_000, 350), 4).difference,
    ).toBe("settled_twice");
    expect(new LineMatcher(DOLLARS, settled, before).match(line("sale", "ch_1", 10_000, 350), 4).state).toBe(
      "agrees",
    );
  });
});
