// The files that banks get, field by field, and the same bytes from the same batch; the answers that banks
// give in their own shapes, read into ours.
import { describe, expect, test } from "vitest";
import { readAnswer } from "../../src/payouts/answers/read-answer.ts";
import { executionDay } from "../../src/payouts/execution-day.ts";
import type { MethodDetails } from "../../src/payouts/method.ts";
import { sepaText } from "../../src/payouts/rails/bank-text.ts";
import { FILE_RAILS } from "../../src/payouts/rails/file-rails.ts";
import { wiseRail } from "../../src/payouts/rails/wise.ts";
import { ACH_PAYER, batchOf, IBAN, IBAN_WITHOUT_BIC, PIX, SEPA_PAYER, US } from "./sample-batch.ts";

const write = (rail: keyof typeof FILE_RAILS, ...args: Parameters<typeof batchOf>) => {
  const text = FILE_RAILS[rail]?.write(batchOf(...args)) ?? "";
  expect(FILE_RAILS[rail]?.write(batchOf(...args))).toBe(text);
  return text;
};

describe("files", () => {
  test("SEPA: sums, counts, one reference each, only letters that banks take", () => {
    const xml = write("sepa", [IBAN, IBAN_WITHOUT_BIC], "EUR", SEPA_PAYER);
    expect(xml.match(/<CtrlSum>1890\.71<\/CtrlSum>/g)).toHaveLength(2);
    expect(xml.match(/<NbOfTxs>2<\/NbOfTxs>/g)).toHaveLength(2);
    expect(xml).toContain('<InstdAmt Ccy="EUR">945.36</InstdAmt>');
    expect(xml).toContain("<EndToEndId>P00000000000010</EndToEndId>");
    expect(xml).toContain("<Nm>Zoe Muller + Son.</Nm>");
    expect(xml).toContain("<Nm>Escola de Musica Ltda.</Nm>");
    expect(xml).toContain("<Id>NOTPROVIDED</Id>");
    const allowed = /^[a-zA-Z0-9/\-?:().,'+ ]+$/;
    for (const [, text] of xml.matchAll(/<(?:Nm|Ustrd)>([^<]*)</g)) expect(text).toMatch(allowed);
  });

  test.each([
    ["//a//b//", "a/b"],
    ["漢字", ".."],
    ["   ", "NOTPROVIDED"],
    ["Łódź – straße", "Lodz - strasse"],
  ])("%s is %s to a bank", (text, expected) => {
    expect(sepaText(text, 70)).toBe(expected);
  });

  test("ACH: records of 94, blocks of ten, hash and totals", () => {
    const other = { ...US, routing: "091400606" } as typeof US;
    const records = write("ach", [US, other], "USD", ACH_PAYER).trimEnd().split("\r\n");
    expect(records.length % 10).toBe(0);
    expect(new Set(records.map((one) => one.length))).toEqual(new Set([94]));
    const [, , first, second, batch, file] = records as [string, string, string, string, string, string];
    expect(first.slice(0, 12)).toBe("622021000021");
    expect(first.slice(29, 39)).toBe("0000094535");
    expect(first.slice(39, 54)).toBe("P00000000000010");
    expect(second.slice(79)).toBe("091400600000002");
    expect(batch.slice(4, 20)).toBe("0000020011240062");
    expect(batch.slice(32, 44)).toBe("000000189071");
    expect(file.slice(1, 55)).toBe("000001000001000000020011240062000000000000000000189071");
  });

  test("approved late, a run is executed on the day of its approval, in the business's calendar", () => {
    const of = (approvedAt: string | null) =>
      executionDay(
        { executesOn: "2026-03-02", approvedAt: approvedAt === null ? null : new Date(approvedAt) },
        "America/Sao_Paulo",
      );
    expect(of(null)).toBe("2026-03-02");
    expect(of("2026-02-27T12:00:00Z")).toBe("2026-03-02");
    expect(of("2026-03-09T12:00:00Z")).toBe("2026-03-09");
    expect(of("2026-03-10T02:30:00Z")).toBe("2026-03-09");
  });

  test("Wise is told who is a business", () => {
    const batch = batchOf([US, IBAN], "EUR");
    const lines = batch.lines.map((line, i) => ({ ...line, isBusiness: i === 1 }));
    const rows = wiseRail.write({ ...batch, lines }).split("\n");
    expect(rows[1]).toContain(",PERSON,target,");
    expect(rows[2]).toContain(",INSTITUTION,target,");
  });

  test("lists never begin a formula, and a phone keeps its digits", () => {
    const list = write("csv", [US, PIX], "BRL");
    expect(list).toContain(",'=SUM(A1),");
    expect(list).toContain("pix,5511987654321,phone");
    expect(write("wise", [US, IBAN], "EUR").split("\n")[1]).toContain("target,945.35,USD,EUR,,,021000021");
    const pix = write("pix", [PIX], "BRL");
    expect(pix).toMatch(/0014br\.gov\.bcb\.pix0114\+5511987654321.*5406945\.35.*0515P00000000000010/);
    // A holder without a Latin letter: the code names the party, since it must name somebody.
    const foreign = write("pix", [{ ...PIX, holder: "李雷" } as MethodDetails], "BRL");
    expect(foreign).toMatch(/5802BR59[0-9]{2}[ -~]+60/);
  });
});

describe("answers", () => {
  const document = (inner: string) => `<?xml version="1.0"?>\n<Document xmlns="urn:x">${inner}</Document>`;

  test("pain.002: single transfers, or the whole file", () => {
    const single = document(`<p:CstmrPmtStsRpt xmlns:p="urn:x"><OrgnlPmtInfAndSts>
      <TxInfAndSts><OrgnlEndToEndId>P1</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>
      <TxInfAndSts><OrgnlEndToEndId>P2</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>
        <OrgnlTxRef><Amt><InstdAmt Ccy="EUR">120.50</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>
      </OrgnlPmtInfAndSts></p:CstmrPmtStsRpt>`);
    expect(readAnswer(single)).toMatchObject({
      kind: "pain.002",
      said: [
        { reference: "P1", outcome: "settled", amount: null },
        {
          reference: "P2",
          outcome: "back",
          amount: "120.50",
          currency: "EUR",
          reason: "AC04",
        },
      ],
    });
    const whole =
      document(`<CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>R1</OrgnlMsgId><GrpSts>RJCT</GrpSts>
      </OrgnlGrpInfAndSts></CstmrPmtStsRpt>`);
    expect(readAnswer(whole).said).toMatchObject([{ reference: "R1", isBatch: true, outcome: "back" }]);
  });

  test("camt.054: a debit has arrived, a credit gives back, what is only announced says nothing", () => {
    const entry = (way: string, inner: string, status = "<Cd>BOOK</Cd>") => `<Ntry><Amt Ccy="EUR">0.20</Amt>
      <CdtDbtInd>${way}</CdtDbtInd><Sts>${status}</Sts><NtryDtls>${inner}</NtryDtls></Ntry>`;
    const detail = (reference: string, more = "") =>
      `<TxDtls><Refs><EndToEndId>${reference}</EndToEndId></Refs>${more}</TxDtls>`;
    const back = "<RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Account closed</AddtlInf></RtrInf>";
    const text = document(`<BkToCstmrDbtCdtNtfctn><Ntfctn>${entry("DBIT", detail("P1"))}
      ${entry("CRDT", detail("P2", back))}${entry("DBIT", detail("P3"), "<Cd>PDNG</Cd>")}
      ${entry("DBIT", "<Btch><MsgId>R1</MsgId></Btch>")}</Ntfctn></BkToCstmrDbtCdtNtfctn>`);
    expect(readAnswer(text).said).toMatchObject([
      { reference: "P1", outcome: "settled", amount: "0.20", currency: "EUR" },
      { reference: "P2", outcome: "back", reason: "AC04: Account closed" },
      { reference: "R1", isBatch: true, outcome: "settled", amount: "0.20" },
    ]);
  });

  test("NACHA: a return says why, a notification of change gives nothing back", () => {
    const entry =
      "62109140060612345678         0000094535P00000000000010Bruno Lima              1091000017611242";
    const file = [
      "101 091400606 6910001341810170306A094101",
      entry,
      `799R03${" ".repeat(88)}`,
      entry,
      "798C01",
    ];
    expect(readAnswer(file.join("\r\n")).said).toMatchObject([
      { reference: "P00000000000010", outcome: "back", amount: "945.35", reason: "R03" },
    ]);
  });

  test.each([
    ["hello"],
    ["<Document><Other/></Document>"],
    ["<Document><CstmrPmtStsRpt></Document>"],
    ['<!DOCTYPE x [<!ENTITY y "z">]><Document><CstmrPmtStsRpt/></Document>'],
  ])("%s is refused", (text) => {
    expect(() => readAnswer(text)).toThrow(expect.objectContaining({ code: "unreadable_answer" }));
  });
});
