// The sources a workspace is connected to: their secrets, settings, and the addresses they send to. A new
// address makes the old one nobody's. Never answers a secret. Example: saveSource(tx, 7, { name: "stripe",
// secret: "whsec_…", … }).
import type { Tx } from "../db/transaction.ts";
import { hashAddress } from "./keep-delivery.ts";

export interface ConnectedSource {
  name: string;
  settings: Record<string, unknown>;
  createdAt: Date;
  parked: number;
}

/** By name. */
export async function listSources(tx: Tx, ws: number): Promise<ConnectedSource[]> {
  const rows = await tx
    .selectFrom("source")
    .select((is) => [
      "name",
      "settings",
      "created_at",
      is
        .selectFrom("delivery")
        .whereRef("delivery.ws", "=", "source.ws")
        .whereRef("delivery.source", "=", "source.name")
        .where("delivery.state", "=", "parked")
        .select((count) => count.fn.countAll<number>().as("parked"))
        .as("parked"),
    ])
    .where("ws", "=", ws)
    .orderBy("name")
    .execute();
  return rows.map((row) => ({
    name: row.name,
    settings: row.settings as Record<string, unknown>,
    createdAt: row.created_at,
    parked: Number(row.parked ?? 0),
  }));
}

/** {} where the source is not connected any more. */
export async function readSourceSettings(tx: Tx, ws: number, name: string): Promise<Record<string, unknown>> {
  const query = tx.selectFrom("source").select("settings").where("ws", "=", ws).where("name", "=", name);
  return ((await query.executeTakeFirst())?.settings ?? {}) as Record<string, unknown>;
}

/** True when it was not connected before. */
export async function saveSource(
  tx: Tx,
  ws: number,
  source: { name: string; secret: string; settings: Record<string, unknown> | undefined; at: number },
): Promise<boolean> {
  const { name, secret } = source;
  const settings = source.settings === undefined ? undefined : JSON.stringify(source.settings);
  const changed = await tx
    .updateTable("source")
    .set({ secret, ...(settings === undefined ? {} : { settings }) })
    .where("ws", "=", ws)
    .where("name", "=", name)
    .executeTakeFirst();
  if (changed.numUpdatedRows > 0n) return false;
  await tx
    .insertInto("source")
    .values({ ws, name, secret, settings: settings ?? "{}", created_at: new Date(source.at) })
    .execute();
  return true;
}

export async function addAddress(tx: Tx, ws: number, source: string, address: string): Promise<void> {
  await tx
    .insertInto("source_address")
    .values({ hash: hashAddress(address), ws, source })
    .execute();
}

/** What comes to its addresses from now on finds nothing. False when it was not connected. */
export async function removeSource(tx: Tx, ws: number, name: string): Promise<boolean> {
  await tx.deleteFrom("source_address").where("ws", "=", ws).where("source", "=", name).execute();
  const result = await tx
    .deleteFrom("source")
    .where("ws", "=", ws)
    .where("name", "=", name)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}
