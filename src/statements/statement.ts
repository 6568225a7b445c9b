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
  /** As affiliate, by product; left out of statements that were issued before this was told. */
  commissions?: CommissionThen[];
}

/** What a party's sales as affiliate of one product earned by in the period. */
export interface CommissionThen {
  /** Null: it was none, and sources named it. */
  affiliation: string | null;
  product: string;
  code: string | null;
  /** The programme's terms of use that held for it; null where none are known of. */
  accepted: { version: number; at: string } | null;
  stretches: CommissionStretch[];
  /** Where it was no affiliate then: the rates at which its sales earned, and how many did. */
  stated: { rate: string; count: number }[];
}

/** Instants, from inclusive, until exclusive; both within the period. */
export interface CommissionStretch {
  from: string;
  until: string;
  /** The same as people read it. */
  days: { en: string; "pt-BR": string };
  /** `offer` null: of every sale that has no rate of its own. */
  rates: { offer: string | null; rate: string }[];
  base: "net" | "gross";
  model: "last" | "first" | "first_and_last" | "linear";
  windowDays: number | null;
  renewals: { kind: "first" | "all" } | { kind: "charges" | "months"; count: number };
  words: { en: [string, string][]; "pt-BR": [string, string][] };
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
  /** Against the version before, where that was in force in the period as well: label, was, is. */
  changed?: { en: [string, string, string][]; "pt-BR": [string, string, string][] };
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
  /** Of the closing, held for open disputes and while a commission is looked at. */
  reserved: number;
  /** Of that, the second; null where it was issued before the two were told apart. */
  checked: number | null;
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
    checked: row.checked,
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
