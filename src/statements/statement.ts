// A statement: what moved a party's account in one currency over a period, frozen when it was issued. What
// it covers follows from the statement before it: whatever happened before the period's end, was recorded by
// then and stands on no earlier one. Its closing is the opening of the next.
// Example: opening 0, sales 58200, refunds −233, payouts −40000 → closing 17967, number 12.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Statement as Row } from "../db/tables.ts";

/** What a movement is told as, in the order of the paper. */
export const SECTIONS = [
  "sales",
  "refunds",
  "chargebacks",
  "fees",
  "guarantees",
  "adjustments",
  "at_source",
  "payouts",
] as const;
export type Section = (typeof SECTIONS)[number];
export type Sections = Record<Section, number>;

/** Which entries of the party count: before an instant, recorded by an entry, and on no earlier statement. */
export interface Coverage {
  party: Uuid;
  currency: string;
  /** The first instant after the period. */
  before: Date;
  headSeq: number;
  /** The same two of the statement before. */
  since: Date | null;
  sinceSeq: number;
  /** No entry before it counts. */
  firstSeq: number;
}

export interface ProductSums extends Sections {
  /** Null: what is about no product. */
  id: Uuid | null;
  name: string;
  /** How many sales gave the party something. */
  count: number;
}

/** What a party was called and had agreed, as it stood then. */
export interface StatementDocument {
  workspace: {
    name: string;
    legalName: string | null;
    taxId: string | null;
    address: string | null;
    country: string;
    timeZone: string;
  };
  party: { name: string; email: string | null; country: string | null; taxId: string | null };
  products: ProductSums[];
  terms: AgreedThen[];
}

/** One contract's version that was in force in the period. */
export interface AgreedThen {
  contract: string;
  version: number;
  product: string;
  /** Days; null: open. */
  starts: string;
  ends: string | null;
  invoices: "producer" | "pro_rata";
  words: { en: [string, string][]; "pt-BR": [string, string][] };
}

export interface Statement extends Coverage, Sections {
  id: Uuid;
  number: number;
  place: number;
  fromDay: string;
  untilDay: string;
  headBatch: number;
  /** Of 64 hexadecimal characters. */
  headHash: string;
  openSeq: number;
  opening: number;
  closing: number;
  /** Of the closing, held for open disputes. */
  reserved: number;
  /** Of it, available after the last day only; null where it was issued before this was told. */
  pending: number | null;
  /** Of it, held by a rolling reserve. */
  rolling: number | null;
  lines: number;
  late: number;
  document: StatementDocument;
  issuedBy: string;
  issuedName: string;
  issuedAt: Date;
}

export function toStatement(row: Selectable<Row>): Statement {
  return {
    id: row.id as Uuid,
    number: row.number,
    place: row.place,
    party: row.party as Uuid,
    currency: row.currency,
    fromDay: row.from_day,
    untilDay: row.until_day,
    before: row.before,
    headSeq: row.head_seq,
    headBatch: row.head_batch,
    headHash: row.head_hash.toString("hex"),
    since: row.since,
    sinceSeq: row.since_seq,
    firstSeq: row.first_seq,
    openSeq: row.open_seq,
    opening: row.opening,
    sales: row.sales,
    refunds: row.refunds,
    chargebacks: row.chargebacks,
    fees: row.fees,
    guarantees: row.guarantees,
    adjustments: row.adjustments,
    at_source: row.at_source,
    payouts: row.payouts,
    closing: row.closing,
    reserved: row.reserved,
    pending: row.pending,
    rolling: row.rolling,
    lines: row.lines,
    late: row.late,
    document: row.document as unknown as StatementDocument,
    issuedBy: row.issued_by,
    issuedName: row.issued_name,
    issuedAt: row.issued_at,
  };
}

/** What of the closing can be paid out by the last day; null where it was issued before this was told. */
export function availableOf({
  closing,
  reserved,
  pending,
  rolling,
}: Pick<Statement, "closing" | "reserved" | "pending" | "rolling">): number | null {
  return pending === null || rolling === null ? null : closing - reserved - pending - rolling;
}

/** "000012": as it stands on paper. */
export function numberText(number: number): string {
  return String(number).padStart(6, "0");
}
