// Which balances are below zero, and since when it is known: so that each is told once, and written off only
// after a set time. Never decides what is owed.
// Example: bruno USD since 8 March; risen above zero → taken out, and told anew the next time.
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface Negative {
  party: Uuid;
  currency: string;
  since: Date;
}

export async function listNegatives(tx: Tx, ws: number): Promise<Negative[]> {
  const rows = await tx
    .selectFrom("negative_balance")
    .select(["party", "currency", "since"])
    .where("ws", "=", ws)
    .execute();
  return rows.map((row) => ({ ...row, party: row.party as Uuid }));
}

/** False where it was noted already. */
export async function noteNegative(tx: Tx, ws: number, one: Negative): Promise<boolean> {
  const done = await tx
    .insertInto("negative_balance")
    .values({ ws, ...one })
    .onConflict((conflict) => conflict.columns(["ws", "party", "currency"]).doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function forgetNegative(
  tx: Tx,
  ws: number,
  { party, currency }: Pick<Negative, "party" | "currency">,
): Promise<void> {
  await tx
    .deleteFrom("negative_balance")
    .where("ws", "=", ws)
    .where("party", "=", party)
    .where("currency", "=", currency)
    .execute();
}
