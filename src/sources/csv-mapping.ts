// How a file of sales is to be read: which column is which fact, and how its dates, numbers and kinds are
// spelled. Stored with the import as JSON, so that a resumed run reads the same way. Never guesses:
// guess-mapping proposes one, a person accepts it. Example: { fields: { paid: { columns: ["Sales"] },
// currency: { value: "USD" } }, decimal: "." }.
import { z } from "zod";
import { isTimeZone } from "../base/calendar.ts";
import { isCurrency } from "../base/currency.ts";
import { Refusal } from "../base/refusal.ts";

/** Every fact that a column may hold. */
export const CSV_FIELDS = [
  "externalId",
  "chargeId",
  "line",
  "kind",
  "at",
  "paidAt",
  "refundedAt",
  "currency",
  "paid",
  "tax",
  "shipping",
  "discount",
  "fee",
  "refunded",
  "refundOf",
  "productRef",
  "productName",
  "offerRef",
  "buyerEmail",
  "buyerName",
  "buyerReference",
  "buyerCountry",
  "affiliateRef",
  "affiliateName",
  "affiliateEmail",
  "affiliateAmount",
  "producerAmount",
  "coproducerAmount",
  "paymentMethod",
  "instalments",
  "subscriptionRef",
  "subscriptionCharge",
  "coupon",
  "clickId",
] as const;
export type CsvField = (typeof CSV_FIELDS)[number];

/**
 * What a row is. `sale_refunded` and `sale_charged_back`: a sale and that all of it was taken back;
 * `reversed`: the same as `sale_refunded` if the row says when it was paid, else nothing was ever paid.
 */
export const ROW_KINDS = [
  "sale",
  "refund",
  "sale_refunded",
  "sale_charged_back",
  "reversed",
  "ignore",
] as const;
export type RowKind = (typeof ROW_KINDS)[number];

export const DATE_FORMATS = ["iso", "dmy", "mdy", "ymd", "epoch_seconds", "epoch_millis"] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

export const ENCODINGS = ["utf-8", "windows-1252", "utf-16le"] as const;
export type Encoding = (typeof ENCODINGS)[number];

const header = z.string().min(1).max(200);
const fieldSource = z.union([
  /** The first of these columns that is not empty. */
  z.strictObject({ columns: z.array(header).min(1).max(5) }),
  /** The same for every row. */
  z.strictObject({ value: z.string().min(1).max(255) }),
]);

const mappingShape = z.strictObject({
  version: z.literal(1),
  /**
   * Under which source's ids the rows are recorded; an export of Stripe or Hotmart shares that platform's
   * ids.
   */
  source: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/),
  encoding: z.enum(ENCODINGS),
  delimiter: z.enum([",", ";", "\t", "|"]),
  fields: z.partialRecord(z.enum(CSV_FIELDS), fieldSource),
  /**
   * Cells of the kind column, lower-cased and without accents, and what they mean. Any other cell is an
   * error.
   */
  kinds: z.record(z.string().max(200), z.enum(ROW_KINDS)).default({}),
  /** What a negative amount is where no column tells the kind. */
  negative: z.enum(["error", "refund"]).default("error"),
  dateFormat: z.enum(DATE_FORMATS),
  /** For dates without an offset. */
  timeZone: z.string().refine(isTimeZone, "is not a time zone"),
  decimal: z.enum([".", ","]),
  /** "minor": amounts are whole numbers of minor units. */
  unit: z.literal("minor").optional(),
  /** More decimal places than the currency has: an error, or rounded half away from zero. */
  places: z.enum(["refuse", "round"]).default("refuse"),
  /** Cells that mean "nothing", beside the empty one. */
  nulls: z.array(z.string().max(40)).max(20).default([]),
  /** Who takes the fee. */
  feeParty: z.string().min(1).max(100),
  /** True: the platform paid the parties what these columns report. */
  paysParties: z.boolean().default(false),
  /** True: what fee and shares leave of the amount paid is tax (or interest) that reached nobody. */
  restIsTax: z.boolean().default(false),
  /** The currency of fee and shares where it is not that of the amount paid. */
  settlementCurrency: z.string().refine(isCurrency, "is not an ISO 4217 currency").nullable().default(null),
});
export type CsvMapping = z.output<typeof mappingShape>;

/** A mapping from outside. Refusal 422 `invalid_mapping` with the path of everything that is wrong. */
export function parseMapping(value: unknown): CsvMapping {
  const parsed = mappingShape.safeParse(value);
  if (!parsed.success) {
    const details = parsed.error.issues.map((issue) => ({
      path: issue.path.map(String).join("."),
      code: "invalid",
      message: issue.message,
    }));
    throw new Refusal(422, "invalid_mapping", "the mapping cannot be used as it is", { details });
  }
  const missing = missingFields(parsed.data);
  if (missing.length > 0) {
    const details = missing.map((field) => ({
      path: `fields.${field}`,
      code: "missing",
      message: "is needed",
    }));
    throw new Refusal(422, "invalid_mapping", `the mapping says nothing of ${missing.join(", ")}`, {
      details,
    });
  }
  return parsed.data;
}

/** The fields without which no row can be a sale. */
export function missingFields(mapping: Pick<CsvMapping, "fields">): CsvField[] {
  const missing: CsvField[] = [];
  if (mapping.fields.at === undefined && mapping.fields.paidAt === undefined) missing.push("at");
  if (mapping.fields.currency === undefined) missing.push("currency");
  if (mapping.fields.paid === undefined) missing.push("paid");
  if (mapping.fields.productRef === undefined && mapping.fields.productName === undefined)
    missing.push("productRef");
  return missing;
}

/**
 * A header or a kind as it is compared: without accents, lower case, one space between words. "Código SCK" →
 * "codigo sck".
 */
export function foldText(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
