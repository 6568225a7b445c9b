// The sales that touches of a party led to, newest first, with what became of its last touch: so that an
// affiliate finds also those that were credited to another. Reads only.
// Example: listTouchedSales(tx, 7, dora, { credited: false, limit: 26 }) → sale_…: "not_last".
import { type SqlBool, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface TouchedSale {
  sale: Uuid;
  product: Uuid;
  at: Date;
  credited: boolean;
  /** Why its last touch was not credited, as the journey says it; null where it was. */
  skipped: string | null;
}

/** What is read of a journey as it was kept. */
interface Touches {
  touches: { party: Uuid | null; weight: number; skipped: string | null }[];
}

export interface TouchedFilter {
  sale?: Uuid | undefined;
  product?: Uuid | undefined;
  credited?: boolean | undefined;
  after?: readonly [number, string] | undefined;
  limit: number;
}

export async function listTouchedSales(
  tx: Tx,
  ws: number,
  party: Uuid,
  { sale, product, credited, after, limit }: TouchedFilter,
): Promise<TouchedSale[]> {
  let query = tx
    .selectFrom("sale_journey")
    .select(["sale", "product", "at", "journey"])
    .where("ws", "=", ws)
    .where(sql<SqlBool>`parties @> ARRAY[${party}::uuid]`);
  if (sale !== undefined) query = query.where("sale", "=", sale);
  if (product !== undefined) query = query.where("product", "=", product);
  if (credited !== undefined) {
    const has = sql<SqlBool>`jsonb_path_exists(journey, '$.touches[*] ? (@.party == $p && @.weight > 0)',
      jsonb_build_object('p', ${party}::text))`;
    query = query.where((is) => (credited ? has : is.not(has)));
  }
  if (after !== undefined) {
    const [at, last] = after;
    query = query.where((is) => is(is.refTuple("at", "sale"), "<", is.tuple(new Date(at), last as string)));
  }
  const rows = await query.orderBy("at", "desc").orderBy("sale", "desc").limit(limit).execute();
  return rows.map((row) => {
    const { touches } = row.journey as unknown as Touches;
    const own = touches.filter((one) => one.party === party);
    const isCredited = own.some((one) => one.weight > 0);
    const skipped = isCredited ? null : (own.at(-1)?.skipped ?? null);
    return {
      sale: row.sale as Uuid,
      product: row.product as Uuid,
      at: row.at,
      credited: isCredited,
      skipped,
    };
  });
}

/** Null where no touch of the party led to it. */
export async function readTouchedSale(
  tx: Tx,
  ws: number,
  party: Uuid,
  sale: Uuid,
): Promise<TouchedSale | null> {
  return (await listTouchedSales(tx, ws, party, { sale, limit: 1 }))[0] ?? null;
}
