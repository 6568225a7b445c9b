// How a file of settlements is to be read: which column is which fact, how numbers and dates are spelled. A
// first proposal comes from the headers, a person may change it; nothing is guessed while a file is booked.
// Example: "automatic_payout_id", "gross", "fee", "reporting_category" → a report of Stripe.
import { z } from "zod";
import { DATE_FORMATS, foldText } from "../csv-mapping.ts";
import { guessDates, guessDecimal } from "../guess-mapping.ts";
import type { SettledKind } from "./settlement.ts";

export const SETTLEMENT_FIELDS = [
  "settlement",
  "arrivedOn",
  "kind",
  "ref",
  "charge",
  "at",
  "currency",
  "originalCurrency",
  "originalGross",
  "gross",
  "fee",
  "net",
  "note",
] as const;
export type SettlementField = (typeof SETTLEMENT_FIELDS)[number];

export const settlementMapping = z.strictObject({
  columns: z.partialRecord(z.enum(SETTLEMENT_FIELDS), z.string().min(1).max(200)).meta({
    description: "Field → header of the column. Without `settlement` the whole file is one.",
    examples: [{ ref: "charge_id", gross: "gross", fee: "fee", net: "net" }],
  }),
  decimal: z.enum([".", ","]),
  dateFormat: z.enum(DATE_FORMATS),
});
export type SettlementMapping = z.output<typeof settlementMapping>;

/** Headers folded (no accents, lower case, words only); the first that a file has wins. */
const WORDS: Readonly<Record<SettlementField, readonly string[]>> = {
  settlement: [
    "automatic payout id",
    "payout id",
    "settlement id",
    "transfer id",
    "id repasse",
    "id do repasse",
    "codigo do repasse",
    "id do saque",
    "repasse",
    "settlement",
    "payout",
    "batch id",
  ],
  arrivedOn: [
    "automatic payout effective at utc",
    "automatic payout effective at",
    "payout date",
    "arrival date",
    "arrived on",
    "settlement date",
    "data repasse",
    "data do repasse",
    "data do saque",
  ],
  kind: ["reporting category", "type", "kind", "transaction type", "status da transacao", "status", "tipo"],
  ref: [
    "source id",
    "transacao",
    "codigo da transacao",
    "transaction id",
    "sale id",
    "reference",
    "ref",
    "source",
    "charge id",
    "id da venda",
  ],
  charge: ["charge id", "payment intent id", "order id", "source order id", "transacao do produto principal"],
  at: [
    "created utc",
    "created",
    "balance transaction created utc",
    "date",
    "processed at",
    "data da transacao",
    "data da venda",
    "data",
  ],
  currency: ["currency", "moeda de recebimento", "moeda", "moeda de compra"],
  originalCurrency: [
    "customer facing currency",
    "presentment currency",
    "original currency",
    "moeda de compra",
    "moeda original",
  ],
  originalGross: ["customer facing amount", "presentment amount", "original amount", "valor original"],
  gross: ["gross", "amount", "preco total", "valor bruto", "valor de compra com impostos", "bruto", "valor"],
  fee: ["fee", "fees", "taxa hotmart", "taxa de processamento", "taxa", "tarifa"],
  net: ["net", "valor liquido", "faturamento liquido do a produtor a", "faturamento liquido", "liquido"],
  note: ["description", "descricao", "note", "memo"],
};

export function guessSettlementMapping(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): SettlementMapping {
  const folded = headers.map(foldText);
  const columns: SettlementMapping["columns"] = {};
  const used = new Set<number>();
  for (const field of SETTLEMENT_FIELDS) {
    const index = WORDS[field]
      .map((word) => folded.findIndex((header, i) => header === word && !used.has(i)))
      .find((i) => i >= 0);
    if (index === undefined) continue;
    used.add(index);
    columns[field] = headers[index] as string;
  }
  const cells = (...fields: SettlementField[]) =>
    fields.flatMap((field) => {
      const index = headers.indexOf(columns[field] ?? "");
      return index < 0 ? [] : rows.map((row) => (row[index] ?? "").trim()).filter((cell) => cell !== "");
    });
  const isPortuguese = folded.some((word) => /\b(data|valor|moeda|transacao|taxa|repasse)\b/.test(word));
  return {
    columns,
    decimal: guessDecimal(cells("gross", "fee", "net", "originalGross"), isPortuguese).sign,
    dateFormat: guessDates(cells("at", "arrivedOn"), isPortuguese).format,
  };
}

const KINDS: readonly [SettledKind | "skip", RegExp][] = [
  // What the source paid on: to the bank itself, or to connected accounts as payouts of ours.
  ["skip", /^(payout|payout (reversal|failure|cancel)|transfer|transfer (reversal|refund)|repasse|saque)$/],
  ["dispute", /(dispute|chargeback|contestacao|protesto)/],
  ["refund", /(refund|reversal|reembols|estorn|cancelad|devolv)/],
  ["sale", /^(charge|payment|sale|capture|credit|venda|compra|aprovad[oa]|complet[oa]|paid|paga?|pago)$/],
];

/** What a source's word for a line means; a word that nobody knows is no sale. */
export function kindOf(word: string): SettledKind | "skip" {
  const folded = foldText(word);
  return KINDS.find(([, pattern]) => pattern.test(folded))?.[0] ?? "other";
}
