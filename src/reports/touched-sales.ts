// The sales that touches of a party led to, newest first, with what became of its last touch: so that an
// affiliate finds also those that were credited to another. Reads only; amounts are the split's to say.
// Example: listTouchedSales(tx, 7, dora, { credited: false, limit: 26 }) → sale_…: "not_last".
import { type SqlBool, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface TouchedSale {
  sale: Uuid;
  product: Uuid;
  at: Date;
  credited: boolean;
  /** Its part of the credit, parts per million. */
  weight: number;
  /** Why its last touch was not credited, as the journey says it; null where it was. */
  skipped: string | null;
  /** Its first credited touch, or its last one. */
  touch: { by: "link" | "coupon" | "first_charge"; id: string; code: string | null };
}

/** What is read of a journey as it was kept. */
interface Touches {
  touches: {
    party: Uuid | null;
    weight: number;
    skipped: string | null;
    by: TouchedSale["touch"]["by"];
    id: string;
    code?: string;
  }[];
}

export interface TouchedFilter {
  sale?: Uuid | undefined;
  product?: Uuid | undefined;
  credited?: boolean | undefined;
  /** Part of the product's name, or of the code of a link or coupon of the party. */
  search?: string | undefined;
  /** What this link of the party was credited with. */
  link?: Uuid | undefined;
  /** Epoch milliseconds, inclusive. */
  from?: number | undefined;
  /** Exclusive. */
  to?: number | undefined;
  after?: readonly [number, string] | undefined;
  limit: number;
}

export async function listTouchedSales(
  tx: Tx,
  ws: number,
  party: Uuid,
  { sale, product, credited, search, link, from, to, after, limit }: TouchedFilter,
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
  if (from !== undefined) query = query.where("at", ">=", new Date(from));
  if (to !== undefined) query = query.where("at", "<", new Date(to));
  if (search !== undefined) query = query.where(speaksOf(party, search));
  if (link !== undefined) {
    query = query.where(sql<SqlBool>`EXISTS (SELECT FROM partage.link_sale l WHERE l.ws = sale_journey.ws
      AND l.sale = sale_journey.sale AND l.party = ${party} AND l.link = ${link})`);
  }
  if (after !== undefined) {
    const [at, last] = after;
    query = query.where((is) => is(is.refTuple("at", "sale"), "<", is.tuple(new Date(at), last as string)));
  }
  const rows = await query.orderBy("at", "desc").orderBy("sale", "desc").limit(limit).execute();
  return rows.map((row) => {
    const { touches } = row.journey as unknown as Touches;
    const own = touches.filter((one) => one.party === party);
    const credit = own.find((one) => one.weight > 0);
    const isCredited = credit !== undefined;
    const skipped = isCredited ? null : (own.at(-1)?.skipped ?? null);
    const { by = "link", id = "", code = null } = credit ?? own.at(-1) ?? {};
    return {
      sale: row.sale as Uuid,
      product: row.product as Uuid,
      at: row.at,
      credited: isCredited,
      weight: own.reduce((sum, one) => sum + one.weight, 0),
      skipped,
      touch: { by, id, code },
    };
  });
}

/** In the product's name, in the code of one of the party's coupons, or of a link that was followed. */
function speaksOf(party: Uuid, search: string) {
  const like = `%${search.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
  return sql<SqlBool>`(EXISTS (SELECT FROM partage.product p WHERE p.ws = sale_journey.ws
      AND p.id = sale_journey.product AND p.name ILIKE ${like})
    OR EXISTS (SELECT FROM jsonb_array_elements(journey -> 'touches') AS t (one)
      LEFT JOIN partage.click k ON k.ws = sale_journey.ws AND k.id = CASE WHEN t.one ->> 'by' = 'link'
        THEN (t.one ->> 'id')::uuid END
      LEFT JOIN partage.affiliate_link l ON l.ws = k.ws AND l.id = k.link
      WHERE t.one ->> 'party' = ${party}::text AND (t.one ->> 'code' ILIKE ${like} OR l.code ILIKE ${like})))`;
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
