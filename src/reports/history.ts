// What was changed about a product and what stands around it (offers, contracts, affiliations), newest first:
// who, when, and what the event tells. Reads only; it never tells what no event told.
// Example: listHistory(tx, 7, { subjects: ["product_…", "offer_…"], limit: 26 }) → price 4900 → 5900 by ana.
import { sql } from "kysely";
import { publicId, type Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { HappenedEvent } from "./events.ts";

export interface Subject {
  /** Public id. */
  id: string;
  kind: "product" | "offer" | "contract" | "proposal" | "affiliation";
  /** Of an offer its name, of a contract, a proposal or an affiliation its party's. */
  name: string;
}

/** Everything whose changes are a product's history; empty when there is no such product. */
export async function readSubjects(tx: Tx, ws: number, product: Uuid): Promise<Subject[]> {
  const { rows } = await sql<{ kind: Subject["kind"]; id: string; name: string }>`
    SELECT 'product' AS kind, p.id, p.name FROM partage.product p WHERE p.ws = ${ws} AND p.id = ${product}
    UNION ALL
    SELECT 'offer', o.id, o.name FROM partage.offer o WHERE o.ws = ${ws} AND o.product = ${product}
    UNION ALL
    SELECT 'contract', c.id, p.name FROM partage.contract c JOIN partage.party p ON p.ws = c.ws AND p.id = c.party
     WHERE c.ws = ${ws} AND c.product = ${product}
    UNION ALL
    SELECT 'proposal', o.id, p.name FROM partage.proposal o JOIN partage.party p ON p.ws = o.ws AND p.id = o.party
     WHERE o.ws = ${ws} AND o.product = ${product}
    UNION ALL
    SELECT 'affiliation', a.id, p.name
      FROM partage.affiliation a JOIN partage.party p ON p.ws = a.ws AND p.id = a.party
     WHERE a.ws = ${ws} AND a.product = ${product}`.execute(tx);
  return rows.map((row) => ({ ...row, id: publicId(row.kind, row.id) }));
}

export interface HistoryFilter {
  subjects: readonly string[];
  /** Only events of these types; all when left out. */
  types?: readonly string[] | undefined;
  /** Of the last one shown. */
  before?: number | undefined;
  limit: number;
}

export async function listHistory(tx: Tx, ws: number, filter: HistoryFilter): Promise<HappenedEvent[]> {
  if (filter.subjects.length === 0) return [];
  let query = tx
    .selectFrom("event")
    .select(["seq", "type", "subject", "actor", "payload", "recorded_at"])
    .where("ws", "=", ws)
    .where((is) => is("subject", "=", sql<string>`any(${[...filter.subjects]}::text[])`));
  if (filter.types !== undefined) query = query.where("type", "in", [...filter.types]);
  if (filter.before !== undefined) query = query.where("seq", "<", filter.before);
  const rows = await query.orderBy("seq", "desc").limit(filter.limit).execute();
  return rows.map(({ recorded_at: recordedAt, ...row }) => ({ ...row, recordedAt }));
}

/** What was changed of one thing since a version of it, oldest first. */
export async function readChangesOf(
  tx: Tx,
  ws: number,
  { subject, type, after }: { subject: string; type: string; after: number },
): Promise<{ version: number; actor: string; at: string; before: unknown; after: unknown }[]> {
  const rows = await tx
    .selectFrom("event")
    .select(["actor", "payload", "recorded_at"])
    .where("ws", "=", ws)
    .where("subject", "=", subject)
    .where("type", "=", type)
    .where(sql<boolean>`(payload->>'version')::int > ${after}`)
    .orderBy("seq")
    .limit(20)
    .execute();
  return rows.map(({ actor, payload, recorded_at }) => {
    const told = payload as { version: number; before?: unknown; after?: unknown };
    const { version, before = null } = told;
    return { version, actor, at: recorded_at.toISOString(), before, after: told.after ?? null };
  });
}
