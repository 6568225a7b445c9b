// Finds the partner of a workspace that an e-mail address belongs to. Case does not matter; never matches a
// platform, a processor or the tax party.
// Example: findPartnerByEmail(tx, 7, "Bruno@Example.com") → bruno, or null.
import { sql } from "kysely";
import type { Tx } from "../db/transaction.ts";
import { type Party, toParty } from "./party.ts";

export async function findPartnerByEmail(tx: Tx, ws: number, email: string): Promise<Party | null> {
  const row = await tx
    .selectFrom("party")
    .selectAll()
    .where("ws", "=", ws)
    .where("kind", "=", "partner")
    .where(sql<boolean>`lower(email) = lower(${email})`)
    .orderBy("created_at")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row ? toParty(row) : null;
}
