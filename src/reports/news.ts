// What happened in a workspace behind an event, counted by type, and how many sales were posted. Reads only;
// a thousand events at once, so that whoever was long away is told in several steps.
// Example: readNews(tx, 7, 211) → { seq: 214, types: { "ledger.posted": 2, "offer.changed": 1 }, sales: 3 }
import type { Tx } from "../db/transaction.ts";

const MOST = 1_000;

export interface HappenedNews {
  seq: number;
  types: Record<string, number>;
  sales: number;
}

/** Where the workspace's events stand: 0 before the first. */
export async function readLastEvent(tx: Tx, ws: number): Promise<number> {
  const head = await tx.selectFrom("event_head").select("seq").where("ws", "=", ws).executeTakeFirst();
  return head?.seq ?? 0;
}

/** The last event that is older than this instant: what came behind it is recent. */
export async function readLastEventBefore(tx: Tx, ws: number, before: Date): Promise<number> {
  const older = await tx
    .selectFrom("event")
    .select("seq")
    .where("ws", "=", ws)
    .where("recorded_at", "<", before)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return older?.seq ?? 0;
}

export async function readNews(
  tx: Tx,
  ws: number,
  after: number,
  upTo: number = Number.MAX_SAFE_INTEGER,
): Promise<HappenedNews> {
  const events = await tx
    .selectFrom("event")
    .select(["seq", "type", "payload"])
    .where("ws", "=", ws)
    .where("seq", ">", after)
    .where("seq", "<=", upTo)
    .orderBy("seq")
    .limit(MOST)
    .execute();
  const types: Record<string, number> = {};
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const { type, payload } of events) {
    types[type] = (types[type] ?? 0) + 1;
    if (type !== "ledger.posted") continue;
    const posted = payload as { fromSeq: number; toSeq: number };
    from = Math.min(from, posted.fromSeq);
    to = Math.max(to, posted.toSeq);
  }
  const sales = to === 0 ? 0 : await countSales(tx, ws, from, to);
  return { seq: events.at(-1)?.seq ?? after, types, sales };
}

/**
 * Entries are numbered without gaps in the order of their events, so what lies between was posted by these.
 */
async function countSales(tx: Tx, ws: number, from: number, to: number): Promise<number> {
  const row = await tx
    .selectFrom("journal")
    .select((is) => is.fn.countAll<number>().as("sales"))
    .where("ws", "=", ws)
    .where("seq", ">=", from)
    .where("seq", "<=", to)
    .where("kind", "=", "sale")
    .executeTakeFirstOrThrow();
  return Number(row.sales);
}
