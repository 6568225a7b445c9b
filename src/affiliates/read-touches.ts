// What led a buyer to a product: the clicks that a sale hands back, and every other of the same visitors, as
// touches for the engine. It judges nothing: window, standing and model are the engine's.
// Example: readTouches(tx, 7, piano, { clickIds: [a], visitors: [], until }) → carla's link on May 1, dora's
// on May 9, when both were followed by the visitor of click a.

import type { Uuid } from "../base/id.ts";
import type { Instant } from "../base/instant.ts";
import type { Tx } from "../db/transaction.ts";
import type { Touch } from "../engine/attribute.ts";

export interface TouchQuery {
  /** As handed back with the sale; ids that nobody has, or of another product, lead to nothing. */
  clickIds: readonly Uuid[];
  /** Of the first-party cookie, where the sale or a lead names one. */
  visitors: readonly Uuid[];
  /** The instant of the sale. */
  until: Instant;
}

/** Whose link a touch was, beside what the engine sees. */
export interface LinkTouch extends Touch {
  readonly id: Uuid;
  readonly party: Uuid;
  readonly link: Uuid;
}

/** More of one visitor are a flood; the newest are judged. */
const MOST = 500;
/** Of the producer's own links the newest are told. */
const MOST_OWN = 5;

/**
 * In order of time. The producer's own links are no touches: they neither earn nor take an affiliate's credit
 * away.
 */
export async function readTouches(
  tx: Tx,
  ws: number,
  product: Uuid,
  query: TouchQuery,
): Promise<LinkTouch[]> {
  const rows = await readRows(tx, ws, product, query, false);
  return rows.map((row) => ({
    id: row.id as Uuid,
    party: row.party as Uuid,
    link: row.link as Uuid,
    at: row.at.getTime() as Instant,
    by: "link",
  }));
}

/** Clicks on the producer's own links, in order of time, until the instant and not before `since`. */
export async function readOwnClicks(
  tx: Tx,
  ws: number,
  product: Uuid,
  query: TouchQuery,
  since: number,
): Promise<{ id: Uuid; at: number }[]> {
  const rows = await readRows(tx, ws, product, query, true);
  return rows.map((row) => ({ id: row.id as Uuid, at: row.at.getTime() })).filter(({ at }) => at >= since);
}

async function readRows(
  tx: Tx,
  ws: number,
  product: Uuid,
  { clickIds, visitors: named, until }: TouchQuery,
  isOwn: boolean,
) {
  const visitors = new Set<string>(named);
  if (clickIds.length > 0) {
    const clicked = await tx
      .selectFrom("click")
      .select("visitor")
      .where("ws", "=", ws)
      .where("id", "in", [...clickIds])
      .execute();
    for (const one of clicked) visitors.add(one.visitor);
  }
  if (visitors.size === 0) return [];
  const rows = await tx
    .selectFrom("click")
    .select(["id", "link", "party", "at"])
    .where("ws", "=", ws)
    .where("visitor", "in", [...visitors])
    .where("product", "=", product)
    .where("party", isOwn ? "is" : "is not", null)
    .where("at", "<=", new Date(until))
    .orderBy("id", "desc")
    .limit(isOwn ? MOST_OWN : MOST)
    .execute();
  return rows.reverse();
}
