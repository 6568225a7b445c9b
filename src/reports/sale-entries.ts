// Every journal entry about one sale, in order: the sale, its refunds and disputes, fees that came late.
// Reads only. Example: readSaleEntries(tx, 7, sale) → entries 12 (sale), 19 (refund), 23 (dispute_opened).
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type Entry, readEntriesOf } from "./entries.ts";

/** More than anybody reads; what moved later is on the parties' pages. */
const MOST = 200;

/** The numbers of all entries about a sale, as a query. */
export const entriesOfSale = (ws: number, sale: Uuid) => sql<{ seq: number }>`
    SELECT seq FROM partage.sale WHERE ws = ${ws} AND id = ${sale}
    UNION SELECT seq FROM partage.refund WHERE ws = ${ws} AND sale = ${sale}
    UNION SELECT opened_seq FROM partage.dispute WHERE ws = ${ws} AND sale = ${sale}
    UNION SELECT closed_seq FROM partage.dispute WHERE ws = ${ws} AND sale = ${sale} AND closed_seq IS NOT NULL
    UNION SELECT f.seq FROM partage.finding g, unnest(ARRAY[g.seq, g.decided_seq]) AS f (seq)
     WHERE g.ws = ${ws} AND g.sale = ${sale} AND f.seq IS NOT NULL
    UNION SELECT seq FROM partage.journal WHERE ws = ${ws} AND subject = ${sale} AND kind = 'fee'`;

export async function readSaleEntries(tx: Tx, ws: number, sale: Uuid): Promise<Entry[]> {
  const { rows } = await sql<{ seq: number }>`${entriesOfSale(ws, sale)} ORDER BY 1 LIMIT ${MOST}`.execute(
    tx,
  );
  return readEntriesOf(
    tx,
    ws,
    rows.map((row) => row.seq),
  );
}

export interface ToldBy {
  id: Uuid;
  source: string;
  state: string;
  receivedAt: Date;
}

/** The messages of sources that were applied to a sale, oldest first. */
export async function listDeliveriesOfSale(tx: Tx, ws: number, sale: Uuid): Promise<ToldBy[]> {
  const rows = await tx
    .selectFrom("delivery")
    .select(["id", "source", "state", "received_at"])
    .where("ws", "=", ws)
    .where("sale", "=", sale)
    .orderBy("received_at")
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    id: row.id as Uuid,
    source: row.source,
    state: row.state,
    receivedAt: row.received_at,
  }));
}
