// The sales that somebody means by a few words: our id, the source's own, the charge, the buyer's reference,
// or the beginning of the buyer's address, name or surname. Reads only; every way begins at an index; what
// fits too many, as "a" does, is looked for along the list instead, where it is soon found.
// Example: "claire@li", "Live", "s-812", "sale_01…", "ch_9" each → the sale of Claire Live.
import { type SqlBool, sql } from "kysely";
import { parsePublicId, type Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

/** Above every letter, in byte order. */
export const END = "\u{10FFFF}";

/** So many are handed over by their ids for a page of the list. */
const FEW = 2000;

/** Null where they are more than `most`. `sources`: all that ever told of a sale here. */
export async function findSoughtSales(
  tx: Tx,
  ws: number,
  sources: readonly string[],
  words: string,
  most = FEW,
): Promise<Uuid[] | null> {
  const id = parsePublicId("sale", words);
  if (id !== null) return [id];
  const [low, end] = rangeOf(words);
  const { rows } = await sql<{ sale: Uuid }>`SELECT sale FROM (
    SELECT b.sale FROM partage.buyer b WHERE b.ws = ${ws} AND b.reference = ${words}
    UNION ALL SELECT s.id FROM partage.sale s WHERE s.ws = ${ws} AND s.charge = ${words}
    UNION ALL SELECT j.subject FROM partage.journal j
     WHERE j.ws = ${ws} AND j.kind = 'sale' AND j.source = ANY (${[...sources]}) AND j.key = ${words}
    UNION ALL SELECT b.sale FROM partage.buyer b WHERE b.ws = ${ws} AND b.email_key >= ${low} AND b.email_key < ${end}
    UNION ALL SELECT b.sale FROM partage.buyer b WHERE b.ws = ${ws} AND b.name_key >= ${low} AND b.name_key < ${end}
    UNION ALL SELECT b.sale FROM partage.buyer b
     WHERE b.ws = ${ws} AND b.surname_key >= ${low} AND b.surname_key < ${end}
  ) AS found LIMIT ${most + 1}`.execute(tx);
  return rows.length > most ? null : [...new Set(rows.map((row) => row.sale))];
}

/** Of the sale and journal rows around it, one after the other. */
export function fitsWords(words: string) {
  const [low, end] = rangeOf(words);
  return sql<SqlBool>`(sale.charge = ${words} OR journal.key = ${words} OR EXISTS (
    SELECT FROM partage.buyer b WHERE b.ws = sale.ws AND b.sale = sale.id AND (
      b.reference = ${words} OR (b.email_key >= ${low} AND b.email_key < ${end})
      OR (b.name_key >= ${low} AND b.name_key < ${end})
      OR (b.surname_key >= ${low} AND b.surname_key < ${end}))))`;
}

function rangeOf(words: string): [string, string] {
  const low = words.toLowerCase();
  return [low, `${low}${END}`];
}
