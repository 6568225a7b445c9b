// Parties' tax numbers as they are kept: sealed, with the end of each to show. Never opens one.
// Example: saveTaxId(tx, 7, { party: bruno, country: "BR", kind: "cpf", sealed, hint: "•••• 4725", … })
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface TaxId {
  party: Uuid;
  country: string;
  kind: string;
  sealed: Buffer;
  hint: string;
}

export async function saveTaxId(
  tx: Tx,
  ws: number,
  { party, ...one }: TaxId & { by: string; at: number },
): Promise<void> {
  const values = {
    ...{ country: one.country, kind: one.kind, sealed: one.sealed, hint: one.hint },
    ...{ set_by: one.by, set_at: new Date(one.at) },
  };
  await tx
    .insertInto("party_tax")
    .values({ ws, party, ...values })
    .onConflict((conflict) => conflict.columns(["ws", "party"]).doUpdateSet(values))
    .execute();
}

/** False where there was none. */
export async function removeTaxId(tx: Tx, ws: number, party: Uuid): Promise<boolean> {
  const done = await tx
    .deleteFrom("party_tax")
    .where("ws", "=", ws)
    .where("party", "=", party)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}

/** Of these parties, or of all. */
export async function readTaxIds(tx: Tx, ws: number, parties?: readonly Uuid[]): Promise<Map<Uuid, TaxId>> {
  if (parties?.length === 0) return new Map();
  let query = tx
    .selectFrom("party_tax")
    .select(["party", "country", "kind", "sealed", "hint"])
    .where("ws", "=", ws);
  if (parties !== undefined) query = query.where("party", "in", [...parties]);
  const rows = await query.execute();
  return new Map(rows.map((row) => [row.party as Uuid, { ...row, party: row.party as Uuid }]));
}
