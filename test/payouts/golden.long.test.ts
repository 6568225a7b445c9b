// The SEPA file against the bank's own schema, by an outside program; and the banks' own samples read back.
// Where the shared folder of samples is absent, these are skipped and counted so.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { readAnswer } from "../../src/payouts/answers/read-answer.ts";
import { sepaRail } from "../../src/payouts/rails/sepa.ts";
import { batchOf, IBAN, IBAN_WITHOUT_BIC, SEPA_PAYER } from "./sample-batch.ts";

const SAMPLES = process.env.PAYOUT_SAMPLES ?? join(import.meta.dirname, "../../../shared/data/payouts");
const has = existsSync(SAMPLES);
const read = (path: string) => readFileSync(join(SAMPLES, path), "utf8");

describe.skipIf(!has)("bank files and the world outside", () => {
  const validate = (contents: string) =>
    validateXML({
      xml: [{ fileName: "run.xml", contents }],
      schema: [read("xsd/pain.001.001.09.xsd")],
    });

  test("a SEPA file is valid by the schema of pain.001.001.09", async () => {
    const lines = Array.from({ length: 200 }, (_, i) => (i % 2 ? IBAN : IBAN_WITHOUT_BIC));
    const text = sepaRail.write(batchOf(lines, "EUR", SEPA_PAYER));
    const { valid, errors } = await validate(text);
    expect(errors.map((one) => one.message)).toEqual([]);
    expect(valid).toBe(true);
    expect(new Set(text.match(/<EndToEndId>[^<]+/g)).size).toBe(200);
  });

  test("and that check can fail: an amount of three places is not", async () => {
    const text = sepaRail.write(batchOf([IBAN], "EUR", SEPA_PAYER));
    expect((await validate(text.replace("<NbOfTxs>1</NbOfTxs>", ""))).valid).toBe(false);
  });

  test("a rejected transfer and a returned one are read from the samples", () => {
    expect(readAnswer(read("pain.002/pain.002.001.10.part.xml")).said).toMatchObject([
      { reference: "E2EOK", outcome: "under_way" },
      { reference: "E2ENO", outcome: "back", amount: "120.50", reason: "AC04" },
    ]);
    const returned = readAnswer(read("camt/camt054.v8.returned-payout.made-here.xml"));
    expect(returned.said).toMatchObject([
      { reference: "E2E-Partner-Two", outcome: "back", amount: "0.20", reason: "AC04: Account closed" },
    ]);
  });

  test.each(has ? readdirSync(join(SAMPLES, "camt")) : [])("%s is read without a complaint", (file) => {
    expect(["camt.054", "camt.053"]).toContain(readAnswer(read(`camt/${file}`)).kind);
  });

  test("NACHA returns and notifications of change", () => {
    expect(readAnswer(read("nacha/moov/return-WEB.ach")).said).toMatchObject([
      { reference: "MjMxNDAwMjAtOGQ", amount: "123.54", outcome: "back" },
      { reference: "NmRjZTJmMzItMGN", amount: "45.65", reason: "R03" },
    ]);
    expect(readAnswer(read("nacha/moov/cor-example.ach")).said).toEqual([]);
  });
});
