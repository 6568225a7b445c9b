// The API key of a connected source, sealed, and what the platform last said against it. Never opens it: that
// is the flow's, which holds the installation's safe.
// Example: readSourceKey(tx, 7, "stripe") → the sealed bytes, or null where no key was given.
import type { Tx } from "../db/transaction.ts";

/** What a key or an address is sealed for: opened at no other place. */
export function placeOf(ws: number, source: string, what: "key" | "address"): string {
  return `${ws} ${source} ${what}`;
}

export async function readSourceKey(tx: Tx, ws: number, name: string): Promise<Buffer | null> {
  const query = tx.selectFrom("source").select("api_key").where("ws", "=", ws).where("name", "=", name);
  return (await query.executeTakeFirst())?.api_key ?? null;
}

/** Null: it works. */
export async function saveKeyProblem(
  tx: Tx,
  ws: number,
  name: string,
  problem: string | null,
): Promise<void> {
  await tx
    .updateTable("source")
    .set({ api_key_problem: problem?.slice(0, 500) ?? null })
    .where("ws", "=", ws)
    .where("name", "=", name)
    .execute();
}

/** Null: there is no key. */
export async function readKeyState(
  tx: Tx,
  ws: number,
  name: string,
): Promise<{ problem: string | null } | null> {
  const query = tx
    .selectFrom("source")
    .select(["api_key_hint", "api_key_problem"])
    .where("ws", "=", ws)
    .where("name", "=", name);
  const row = await query.executeTakeFirst();
  return row === undefined || row.api_key_hint === null ? null : { problem: row.api_key_problem };
}

/** Parked deliveries of this charge that wait for its fee. */
export async function waitingForFee(tx: Tx, ws: number, source: string, charge: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("delivery_ref as one")
    .innerJoin("delivery", (join) =>
      join.onRef("delivery.ws", "=", "one.ws").onRef("delivery.id", "=", "one.delivery"),
    )
    .select("delivery.id")
    .where("one.ws", "=", ws)
    .where("one.source", "=", source)
    .where("one.kind", "=", "payment")
    .where("one.ref", "=", charge)
    .where("delivery.state", "=", "parked")
    .where("delivery.reason", "=", "fee_unknown")
    .execute();
  return rows.map((row) => row.id);
}
