// A party: anyone who can be owed money by a workspace. One producer and one tax party per workspace, made
// with it. Never an account (who signs in) and never a ledger account (where money stands).
// Example: { kind: "partner", name: "Bruno Lima", ref: "bruno" } may be co-producer, affiliate or manager.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Party as PartyRow } from "../db/tables.ts";
import { takenBy } from "../db/taken.ts";

export type PartyKind = "producer" | "partner" | "platform" | "processor" | "tax";

export interface Party {
  id: Uuid;
  kind: PartyKind;
  name: string;
  email: string | null;
  country: string | null;
  /** The name a source or an import knows it by. */
  ref: string | null;
  externalId: string | null;
  metadata: Record<string, string>;
  createdAt: Date;
}

/** How a caller names a party: our id, their id, or the name a source knows it by. */
export type PartyName = Uuid | { externalId: string } | { ref: string };

/** The tax party's name for every source and for plan.json (domain §11). */
export const TAX_REF = "tax";

export function toParty(row: Selectable<PartyRow>): Party {
  return {
    id: row.id as Uuid,
    kind: row.kind as PartyKind,
    name: row.name,
    email: row.email,
    country: row.country,
    ref: row.ref,
    externalId: row.external_id,
    metadata: row.metadata as Record<string, string>,
    createdAt: row.created_at,
  };
}

/** Throws 409 when the name or the id is another party's; every other error goes on. */
export function refuseTaken(error: unknown): never {
  const taken = takenBy(error);
  if (taken === "party_ref") {
    throw new Refusal(409, "ref_taken", "Another party of this workspace is known by this ref.", {
      details: [{ path: "ref", code: "taken", message: "is another party's" }],
    });
  }
  if (taken === "party_external") {
    throw new Refusal(409, "external_id_taken", "Another party of this workspace has this externalId.", {
      details: [{ path: "externalId", code: "taken", message: "is another party's" }],
    });
  }
  throw error;
}
