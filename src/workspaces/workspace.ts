// A workspace: one business with its money and its settings; the tenant that every row belongs to.
// Example: { ws: 7, name: "Piano School", currency: "BRL", timeZone: "America/Sao_Paulo", maxShared: 700000,
// … }.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import type { Workspace as WorkspaceRow } from "../db/tables.ts";

/** In the words of plan.json, parties by public id; left out: none, or the default. */
export interface WorkspaceFees {
  platformFee?: {
    party: string;
    rate?: string;
    fixed?: Record<string, number>;
    bearer?: "shared" | "producer";
  };
  processorFee?: { bearer: "shared" | "producer" };
  unreturnedFees?: "producer" | "pro_rata";
  /** For previews and the test sale; on a real sale what the source reports counts. */
  processor?: { party: string; rate?: string; fixed?: Record<string, number> };
}

export interface Workspace {
  ws: number;
  id: Uuid;
  name: string;
  country: string;
  currency: string;
  timeZone: string;
  /** Any that the pages are there in; mails and papers fall back. */
  language: string;
  maxShared: Ppm;
  /** Payment method → days; "default" for the rest. */
  holds: Record<string, number>;
  /** On documents; null: not said. */
  legalName: string | null;
  taxId: string | null;
  address: string | null;
  /** What a new product begins with, and what the processor is expected to keep. */
  fees: WorkspaceFees;
  /** Of new offers. */
  guaranteeDays: number;
  /** How long single clicks are kept; null: without end. */
  clickDays: number | null;
  /** After so many days below zero a write-off is proposed; null: never. */
  writeOffDays: number | null;
  /** Steps of the first run that somebody put aside. */
  skipped: string[];
  demo: boolean;
  externalId: string | null;
  metadata: Record<string, string>;
  createdAt: Date;
}

export function toWorkspace(row: Selectable<WorkspaceRow>): Workspace {
  return {
    ws: row.ws,
    id: row.id as Uuid,
    name: row.name,
    country: row.country,
    currency: row.currency,
    timeZone: row.time_zone,
    language: row.language,
    maxShared: row.max_shared as Ppm,
    holds: row.holds as Record<string, number>,
    legalName: row.legal_name,
    taxId: row.tax_id,
    address: row.address,
    fees: row.fees as WorkspaceFees,
    guaranteeDays: row.guarantee_days,
    clickDays: row.click_days,
    writeOffDays: row.write_off_days,
    skipped: ((row.first_run as { skipped?: string[] }).skipped ?? []) as string[],
    demo: row.demo,
    externalId: row.external_id,
    metadata: row.metadata as Record<string, string>,
    createdAt: row.created_at,
  };
}
