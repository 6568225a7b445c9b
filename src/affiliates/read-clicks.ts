// Reads clicks, newest first: of a link, of a visitor, or all. Never writes.
// Example: listClicks(tx, 7, { link: bio, limit: 26 }).
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface Click {
  id: Uuid;
  link: Uuid;
  code: string;
  product: Uuid;
  party: Uuid | null;
  visitor: Uuid;
  at: Date;
  subId: string | null;
  referrer: string | null;
}

export interface ClickFilter {
  id?: Uuid | undefined;
  link?: Uuid | undefined;
  visitor?: Uuid | undefined;
  /** The last one shown. */
  after?: string | undefined;
  limit: number;
}

export async function listClicks(tx: Tx, ws: number, filter: ClickFilter): Promise<Click[]> {
  const { id, link, visitor, after, limit } = filter;
  let query = tx
    .selectFrom("click as c")
    .innerJoin("affiliate_link as l", (on) => on.onRef("l.ws", "=", "c.ws").onRef("l.id", "=", "c.link"))
    .select([
      "c.id",
      "c.link",
      "l.code",
      "c.product",
      "c.party",
      "c.visitor",
      "c.at",
      "c.sub_id",
      "c.referrer",
    ])
    .where("c.ws", "=", ws);
  if (id !== undefined) query = query.where("c.id", "=", id);
  if (link !== undefined) query = query.where("c.link", "=", link);
  if (visitor !== undefined) query = query.where("c.visitor", "=", visitor);
  if (after !== undefined) query = query.where("c.id", "<", after);
  const rows = await query.orderBy("c.id", "desc").limit(limit).execute();
  return rows.map((row) => ({
    id: row.id as Uuid,
    link: row.link as Uuid,
    code: row.code,
    product: row.product as Uuid,
    party: row.party as Uuid | null,
    visitor: row.visitor as Uuid,
    at: row.at,
    subId: row.sub_id,
    referrer: row.referrer,
  }));
}
