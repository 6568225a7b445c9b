// Under which addresses a means of payment was used before: who pays with the card of another of his
// addresses is the same person. Reads only; the addresses are compared and shown to nobody.
// Example: fingerprint fp_1 bought twice → ["carla@example.com", "c.dias@example.com"].
import type { Tx } from "../db/transaction.ts";

const MOST = 50;

export async function emailsByFingerprint(tx: Tx, ws: number, fingerprint: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("buyer")
    .select("email")
    .distinct()
    .where("ws", "=", ws)
    .where("fingerprint", "=", fingerprint)
    .where("email", "is not", null)
    .limit(MOST)
    .execute();
  return rows.flatMap((row) => row.email ?? []);
}
