// Up to which day of its own a workspace's schedules were looked at. Only goes forward.
// Example: noteLook(tx, 7, "2026-12-03"); readLook(tx, 7) → "2026-12-03"; null before the first.
import { sql } from "kysely";
import type { Tx } from "../db/transaction.ts";

export async function readLook(tx: Tx, ws: number): Promise<string | null> {
  const row = await tx.selectFrom("payout_look").select("looked_on").where("ws", "=", ws).executeTakeFirst();
  return row?.looked_on ?? null;
}

export async function noteLook(tx: Tx, ws: number, day: string): Promise<void> {
  await sql`INSERT INTO partage.payout_look (ws, looked_on) VALUES (${ws}, ${day})
    ON CONFLICT (ws) DO UPDATE SET looked_on = greatest(payout_look.looked_on, excluded.looked_on)`.execute(
    tx,
  );
}
