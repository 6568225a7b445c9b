// The rolling reserve: of what a party earned in the last so many days a part stays unpaid. What is pending
// anyway counts towards it, and no more is held than is available. Reads only; computed whenever asked, so
// that time passing needs no entry.
// Example: 10 % of 30 days, earned 5000.00, pending 200.00 → 300.00 of what is available is held.
import { allocate } from "../base/allocate.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

interface Owed {
  party: Uuid;
  currency: string;
  available: number;
}

/** As it stands today; `pending` of each is read where it is not told. */
export async function readReserves(
  tx: Tx,
  ws: number,
  rows: readonly (Owed & { pending?: number })[],
  today: string,
): Promise<Map<string, number>> {
  const held = new Map<string, number>();
  if (rows.length === 0) return held;
  const rules = await tx
    .selectFrom("party_reserve")
    .select(["party", "rate", "days"])
    .where("ws", "=", ws)
    .where("party", "in", [...new Set(rows.map((row) => row.party))])
    .execute();
  for (const { party, rate, days } of rules) {
    for (const row of rows.filter((one) => one.party === party && one.available > 0)) {
      const earned = await readEarned(tx, ws, row, { days, today });
      const [reserve = 0] = allocate(Math.max(0, earned), [rate, 1_000_000 - rate]);
      const pending = row.pending ?? (await readPending(tx, ws, row, today));
      const more = Math.min(Math.max(0, reserve - Math.max(0, pending)), row.available);
      if (more > 0) held.set(`${row.party} ${row.currency}`, more);
    }
  }
  return held;
}

/** The same rows with what is held moved from available to reserved. */
export async function withReserves<R extends Owed & { pending: number; reserved: number }>(
  tx: Tx,
  ws: number,
  rows: readonly R[],
  today: string,
): Promise<R[]> {
  const held = await readReserves(tx, ws, rows, today);
  return rows.map((row) => {
    const more = held.get(`${row.party} ${row.currency}`) ?? 0;
    return more === 0 ? row : { ...row, available: row.available - more, reserved: row.reserved + more };
  });
}

/** Kept of the sales of the last days, what a source paid itself aside. */
async function readEarned(
  tx: Tx,
  ws: number,
  { party, currency }: Owed,
  { days, today }: { days: number; today: string },
): Promise<number> {
  const first = new Date(Date.parse(`${today}T00:00:00Z`) - (days - 1) * 86_400_000);
  const row = await tx
    .selectFrom("line_day")
    .select(({ fn }) => [
      fn.sum<number>("given").as("given"),
      fn.sum<number>("taken").as("taken"),
      fn.sum<number>("at_source").as("at_source"),
    ])
    .where("ws", "=", ws)
    .where("party", "=", party)
    .where("currency", "=", currency)
    .where("day", ">=", first.toISOString().slice(0, 10))
    .executeTakeFirst();
  return Number(row?.given ?? 0) - Number(row?.taken ?? 0) - Number(row?.at_source ?? 0);
}

async function readPending(tx: Tx, ws: number, { party, currency }: Owed, today: string): Promise<number> {
  const row = await tx
    .selectFrom("balance")
    .innerJoin("ledger_account", (join) =>
      join
        .onRef("ledger_account.ws", "=", "balance.ws")
        .onRef("ledger_account.account", "=", "balance.account"),
    )
    .select(({ fn }) => fn.sum<number>("balance.amount").as("amount"))
    .where("balance.ws", "=", ws)
    .where("ledger_account.owner", "=", party)
    .where("ledger_account.currency", "=", currency)
    .where("ledger_account.kind", "=", "payable")
    .where("balance.available_on", ">", today)
    .executeTakeFirst();
  return Number(row?.amount ?? 0);
}
