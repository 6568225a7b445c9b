// A product and what a source calls it. Its terms over time (fees, affiliate rules) are versions of their
// own. Never changes a version of terms: a new one starts at an instant that has not passed.
// Example: { name: "Piano in 30 days", status: "active", responsibilities: { support: "019a…" } }.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Offer as OfferRow, Product as ProductRow } from "../db/tables.ts";
import { takenBy } from "../db/taken.ts";

export interface Product {
  id: Uuid;
  /** Counts changes, so that the second of two people who edit at once is told. */
  version: number;
  name: string;
  description: string | null;
  category: string | null;
  /** In order: not sold yet, on sale, archived. */
  status: "draft" | "active" | "inactive";
  /** Where buyers turn to for help. */
  supportContact: string | null;
  /** delivery, support, marketing, tax → party. */
  responsibilities: Record<string, Uuid>;
  externalId: string | null;
  metadata: Record<string, string>;
  createdAt: Date;
}

export interface Offer {
  id: Uuid;
  version: number;
  product: Uuid;
  name: string;
  currency: string;
  price: number;
  kind: "one_time" | "subscription" | "instalments";
  /** How often a subscription or the parts of an instalment plan are charged. */
  every: "week" | "month" | "quarter" | "year" | null;
  /** In how many parts the price is paid, where the kind is instalments. */
  instalments: number | null;
  guaranteeDays: number;
  orderBump: boolean;
  status: "active" | "inactive";
  externalId: string | null;
  metadata: Record<string, string>;
  createdAt: Date;
}

/** How a caller names a product: our id, their id, or the name a source knows it by. */
export type ProductName = Uuid | { externalId: string } | { ref: string; source?: string | undefined };

export function toProduct(row: Selectable<ProductRow>): Product {
  return {
    id: row.id as Uuid,
    version: row.version,
    name: row.name,
    description: row.description,
    category: row.category,
    status: row.status as Product["status"],
    supportContact: row.support_contact,
    responsibilities: row.responsibilities as Record<string, Uuid>,
    externalId: row.external_id,
    metadata: row.metadata as Record<string, string>,
    createdAt: row.created_at,
  };
}

export function toOffer(row: Selectable<OfferRow>): Offer {
  return {
    id: row.id as Uuid,
    version: row.version,
    product: row.product as Uuid,
    name: row.name,
    currency: row.currency,
    price: row.price,
    kind: row.kind as Offer["kind"],
    every: row.every as Offer["every"],
    instalments: row.instalments,
    guaranteeDays: row.guarantee_days,
    orderBump: row.order_bump,
    status: row.status as Offer["status"],
    externalId: row.external_id,
    metadata: row.metadata as Record<string, string>,
    createdAt: row.created_at,
  };
}

const TAKEN: Record<string, string> = {
  product_external: "Another product of this workspace has this externalId.",
  offer_external: "Another offer of this workspace has this externalId.",
};

/** Throws 409 when the id is another's; every other error goes on. */
export function refuseTaken(error: unknown): never {
  const message = TAKEN[takenBy(error) ?? ""];
  if (message === undefined) throw error;
  throw new Refusal(409, "external_id_taken", message, {
    details: [{ path: "externalId", code: "taken", message: "is taken" }],
  });
}
