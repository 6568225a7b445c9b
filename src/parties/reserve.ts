// A party's rolling reserve as it is set: a part of the last so many days' earnings that stays unpaid. Reads
// and writes the setting; what it holds is computed in reports.
// Example: saveReserve(tx, 7, { party: bruno, rate: 100000, days: 30, … }) → 10 % of 30 days.
import type { Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";

export interface Reserve {
  rate: Ppm;
  days: number;
}

export async function readReserve(tx: Tx, ws: number, party: Uuid): Promise<Reserve | null> {
  const row = await tx
    .selectFrom("party_reserve")
    .select(["rate", "days"])
    .where("ws", "=", ws)
    .where("party", "=", party)
    .executeTakeFirst();
  return row === undefined ? null : { rate: row.rate as Ppm, days: row.days };
}

/** Null takes it away; either is kept beside, so that a day of the past is told by its own setting. */
export async function saveReserve(
  tx: Tx,
  ws: number,
  party: Uuid,
  reserve: Reserve | null,
  by: { actor: string; at: number },
): Promise<void> {
  await addChange(tx, ws, party, reserve, by);
  if (reserve === null) {
    await tx.deleteFrom("party_reserve").where("ws", "=", ws).where("party", "=", party).execute();
    return;
  }
  const values = { ...reserve, changed_by: by.actor, changed_at: new Date(by.at) };
  await tx
    .insertInto("party_reserve")
    .values({ ws, party, ...values })
    .onConflict((conflict) => conflict.columns(["ws", "party"]).doUpdateSet(values))
    .execute();
}

async function addChange(
  tx: Tx,
  ws: number,
  party: Uuid,
  reserve: Reserve | null,
  by: { actor: string; at: number },
): Promise<void> {
  // Two who set it at once follow each other.
  await tx
    .selectFrom("party")
    .select("id")
    .where("ws", "=", ws)
    .where("id", "=", party)
    .forUpdate()
    .execute();
  const last = await tx
    .selectFrom("party_reserve_change")
    .select((is) => is.fn.max("n").as("n"))
    .where("ws", "=", ws)
    .where("party", "=", party)
    .executeTakeFirst();
  const setting = { rate: reserve?.rate ?? null, days: reserve?.days ?? null };
  await tx
    .insertInto("party_reserve_change")
    .values({
      ...{ ws, party, n: (last?.n ?? 0) + 1, ...setting },
      ...{ changed_by: by.actor, changed_at: new Date(by.at) },
    })
    .execute();
}
