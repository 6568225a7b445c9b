// A mapping as a person says it, field by field with one column each, laid over what was guessed of the file.
// What a person does not see (encoding, delimiter, kinds of rows, refunds of an export that is known) stays
// as guessed. Never guesses itself. Example: { columns: { paid: "Sales" }, amounts: "decimal", … } over a
// guess → fields.paid.
import { Refusal } from "../base/refusal.ts";
import type { CsvField, CsvMapping, DateFormat } from "./csv-mapping.ts";
import { missingFields } from "./csv-mapping.ts";

/** What a person names → the field of a row; null: read by who records the row. */
const FIELDS = {
  externalId: "externalId",
  at: "at",
  product: "productRef",
  offer: "offerRef",
  currency: "currency",
  paid: "paid",
  tax: "tax",
  shipping: "shipping",
  fee: "fee",
  feeParty: null,
  affiliate: "affiliateRef",
  affiliateRate: null,
  recruitedBy: null,
  buyerEmail: "buyerEmail",
  buyerName: "buyerName",
  buyerReference: "buyerReference",
  charge: "chargeId",
  paymentMethod: "paymentMethod",
  coupon: "coupon",
  country: "buyerCountry",
  partner: null,
  partnerAmount: null,
} as const satisfies Record<string, CsvField | null>;

export type SaidField = keyof typeof FIELDS;

const DATES = {
  iso: "iso",
  day_month_year: "dmy",
  month_day_year: "mdy",
  epoch_ms: "epoch_millis",
  epoch_s: "epoch_seconds",
} as const satisfies Record<string, DateFormat>;

export interface SaidMapping {
  source: string;
  columns: Partial<Record<SaidField, string | undefined>>;
  currency?: string | undefined;
  amounts: "decimal" | "decimal_comma" | "minor";
  dates: keyof typeof DATES;
  timeZone?: string | undefined;
  /** "history": from before, kept and never split; sales when left out. */
  keepAs?: "sales" | "history" | undefined;
}

/** What is kept of an import's mapping. */
export interface StoredMapping {
  said: SaidMapping;
  csv: CsvMapping;
  /** The columns as guessed at first. */
  guess: SaidMapping["columns"];
}

const entries = Object.entries(FIELDS) as [SaidField, CsvField | null][];

/** A guess in the words of a person. */
export function sayMapping(csv: CsvMapping): SaidMapping {
  const columns: SaidMapping["columns"] = {};
  for (const [name, field] of entries) {
    const told = field === null ? undefined : csv.fields[field];
    if (told && "columns" in told) columns[name] = told.columns[0];
  }
  const byName = csv.fields.productName;
  if (columns.product === undefined && byName && "columns" in byName) columns.product = byName.columns[0];
  if (columns.at === undefined && csv.fields.paidAt && "columns" in csv.fields.paidAt) {
    columns.at = csv.fields.paidAt.columns[0];
  }
  const currency = csv.fields.currency;
  const dates = (Object.keys(DATES) as (keyof typeof DATES)[]).find((one) => DATES[one] === csv.dateFormat);
  return {
    source: csv.source,
    columns,
    ...(currency && "value" in currency ? { currency: currency.value } : {}),
    amounts: csv.unit === "minor" ? "minor" : csv.decimal === "," ? "decimal_comma" : "decimal",
    dates: dates ?? "iso",
    timeZone: csv.timeZone,
  };
}

/** Throws 422 `invalid_mapping` where no row could be a sale, or a column is not in the file. */
export function layOver(csv: CsvMapping, said: SaidMapping, headers: readonly string[]): CsvMapping {
  const fields: CsvMapping["fields"] = { ...csv.fields };
  for (const [name, field] of entries) {
    if (field === null) continue;
    const column = said.columns[name];
    const before = fields[field];
    if (column === undefined) delete fields[field];
    else if (!(before && "columns" in before && before.columns[0] === column)) {
      fields[field] = { columns: [column] };
    }
  }
  if (fields.currency === undefined && said.currency) fields.currency = { value: said.currency };
  const { unit: _, ...rest } = csv;
  const laid: CsvMapping = {
    ...rest,
    source: said.source,
    fields,
    ...(said.amounts === "minor" ? { unit: "minor" as const } : {}),
    decimal: said.amounts === "decimal_comma" ? "," : ".",
    dateFormat: csv.dateFormat === "ymd" && said.dates === "iso" ? "ymd" : DATES[said.dates],
    timeZone: said.timeZone ?? csv.timeZone,
  };
  refuseGaps(laid, said, headers);
  return laid;
}

/**
 * Throws 422 `invalid_mapping` with the path of every field that is missing and of every column that is not
 * there.
 */
export function refuseGaps(csv: CsvMapping, said: SaidMapping, headers: readonly string[]): void {
  const details = missingFields(csv).map((field) => {
    const name = entries.find(([, one]) => one === field)?.[0] ?? field;
    const path = name === "currency" ? "mapping.currency" : `mapping.columns.${name}`;
    return { path, code: "missing", message: "is needed" };
  });
  for (const [name, column] of Object.entries(said.columns)) {
    if (column === undefined || headers.includes(column)) continue;
    const message = "names a column that the file does not have";
    details.push({ path: `mapping.columns.${name}`, code: "column_missing", message });
  }
  if (details.length === 0) return;
  const message = "The file cannot be read with this mapping.";
  throw new Refusal(422, "invalid_mapping", message, { details });
}
