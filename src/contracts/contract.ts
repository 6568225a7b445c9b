// A contract: what producer and co-producer agreed on a product, as a series of versions that never change.
// Its state is told by its newest version: ended once that version's end has come.
// Example: contract_01… of bruno on "Piano in 30 days": v1 10 % of all sales from July 2026, open.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Contract as ContractRow, ContractVersion as VersionRow } from "../db/tables.ts";
import type { AgreedTerms } from "./agreed-terms.ts";

/** What the parties agreed; what decides a split and what does not. */
export interface ContractTerms extends AgreedTerms {
  invoices: "producer" | "pro_rata";
  /** delivery, support, marketing, tax → which side answers for it. */
  responsibilities: Record<string, "producer" | "party" | "both">;
  renewals: "at_charge" | "at_signup";
  tail: "none" | { renewalsForDays: number };
  /** After so many days one side's notice ends the contract; left out: never without the other side. */
  noticeDays?: number;
}

export interface ContractVersion {
  version: number;
  /** Epoch milliseconds, inclusive. */
  starts: number;
  /** Exclusive; null is open. */
  ends: number | null;
  terms: ContractTerms;
  evidence: string;
  createdBy: string;
  createdAt: Date;
}

export interface Contract {
  id: Uuid;
  product: Uuid;
  party: Uuid;
  /** The order of acceptance on the product. */
  position: number;
  acceptedAt: Date;
  /** Oldest first; at least one. */
  versions: ContractVersion[];
  externalId: string | null;
  metadata: Record<string, string>;
  createdAt: Date;
}

export function isEnded(contract: Contract, now: number): boolean {
  const ends = contract.versions.at(-1)?.ends ?? null;
  return ends !== null && ends <= now;
}

export function toVersion(row: Selectable<VersionRow>): ContractVersion {
  return {
    version: row.version,
    starts: row.starts.getTime(),
    ends: row.ends === null ? null : row.ends.getTime(),
    terms: row.terms as ContractTerms,
    evidence: row.evidence,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}

export function toContract(row: Selectable<ContractRow>, versions: ContractVersion[]): Contract {
  return {
    id: row.id as Uuid,
    product: row.product as Uuid,
    party: row.party as Uuid,
    position: row.position,
    acceptedAt: row.accepted_at,
    versions,
    externalId: row.external_id,
    metadata: row.metadata as Record<string, string>,
    createdAt: row.created_at,
  };
}
