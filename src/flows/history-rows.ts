// The rows of a file as sales from before: each its sale, what was taken back of it on the same row, and what
// a partner was given where columns say so. Nothing is recorded, split or posted.
// Example: row "old-17;2024-05-03;piano;100.00;bruno;9.00" → kept as history, bruno's 9.00 with it.
import { decimalsOf } from "../base/currency.ts";
import { parsePublicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { PartyName } from "../parties/party.ts";
import type { StoredMapping } from "../sources/columns-mapping.ts";
import { plainDecimal } from "../sources/csv-cell.ts";
import { decimalToMinor, explainDecimal } from "../sources/decimal.ts";
import type { SaleMessage } from "../sources/message.ts";
import type { CsvRow } from "../sources/read-csv.ts";
import type { App } from "./app.ts";
import { productNames } from "./claim-of-row.ts";
import { type KeepOptions, keepHistory, type PastClaim } from "./keep-history.ts";
import { count, type RowOutcome, type RowsRecorded, saleOf } from "./record-rows.ts";

export async function keepHistoryRows(
  app: App,
  ws: number,
  rows: readonly CsvRow[],
  mapping: StoredMapping,
  options: KeepOptions & { import: Uuid },
): Promise<RowsRecorded> {
  const claims = new Map<CsvRow, PastClaim>();
  const outcomes = new Map<CsvRow, RowOutcome>();
  for (const row of rows) {
    try {
      const claim = claimOf(row, mapping);
      if (claim === null) outcomes.set(row, "nothing");
      else claims.set(row, claim);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      outcomes.set(row, error);
    }
  }
  const kept = await keepHistory(app, ws, [...claims.values()], options);
  for (const [index, row] of [...claims.keys()].entries()) outcomes.set(row, kept[index] ?? "nothing");
  const inOrder = rows.map((row) => outcomes.get(row) ?? "nothing");
  return count(rows, inOrder, mapping.said.columns);
}

/** Null: a row without a sale or anything taken back. */
function claimOf(row: CsvRow, mapping: StoredMapping): PastClaim | null {
  const sale = saleOf(row);
  let taken = 0;
  for (const message of row.messages) {
    if (message.kind === "dispute_opened") taken = Math.max(taken, message.amount);
    if (message.kind !== "refund") continue;
    const own = message.taken;
    taken = Math.max(taken, own.kind === "part" ? own.amount : own.total);
  }
  if (sale === null) {
    if (taken === 0) return null;
    const message =
      "A refund on a row of its own has no sale to stand beside: tell what was refunded in a column.";
    throw new Refusal(422, "refund_alone", message, {
      details: [{ path: "paid", code: "refund_alone", message }],
    });
  }
  return {
    source: sale.source,
    externalId: sale.externalId,
    product: productNames(sale.product?.ref ?? ""),
    at: sale.at,
    currency: sale.currency,
    paid: sale.paid,
    taken,
    byAffiliate: sale.affiliate !== null,
    shares: sharesOf(sale, row, mapping),
  };
}

function sharesOf(sale: SaleMessage, row: CsvRow, { said, csv }: StoredMapping): PastClaim["shares"] {
  const cell = (column: string | undefined) =>
    (column === undefined ? "" : (row.record[column] ?? "")).trim();
  const partner = cell(said.columns.partner);
  const text = cell(said.columns.partnerAmount);
  if (partner === "" && text === "") return [];
  if (partner === "") throw wrong("partner", "missing", "is needed where an amount is");
  if (text === "") throw wrong("partnerAmount", "missing", "is needed where a partner is");
  const plain = plainDecimal(text, csv.decimal);
  const decimals = csv.unit === "minor" ? 0 : decimalsOf(sale.currency);
  const amount = plain === undefined ? "not_a_number" : decimalToMinor(plain.text, decimals);
  if (typeof amount === "string") {
    throw wrong("partnerAmount", amount, `: ${explainDecimal(amount, text, sale.currency, decimals)}`);
  }
  if (amount < 0) throw wrong("partnerAmount", "negative", `(“${text}”) is below 0`);
  return [{ party: partyNamed(partner), amount }];
}

function partyNamed(text: string): PartyName | { email: string } {
  const id = parsePublicId("party", text);
  if (id !== null) return id;
  return text.includes("@") ? { email: text } : { ref: text };
}

function wrong(path: string, code: string, message: string): Refusal {
  return new Refusal(422, code, `${path} ${message}.`, { details: [{ path, code, message }] });
}
