// Reads disputes: the open ones of a sale, oldest first, or one by its source's id. Never decides about one.
// Example: stripe's dp_17 over 40.00 of a sale of 100.00, still open.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Dispute } from "../db/tables.ts";
import type { Tx } from "../db/transaction.ts";
import { anyOf } from "./read-sale.ts";

export type RecordedDispute = Selectable<Dispute>;

/** Open disputes by sale, oldest first. */
export async function readOpenDisputes(
  tx: Tx,
  ws: number,
  sales: readonly Uuid[],
): Promise<Map<string, RecordedDispute[]>> {
  if (sales.length === 0) return new Map();
  const rows = await tx
    .selectFrom("dispute")
    .selectAll()
    .where("ws", "=", ws)
    .where("sale", "=", anyOf("uuid", sales))
    .where("state", "=", "open")
    .orderBy("opened_seq")
    .execute();
  return Map.groupBy(rows, (row) => row.sale);
}

/** Disputes by `source key`. */
export async function findDisputes(
  tx: Tx,
  ws: number,
  keys: readonly { source: string; externalId: string }[],
): Promise<Map<string, RecordedDispute>> {
  if (keys.length === 0) return new Map();
  const rows = await tx
    .selectFrom("dispute")
    .selectAll()
    .where("ws", "=", ws)
    .where(
      "key",
      "=",
      anyOf(
        "text",
        keys.map((one) => one.externalId),
      ),
    )
    .execute();
  return new Map(rows.map((row) => [`${row.source} ${row.key}`, row]));
}

/** Refund ids by the seq of their entry. */
export async function findRefunds(tx: Tx, ws: number, seqs: readonly number[]): Promise<Map<number, Uuid>> {
  if (seqs.length === 0) return new Map();
  const rows = await tx
    .selectFrom("refund")
    .select(["id", "seq"])
    .where("ws", "=", ws)
    .where("seq", "in", [...seqs])
    .execute();
  return new Map(rows.map((row) => [row.seq, row.id as Uuid]));
}
