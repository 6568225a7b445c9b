// Reads links: one, a page of them, and which codes are free. Never writes.
// Example: listLinks(tx, 7, { product: piano, party: carla, state: "active", limit: 26 }).
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { foldCode, type Link, toLink } from "./link.ts";

export interface LinkFilter {
  id?: Uuid | undefined;
  product?: Uuid | undefined;
  affiliation?: Uuid | undefined;
  party?: Uuid | undefined;
  destination?: Uuid | undefined;
  state?: Link["state"] | undefined;
  code?: string | undefined;
  /** Part of code, campaign or sub-id. */
  search?: string | undefined;
  /** True: only the producer's own. */
  own?: boolean | undefined;
  /** created_at and id of the last one shown. */
  after?: readonly [number, string] | undefined;
  limit: number;
}

/** Newest first. */
export async function listLinks(tx: Tx, ws: number, filter: LinkFilter): Promise<Link[]> {
  let query = tx.selectFrom("affiliate_link").selectAll().where("ws", "=", ws);
  for (const column of ["id", "product", "affiliation", "party", "destination", "state"] as const) {
    const value = filter[column];
    if (value !== undefined) query = query.where(column, "=", value);
  }
  const { code, search, own, after } = filter;
  if (code !== undefined) query = query.where((is) => is(is.fn("lower", ["code"]), "=", foldCode(code)));
  if (own === true) query = query.where("affiliation", "is", null);
  if (search !== undefined) {
    const like = `%${search.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
    query = query.where((is) =>
      is.or([is("code", "ilike", like), is("campaign", "ilike", like), is("sub_id", "ilike", like)]),
    );
  }
  if (after !== undefined) {
    const [at, last] = after;
    query = query.where((is) => is(is.refTuple("created_at", "id"), "<", is.tuple(new Date(at), last)));
  }
  const rows = await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(filter.limit).execute();
  return rows.map(toLink);
}

export async function readLink(tx: Tx, ws: number, id: Uuid): Promise<Link | null> {
  return (await listLinks(tx, ws, { id, limit: 1 }))[0] ?? null;
}

/** Is the code nobody's in the whole installation? */
export async function isCodeFree(tx: Tx, code: string): Promise<boolean> {
  const found = await tx
    .selectFrom("link_code")
    .select("code")
    .where("code", "=", foldCode(code))
    .executeTakeFirst();
  return found === undefined;
}

/** How many active links lead to a destination: what archiving it changes. */
export async function countLinksTo(tx: Tx, ws: number, destination: Uuid): Promise<number> {
  const { n } = await tx
    .selectFrom("affiliate_link")
    .select((is) => is.fn.countAll<number>().as("n"))
    .where("ws", "=", ws)
    .where("destination", "=", destination)
    .where("state", "=", "active")
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** What links are called, by id, and whose they are. */
export async function listLinksNamed(
  tx: Tx,
  ws: number,
  ids: readonly string[],
): Promise<Map<string, { code: string; campaign: string | null; party: Uuid | null }>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("affiliate_link")
    .select(["id", "code", "campaign", "party"])
    .where("ws", "=", ws)
    .where("id", "in", [...ids])
    .execute();
  return new Map(rows.map(({ id, party, ...rest }) => [id, { ...rest, party: party as Uuid | null }]));
}
