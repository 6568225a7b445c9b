// One row of a file as messages, or as errors that name the cell: a row is read whole or not at all.
// Never rounds unless the mapping says so, never takes a product, a currency or a date for granted.
// Example: ["HP1","Aprovado","01/03/2026","100,00","BRL"] → [sale HP1 of 10000 BRL]; with "cem reais" →
// not_a_number.
import { type Minor, ZERO } from "../base/amount.ts";
import { type Currency, isCurrency } from "../base/currency.ts";
import { foldText, type RowKind } from "./csv-mapping.ts";
import type { CsvRecord } from "./csv-record.ts";
import { chargeback, fromFile, type RowFacts, type RowIdentity, refundOf, refundRow } from "./csv-refunds.ts";
import { readRowShares } from "./csv-shares.ts";
import { cleanText } from "./json.ts";
import {
  type Message,
  NO_SIDE_FACTS,
  type Note,
  type ProductRef,
  type SaleMessage,
  type SideFacts,
} from "./message.ts";

/**
 * The messages of a record; none, and errors in the record, where it cannot be read. Ignored rows give
 * `ignored`.
 */
export function readRow(record: CsvRecord, identity: RowIdentity): Message[] {
  const told = readKind(record);
  if (told === "ignore") return [ignored(record, "the kind of this row moves no money of a sale")];
  const facts = readFacts(record, identity);
  if (facts === undefined) return [];
  const kind = kindOf(record, told, facts);
  if (kind === undefined || record.errors.length > 0) return [];
  if (kind === "ignore") return [ignored(record, "the row says that it was never paid")];
  const messages = kind === "refund" ? [refundRow(record, facts, identity)] : saleRow(record, facts, kind);
  return record.errors.length > 0 ? [] : messages;
}

function readKind(record: CsvRecord): RowKind | null {
  if (!record.has("kind")) return null;
  const cell = record.cell("kind");
  const kinds = record.layout.mapping.kinds;
  const key = foldText(cell ?? "");
  if (Object.hasOwn(kinds, key)) return kinds[key] as RowKind;
  record.fail("kind", "unknown_kind", "the mapping does not say what a row of this kind is");
  return null;
}

function readFacts(record: CsvRecord, identity: RowIdentity): RowFacts | undefined {
  const code = record.cell("currency")?.toUpperCase() ?? "";
  if (code === "") record.fail("currency", "missing", "the row names no currency");
  else if (!isCurrency(code))
    record.fail("currency", "unknown_currency", "is not an active ISO 4217 currency");
  const paidAt = record.date("paidAt");
  const at = paidAt ?? record.date("at");
  if (at === null && record.errors.every(({ code: error }) => error !== "not_a_date")) {
    record.fail(record.has("at") ? "at" : "paidAt", "missing", "the row has no date");
  }
  if (!isCurrency(code)) return undefined;
  const paid = record.amount("paid", code);
  if (paid === null && record.cell("paid") === null) record.fail("paid", "missing", "the row has no amount");
  const ids = readIds(record, identity);
  if (at === null || paid === null || ids === undefined) return undefined;
  return { currency: code, at, isPaidAtKnown: paidAt !== null, paid, ...ids };
}

/**
 * Its own id; else charge and line; else charge and hash; else the hash, with an ordinal among equal rows.
 */
function readIds(
  record: CsvRecord,
  identity: RowIdentity,
): { externalId: string; chargeId: string } | undefined {
  const own = record.reference("externalId");
  const charge = record.reference("chargeId");
  const line = record.reference("line");
  const hashed = identity.ordinal === 1 ? identity.hash : `${identity.hash}-${identity.ordinal}`;
  const externalId = own ?? (charge === null ? `row-${hashed}` : `${charge}/${line ?? hashed}`);
  return { externalId, chargeId: charge ?? externalId };
}

function kindOf(record: CsvRecord, told: RowKind | null, facts: RowFacts): RowKind | undefined {
  if (told === "reversed") return record.has("paidAt") && !facts.isPaidAtKnown ? "ignore" : "sale_refunded";
  if (told === "refund" || facts.paid >= 0) return told ?? "sale";
  if (told === null && record.layout.mapping.negative === "refund") return "refund";
  record.fail("paid", "negative", "is negative, and the mapping does not say that such a row is a refund");
  return undefined;
}

function saleRow(record: CsvRecord, facts: RowFacts, kind: RowKind): Message[] {
  const sale = readSale(record, facts);
  if (sale === undefined) return [];
  const refundedAt = record.date("refundedAt");
  const takenAt = refundedAt ?? facts.at;
  if (sale.paid === 0) return [sale];
  if (kind === "sale_refunded") return [sale, refundOf(sale, sale.paid, takenAt, refundedAt === null)];
  if (kind === "sale_charged_back") return [sale, ...chargeback(sale, takenAt)];
  const refunded = Math.abs(record.amount("refunded", facts.currency) ?? 0) as Minor;
  if (refunded > sale.paid)
    record.fail("refunded", "refunded_exceeds_paid", "more was refunded than was paid");
  return refunded === 0 ? [sale] : [sale, refundOf(sale, refunded, takenAt, refundedAt === null)];
}

function readSale(record: CsvRecord, facts: RowFacts): SaleMessage | undefined {
  const { currency, paid } = facts;
  const notes: Note[] = [];
  const product = readProduct(record);
  const shares = readRowShares(record, currency, paid, notes);
  const tax = positive(record, "tax", currency) ?? shares.restTax;
  const shipping = positive(record, "shipping", currency) ?? ZERO;
  if (tax + shipping > paid)
    record.fail("tax", "tax_and_shipping_exceed_paid", "tax and shipping are more than was paid");
  if (product === undefined) return undefined;
  const affiliateRef =
    record.reference("affiliateRef") ??
    record.reference("affiliateEmail") ??
    record.reference("affiliateName");
  return {
    kind: "sale",
    ...fromFile(record),
    externalId: facts.externalId,
    chargeId: facts.chargeId,
    line: record.reference("line"),
    refs: [],
    product,
    at: facts.at,
    currency,
    paid,
    tax,
    shipping,
    discount: positive(record, "discount", currency),
    fees: shares.fees,
    feesRef: null,
    reported: shares.reported,
    paidAtSource: shares.paidAtSource,
    ...readSide(record),
    affiliate:
      affiliateRef === null
        ? null
        : {
            ref: affiliateRef,
            name: record.text("affiliateName"),
            email: record.text("affiliateEmail"),
            reportedCommission: shares.affiliateCommission,
          },
    notes,
  };
}

function readProduct(record: CsvRecord): ProductRef | undefined {
  const ref = record.reference("productRef") ?? record.reference("productName");
  if (ref !== null) return { ref, name: record.text("productName"), offerRef: record.reference("offerRef") };
  const hasFailed = record.errors.some(({ code }) => code === "not_a_reference");
  if (!hasFailed)
    record.fail(
      record.has("productRef") ? "productRef" : "productName",
      "missing",
      "the row names no product",
    );
  return undefined;
}

/** An amount that may be written as a cost; its size counts. */
function positive(
  record: CsvRecord,
  field: "tax" | "shipping" | "discount",
  currency: Currency,
): Minor | null {
  const amount = record.amount(field, currency);
  return amount === null ? null : (Math.abs(amount) as Minor);
}

function readSide(record: CsvRecord): SideFacts {
  const instalments = record.count("instalments") ?? 1;
  const country = record.text("buyerCountry", 60)?.toUpperCase() ?? "";
  const subscription = record.reference("subscriptionRef");
  const charge = record.count("subscriptionCharge");
  return {
    ...NO_SIDE_FACTS,
    buyer: {
      email: record.text("buyerEmail"),
      name: record.text("buyerName"),
      reference: record.text("buyerReference"),
      country: /^[A-Z]{2}$/.test(country) ? country : null,
    },
    subscription:
      subscription === null
        ? null
        : { ref: subscription, plan: null, charge, isFirst: charge === null ? null : charge === 1 },
    paymentMethod: record.text("paymentMethod", 50)?.toLowerCase() ?? null,
    instalments: instalments > 1 ? instalments : null,
    coupon: record.text("coupon", 100),
    clickId: record.text("clickId"),
  };
}

function ignored(record: CsvRecord, message: string): Message {
  const reason = cleanText(foldText(record.cell("kind") ?? ""), 100) || "ignored";
  return {
    kind: "ignored",
    ...fromFile(record),
    reason,
    message,
    about: record.text("externalId", 255),
    needsLook: false,
  };
}
