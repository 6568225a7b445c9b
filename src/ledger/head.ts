// Reads where a workspace's ledger stands, creating the empty head the first time. Only the desk moves it.
// Example: after 9,994 sales in eleven batches → { seq: 9994, batch: 11, hash: 3fa1… } and the account
// numbers.
import { sql } from "kysely";
import type { Database } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import { AccountBook } from "./account-book.ts";
import { GENESIS } from "./chain.ts";
import type { Head } from "./journal-page.ts";

/** The head and the account numbers as of one transaction. */
export async function readHead(db: Database, ws: number): Promise<{ head: Head; book: AccountBook }> {
  return inWorkspace(db, ws, async (tx) => {
    await sql`INSERT INTO partage.ledger_head (ws, seq, batch, accounts, hash) VALUES (${ws}, 0, 0, 0, ${GENESIS})
      ON CONFLICT (ws) DO NOTHING`.execute(tx);
    await sql`INSERT INTO partage.terms_epoch (ws, epoch) VALUES (${ws}, 0) ON CONFLICT (ws) DO NOTHING`.execute(
      tx,
    );
    const row = await tx
      .selectFrom("ledger_head")
      .select(["seq", "batch", "hash"])
      .where("ws", "=", ws)
      .executeTakeFirstOrThrow();
    return { head: row, book: await AccountBook.load(tx, ws) };
  });
}
