// The affiliates who may promote a product today, and which of them somebody of the workspace has looked
// over: as it was when they looked. Reads only. Example: readReviewed(tx, 7, piano) → Map { "affiliation_…" →
// 2 }.
import { publicId, type Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

/** What a review leaves behind; its payload's `affiliations` says which and in which version. */
export const LINKS_REVIEWED = "product.links_reviewed";

export interface LiveLink {
  id: Uuid;
  code: string;
  name: string;
  version: number;
}

export async function readLinks(tx: Tx, ws: number, product: Uuid): Promise<LiveLink[]> {
  const rows = await tx
    .selectFrom("affiliation as a")
    .innerJoin("party as p", (join) => join.onRef("p.ws", "=", "a.ws").onRef("p.id", "=", "a.party"))
    .select(["a.id", "a.code", "a.version", "p.name"])
    .where("a.ws", "=", ws)
    .where("p.ws", "=", ws)
    .where("a.product", "=", product)
    .where("a.state", "=", "approved")
    .orderBy("p.name")
    .execute();
  return rows.map((row) => ({ ...row, id: row.id as Uuid }));
}

export async function readReviewed(tx: Tx, ws: number, product: Uuid): Promise<Map<string, number>> {
  const row = await tx
    .selectFrom("event")
    .select("payload")
    .where("ws", "=", ws)
    .where("subject", "=", publicId("product", product))
    .where("type", "=", LINKS_REVIEWED)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  const { affiliations = {} } = (row?.payload ?? {}) as { affiliations?: Record<string, number> };
  return new Map(Object.entries(affiliations));
}
