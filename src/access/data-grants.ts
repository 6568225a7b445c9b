// What a producer lets a party see beyond its own: a buyer's fields, what the others share, for a purpose and
// until a day. It counts only while that day has not passed and nobody withdrew it; each look is counted.
// Example: findDataGrant(tx, 7, { party: bruno, product: piano, today: "2026-03-08" }) → fields ["email"], …
import { type Selectable, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { DataGrant as Row } from "../db/tables.ts";
import type { Tx } from "../db/transaction.ts";

export const BUYER_FIELDS = ["name", "email", "reference", "country"] as const;
export type BuyerField = (typeof BUYER_FIELDS)[number];

export interface DataGrant {
  id: Uuid;
  party: Uuid;
  product: Uuid;
  fields: BuyerField[];
  seesOthers: boolean;
  purpose: string;
  /** The last day: "2026-12-31", on the calendar of the business. */
  until: string;
  givenName: string;
  givenAt: Date;
  withdrawnName: string | null;
  withdrawnAt: Date | null;
  looks: number;
  lookedAt: Date | null;
}

export interface NewDataGrant {
  id: Uuid;
  party: Uuid;
  product: Uuid;
  fields: readonly BuyerField[];
  seesOthers: boolean;
  purpose: string;
  until: string;
  by: string;
  byName: string;
  /** Epoch milliseconds. */
  at: number;
}

export async function addDataGrant(tx: Tx, ws: number, one: NewDataGrant): Promise<void> {
  await tx
    .insertInto("data_grant")
    .values({
      ws,
      id: one.id,
      party: one.party,
      product: one.product,
      fields: [...one.fields],
      sees_others: one.seesOthers,
      purpose: one.purpose,
      until: one.until,
      given_by: one.by,
      given_name: one.byName,
      given_at: new Date(one.at),
    })
    .execute();
}

/** Newest first. */
export async function listDataGrants(
  tx: Tx,
  ws: number,
  filter: { party?: Uuid | undefined; product?: Uuid | undefined; limit: number },
): Promise<DataGrant[]> {
  let query = tx.selectFrom("data_grant").selectAll().where("ws", "=", ws);
  if (filter.party !== undefined) query = query.where("party", "=", filter.party);
  if (filter.product !== undefined) query = query.where("product", "=", filter.product);
  const rows = await query.orderBy("given_at", "desc").orderBy("id").limit(filter.limit).execute();
  return rows.map(toGrant);
}

/** Those whose last day lies from `from` on and before `today`, and that nobody withdrew. */
export async function listGrantsOver(tx: Tx, ws: number, from: string, today: string): Promise<DataGrant[]> {
  const rows = await tx
    .selectFrom("data_grant")
    .selectAll()
    .where("ws", "=", ws)
    .where("withdrawn_at", "is", null)
    .where(sql<boolean>`until >= ${from}::date AND until < ${today}::date`)
    .orderBy("until")
    .orderBy("id")
    .execute();
  return rows.map(toGrant);
}

/** Those of a party that count today. */
export async function listLiveGrants(
  tx: Tx,
  ws: number,
  { party, product, today }: { party: Uuid; product?: Uuid | undefined; today: string },
): Promise<DataGrant[]> {
  let query = tx
    .selectFrom("data_grant")
    .selectAll()
    .where("ws", "=", ws)
    .where("party", "=", party)
    .where("withdrawn_at", "is", null)
    .where(sql<boolean>`until >= ${today}::date`);
  if (product !== undefined) query = query.where("product", "=", product);
  return (await query.orderBy("given_at").execute()).map(toGrant);
}

export async function lockDataGrant(tx: Tx, ws: number, id: Uuid): Promise<DataGrant | null> {
  const row = await tx
    .selectFrom("data_grant")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : toGrant(row);
}

export async function withdrawDataGrant(
  tx: Tx,
  ws: number,
  id: Uuid,
  by: { actor: string; name: string; at: number },
): Promise<void> {
  await tx
    .updateTable("data_grant")
    .set({ withdrawn_by: by.actor, withdrawn_name: by.name, withdrawn_at: new Date(by.at) })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .execute();
}

export async function countLook(tx: Tx, ws: number, ids: readonly Uuid[], at: number): Promise<void> {
  await tx
    .updateTable("data_grant")
    .set((has) => ({ looks: has("looks", "+", 1), looked_at: new Date(at) }))
    .where("ws", "=", ws)
    .where("id", "in", [...ids])
    .where("withdrawn_at", "is", null)
    .execute();
}

/** "given", "over" or "withdrawn", as of a day of the business. */
export function grantState(grant: DataGrant, today: string): "given" | "over" | "withdrawn" {
  if (grant.withdrawnAt !== null) return "withdrawn";
  return grant.until < today ? "over" : "given";
}

function toGrant(row: Selectable<Row>): DataGrant {
  return {
    id: row.id as Uuid,
    party: row.party as Uuid,
    product: row.product as Uuid,
    fields: row.fields as BuyerField[],
    seesOthers: row.sees_others,
    purpose: row.purpose,
    until: row.until,
    givenName: row.given_name,
    givenAt: row.given_at,
    withdrawnName: row.withdrawn_name,
    withdrawnAt: row.withdrawn_at,
    looks: row.looks,
    lookedAt: row.looked_at,
  };
}
