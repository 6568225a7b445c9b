// Sales that may be the first under a contract version: of its product, while it holds, with a line of its
// party, in the order they were recorded. Reads only. Example: listFirstSales(tx, 7, { …v2, fromSeq: 101,
// toSeq: 140 }).
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

const FEW = 20;

export interface AwaitedSale {
  product: Uuid;
  party: Uuid;
  /** Epoch milliseconds. */
  starts: number;
  until: number | null;
  /** Renewals go by older terms: none of them is a first. */
  atSignup: boolean;
  fromSeq: number;
  toSeq: number;
}

export async function listFirstSales(tx: Tx, ws: number, awaited: AwaitedSale): Promise<Uuid[]> {
  const { product, party, starts, until, atSignup, fromSeq, toSeq } = awaited;
  const { rows } = await sql<{ id: Uuid }>`
    SELECT s.id FROM partage.journal j JOIN partage.sale s ON s.ws = j.ws AND s.id = j.subject
     WHERE j.ws = ${ws} AND s.ws = ${ws} AND j.seq BETWEEN ${fromSeq} AND ${toSeq} AND j.kind = 'sale'
       AND s.product = ${product} AND j.happened_at >= ${new Date(starts)}
       AND (${until === null} OR j.happened_at < ${new Date(until ?? 0)})
       AND (${!atSignup} OR coalesce((s.facts -> 'subscription' ->> 'charge')::int, 1) <= 1)
       AND j.accounts && (SELECT coalesce(array_agg(a.account), '{}') FROM partage.ledger_account a
                           WHERE a.ws = ${ws} AND a.owner = ${party} AND a.kind = 'payable')
     ORDER BY j.seq LIMIT ${FEW}`.execute(tx);
  return rows.map((row) => row.id);
}
