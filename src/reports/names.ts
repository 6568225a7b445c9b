// What parties, products and offers are called, by id: for answers that name what they speak of. Reads only.
// Example: readNames(tx, 7, { parties: [bruno] }) → names.party(bruno) is "Bruno Lima".
import type { Uuid } from "../base/id.ts";
import { assert } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";

export interface Names {
  party(id: string): string;
  product(id: string): string;
  offer(id: string): string;
}

interface Asked {
  parties?: Iterable<string | null>;
  products?: Iterable<string | null>;
  offers?: Iterable<string | null>;
}

/** Reads what is asked for, at once; null and repeated ids are left out. */
export async function readNames(tx: Tx, ws: number, asked: Asked): Promise<Names> {
  return {
    party: await namesIn(tx, ws, "party", asked.parties),
    product: await namesIn(tx, ws, "product", asked.products),
    offer: await namesIn(tx, ws, "offer", asked.offers),
  };
}

async function namesIn(
  tx: Tx,
  ws: number,
  table: "party" | "product" | "offer",
  asked: Iterable<string | null> = [],
): Promise<(id: string) => string> {
  const ids = [...new Set(asked)].filter((id) => id !== null);
  const found = ids.length === 0 ? [] : await select(tx, ws, table, ids as Uuid[]);
  const names = new Map(found.map((row) => [row.id, row.name]));
  return (id) => {
    const name = names.get(id);
    assert(name !== undefined, `there is no ${table} ${id}`);
    return name;
  };
}

function select(tx: Tx, ws: number, table: "party" | "product" | "offer", ids: readonly Uuid[]) {
  return tx
    .selectFrom(table)
    .select(["id", "name"])
    .where("ws", "=", ws)
    .where("id", "in", [...ids])
    .execute();
}
