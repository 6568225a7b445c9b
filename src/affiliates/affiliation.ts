// An affiliation: a party promotes a product under a code and earns a rate of the sales attributed to it.
// Suspended and ended ones earn nothing: a sale that names them is a direct sale. Ended is final.
// Example: carla on "Piano in 30 days", code CARLA, 35 %, recruited by davi.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import { Refusal } from "../base/refusal.ts";
import type { Affiliation as AffiliationRow } from "../db/tables.ts";
import { takenBy } from "../db/taken.ts";

export type AffiliationState = "requested" | "approved" | "refused" | "blocked" | "suspended" | "ended";

export interface Affiliation {
  id: Uuid;
  /** Counts changes, so that the second of two people who edit at once is told. */
  version: number;
  product: Uuid;
  party: Uuid;
  code: string;
  rate: Ppm;
  recruitedBy: Uuid | null;
  state: AffiliationState;
  /** Of the state it is in, told to the affiliate. */
  reason: string | null;
  /** What the applicant wrote. */
  note: string;
  /** The version of the programme's terms of use that was accepted, and when. */
  acceptedTerms: number | null;
  acceptedAt: Date | null;
  externalId: string | null;
  metadata: Record<string, string>;
  createdAt: Date;
}

export function toAffiliation(row: Selectable<AffiliationRow>): Affiliation {
  return {
    id: row.id as Uuid,
    version: row.version,
    product: row.product as Uuid,
    party: row.party as Uuid,
    code: row.code,
    rate: row.rate as Ppm,
    recruitedBy: row.recruited_by as Uuid | null,
    state: row.state as AffiliationState,
    reason: row.reason,
    note: row.note,
    acceptedTerms: row.accepted_terms,
    acceptedAt: row.accepted_at,
    externalId: row.external_id,
    metadata: row.metadata as Record<string, string>,
    createdAt: row.created_at,
  };
}

const TAKEN: Record<string, { code: string; path: string; message: string }> = {
  affiliation_ws_product_party_key: {
    code: "affiliation_exists",
    path: "party",
    message: "has an affiliation on this product already",
  },
  affiliation_ws_product_code_key: {
    code: "code_taken",
    path: "code",
    message: "is another affiliate's code",
  },
  affiliation_code: { code: "code_taken", path: "code", message: "is another affiliate's code" },
  affiliation_external: {
    code: "external_id_taken",
    path: "externalId",
    message: "is another affiliation's",
  },
};

/** Throws 409 when party, code or id is taken on the product; every other error goes on. */
export function refuseTaken(error: unknown): never {
  const taken = TAKEN[takenBy(error) ?? ""];
  if (taken === undefined) throw error;
  const { code, path, message } = taken;
  throw new Refusal(409, code, `${path} ${message}.`, { details: [{ path, code, message }] });
}
