// What tiers and caps have counted, by the engine's names for counters. Moved only by a posting flight, whose
// swap of the ledger's head makes what was read true when it is written; counted anew from the contract's
// first sale only when a version brings a counter that was not kept.
// Example: readCounters → Map { "earned:term:USD:contract_01…" → 499000 }.
import { CompiledQuery } from "kysely";
import { int8Array, textArray } from "../db/array.ts";
import type { Statement } from "../db/flight.ts";
import type { Tx } from "../db/transaction.ts";

export async function readCounters(tx: Tx, ws: number): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom("contract_counter")
    .select(["name", "value"])
    .where("ws", "=", ws)
    .execute();
  return new Map(rows.map((row) => [row.name, row.value]));
}

/**
 * What all counters of a contract stand at when a new version brings one that was not kept; call with the
 * terms locked, so that no posting flight counts meanwhile.
 */
export async function replaceCounters(
  tx: Tx,
  ws: number,
  counters: ReadonlyMap<string, number>,
): Promise<void> {
  if (counters.size === 0) return;
  const { text, values } = saveCounters(
    ws,
    [...counters].map(([name, value]) => ({ name, value })),
  );
  await tx.executeQuery(CompiledQuery.raw(text, values));
}

/** The values after the flight. */
export function saveCounters(ws: number, counters: readonly { name: string; value: number }[]): Statement {
  return {
    name: "contract_counter",
    text: `INSERT INTO partage.contract_counter AS c (ws, name, value)
      SELECT $1, * FROM unnest($2::text[], $3::bigint[])
      ON CONFLICT (ws, name) DO UPDATE SET value = excluded.value`,
    values: [ws, textArray(counters.map((one) => one.name)), int8Array(counters.map((one) => one.value))],
  };
}
