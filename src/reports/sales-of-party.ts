// Which sales a party has a line of: the sales themselves where they are few, else the accounts to look for.
// Reads only.
// Example: bruno with 40 entries → few: [40 sales]; the platform, with a line of every sale → accounts [4,
// 9].
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

/** So many entries are quicker named one by one than met by walking back in time. */
const FEW = 5_000;

export interface SalesOfParty {
  /** Null when they are many. */
  few: Uuid[] | null;
  accounts: number[];
}

export async function findSalesOfParty(tx: Tx, ws: number, party: Uuid): Promise<SalesOfParty> {
  const owned = await tx
    .selectFrom("ledger_account")
    .select("account")
    .where("ws", "=", ws)
    .where("owner", "=", party)
    .execute();
  const accounts = owned.map((one) => one.account);
  const { rows } = await sql<{ seq: number }>`
    SELECT b.from_seq + e.ordinal AS seq
      FROM partage.account_batch a JOIN partage.journal_batch b ON b.ws = a.ws AND b.batch = a.batch,
           unnest(a.entries) AS e (ordinal)
     WHERE a.ws = ${ws} AND b.ws = ${ws} AND a.account = ANY (${accounts}::int[]) LIMIT ${FEW + 1}`.execute(
    tx,
  );
  if (rows.length > FEW) return { few: null, accounts };
  const seqs = rows.map((row) => row.seq);
  const sales = await sql<{ sale: Uuid }>`
    SELECT DISTINCT subject AS sale FROM partage.journal
     WHERE ws = ${ws} AND seq = ANY (${seqs}::bigint[]) AND kind = 'sale'`.execute(tx);
  return { few: sales.rows.map((row) => row.sale), accounts };
}
