// A lead: somebody who left an address or asked for something after a click, before buying. A later sale may
// name the lead instead of the click. Of the address only a digest is kept.
// Example: lead "webinar-812" of click_… on 1 May; sale of 10 May with lead "webinar-812" → that click
// counts.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Instant } from "../base/instant.ts";
import { emailDigests } from "../base/person-key.ts";
import type { Lead as LeadRow } from "../db/tables.ts";
import type { Tx } from "../db/transaction.ts";

export interface Lead {
  id: Uuid;
  product: Uuid;
  externalId: string;
  clicks: Uuid[];
  visitor: Uuid | null;
  /** Epoch milliseconds. */
  at: number;
}

/** `emailKey`: a digest of the address, ours or the caller's own. */
export type NewLead = Lead & { emailKey: string | null };

/** The lead as it is kept, and whether it is new: the same external id on a product is the same lead. */
export async function addLead(tx: Tx, ws: number, lead: NewLead): Promise<{ lead: Lead; created: boolean }> {
  const { id, product, externalId, clicks, visitor, at, emailKey } = lead;
  const row = await tx
    .insertInto("lead")
    .values({
      ws,
      id,
      product,
      external_id: externalId,
      email_key: emailKey,
      clicks,
      visitor,
      at: new Date(at),
    })
    .onConflict((conflict) => conflict.columns(["ws", "product", "external_id"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (row !== undefined) return { lead: { id, product, externalId, clicks, visitor, at }, created: true };
  return { lead: (await findLead(tx, ws, product, externalId)) as Lead, created: false };
}

export async function findLead(tx: Tx, ws: number, product: Uuid, externalId: string): Promise<Lead | null> {
  const [lead] = await listLeads(tx, ws, { product, externalId, limit: 1 });
  return lead ?? null;
}

/** By which digest the person of a lead is known; null where the lead or its address is not. */
export async function readKeyOfLead(
  tx: Tx,
  ws: number,
  product: Uuid,
  externalId: string,
): Promise<string | null> {
  const row = await tx
    .selectFrom("lead")
    .select("email_key")
    .where("ws", "=", ws)
    .where("product", "=", product)
    .where("external_id", "=", externalId)
    .executeTakeFirst();
  return row?.email_key ?? null;
}

/** More of one address are a flood; the newest count. */
const MOST_OF_ONE = 50;

/** The leads that were told with a buyer's address until an instant, newest first. */
export async function findLeadsOf(
  tx: Tx,
  ws: number,
  product: Uuid,
  email: string,
  until: Instant,
): Promise<Lead[]> {
  const rows = await tx
    .selectFrom("lead")
    .selectAll()
    .where("ws", "=", ws)
    .where("product", "=", product)
    .where("email_key", "in", emailDigests(email))
    .where("at", "<=", new Date(until))
    .orderBy("at", "desc")
    .limit(MOST_OF_ONE)
    .execute();
  return rows.map(toLead);
}

/** Is there any lead of the product that a buyer's address could find? */
export async function hasLeadsByEmail(tx: Tx, ws: number, product: Uuid): Promise<boolean> {
  const row = await tx
    .selectFrom("lead")
    .select("id")
    .where("ws", "=", ws)
    .where("product", "=", product)
    .where("email_key", "is not", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The leads of an address stay, without what told whose they are. */
export async function forgetLeadsOf(tx: Tx, ws: number, email: string): Promise<void> {
  await tx
    .updateTable("lead")
    .set({ email_key: null })
    .where("ws", "=", ws)
    .where("email_key", "in", emailDigests(email))
    .execute();
}

export interface LeadFilter {
  product?: Uuid | undefined;
  externalId?: string | undefined;
  /** Epoch milliseconds and id of the last one shown. */
  after?: readonly [number, string] | undefined;
  limit: number;
}

/** Newest first. */
export async function listLeads(tx: Tx, ws: number, filter: LeadFilter): Promise<Lead[]> {
  const { product, externalId, after, limit } = filter;
  let query = tx.selectFrom("lead").selectAll().where("ws", "=", ws);
  if (product !== undefined) query = query.where("product", "=", product);
  if (externalId !== undefined) query = query.where("external_id", "=", externalId);
  if (after !== undefined) {
    const [at, last] = after;
    query = query.where((is) => is(is.refTuple("at", "id"), "<", is.tuple(new Date(at), last)));
  }
  const rows = await query.orderBy("at", "desc").orderBy("id", "desc").limit(limit).execute();
  return rows.map(toLead);
}

function toLead(row: Selectable<LeadRow>): Lead {
  return {
    id: row.id as Uuid,
    product: row.product as Uuid,
    externalId: row.external_id,
    clicks: row.clicks as Uuid[],
    visitor: row.visitor as Uuid | null,
    at: row.at.getTime(),
  };
}
