// Writes clicks that may be there already, each once by its id: what a process that was killed had kept on
// disk, and a batch that another has written meanwhile. A click that the database refuses falls alone.
// Example: 5,000 kept, 1,200 of them written before → 3,800 rows and their totals.

import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Fault } from "../base/refusal.ts";
import { uuidArray } from "../db/array.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { NewClick } from "./click.ts";
import { writeClicks } from "./write-clicks.ts";

const AT_ONCE = 5_000;

/** How many were new, and how many the database refused. Throws a Fault when it is away. */
export async function bringClicks(
  db: Database,
  ws: number,
  timeZone: string,
  clicks: readonly NewClick[],
): Promise<{ written: number; refused: number }> {
  let [written, refused] = [0, 0];
  for (let from = 0; from < clicks.length; from += AT_ONCE) {
    const missing = await findMissing(db, ws, clicks.slice(from, from + AT_ONCE));
    // Later clicks of a visitor may be there already: each is asked for, as whoever comes back is.
    const asked = missing.map((one) => ({ ...one, isReturning: true }));
    refused += await writeHalved(db, ws, timeZone, asked);
    written += missing.length;
  }
  return { written: written - refused, refused };
}

export async function findMissing<T extends NewClick>(
  db: Database,
  ws: number,
  clicks: readonly T[],
): Promise<T[]> {
  const ids = uuidArray(clicks.map((one) => one.id));
  const { rows } = await inWorkspace(db, ws, (tx) =>
    sql<{ id: string }>`SELECT id FROM partage.click WHERE ws = ${ws} AND id = any(${ids}::uuid[])`.execute(
      tx,
    ),
  );
  const known = new Set<string>(rows.map((row) => row.id));
  return clicks.filter((one) => !known.has(one.id) && known.add(one.id) !== undefined);
}

/** How many of these clicks nobody has. */
export async function findUnknown(db: Database, ws: number, clicks: readonly Uuid[]): Promise<number> {
  if (clicks.length === 0) return 0;
  const { rows } = await inWorkspace(db, ws, (tx) =>
    sql<{ n: string }>`SELECT count(*) AS n FROM partage.click
      WHERE ws = ${ws} AND id = any(${uuidArray(clicks)}::uuid[])`.execute(tx),
  );
  return clicks.length - Number(rows[0]?.n);
}

async function writeHalved(
  db: Database,
  ws: number,
  timeZone: string,
  clicks: readonly NewClick[],
): Promise<number> {
  if (clicks.length === 0) return 0;
  try {
    await writeClicks(db, ws, timeZone, { clicks, uncounted: [] });
    return 0;
  } catch (error) {
    if (error instanceof Fault) throw error;
    if (clicks.length === 1) return 1;
    const middle = clicks.length >> 1;
    const first = await writeHalved(db, ws, timeZone, clicks.slice(0, middle));
    return first + (await writeHalved(db, ws, timeZone, clicks.slice(middle)));
  }
}
