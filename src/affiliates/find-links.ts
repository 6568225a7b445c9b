// What a redirect needs to know of links, by their codes: where each leads, whose it is, for how long a click
// on it counts. Outside any workspace at first, then under each link's own. Never writes.
// Example: findLinks(db, ["carla-piano"], now) → to https://school.example/piano, carla's, 60 days.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import { foldCode } from "./link.ts";

export interface FoundLink {
  /** In small letters. */
  readonly code: string;
  readonly ws: number;
  readonly link: Uuid;
  readonly product: Uuid;
  readonly party: Uuid | null;
  readonly url: string;
  /** False: it still leads there, and nobody is told apart. */
  readonly isActive: boolean;
  /** Null: without end. */
  readonly windowDays: number | null;
  readonly timeZone: string;
}

/** For how long a click counts where the product has no programme that says otherwise. */
const WINDOW_DAYS = 60;

/** `codes` in small letters; what is nobody's is left out. */
export async function findLinks(db: Database, codes: readonly string[], now: number): Promise<FoundLink[]> {
  const owners = await inWorkspace(db, null, (tx) =>
    tx
      .selectFrom("link_code")
      .selectAll()
      .where("code", "=", sql<string>`any(${[...codes]}::text[])`)
      .execute(),
  );
  const found: FoundLink[] = [];
  for (const ws of new Set(owners.map((one) => one.ws))) {
    const links = owners.filter((one) => one.ws === ws).map((one) => one.link);
    found.push(...(await findOf(db, ws, links, now)));
  }
  return found;
}

interface Row {
  code: string;
  id: string;
  product: string;
  party: string | null;
  url: string;
  state: string;
  has_program: boolean;
  window_days: number | null;
  time_zone: string;
}

/** An archived destination's links lead to the product's main one. */
async function findOf(db: Database, ws: number, links: readonly string[], now: number): Promise<FoundLink[]> {
  const { rows } = await inWorkspace(db, ws, (tx) =>
    sql<Row>`SELECT l.code, l.id, l.product, l.party, l.state, w.time_zone,
        CASE WHEN d.state = 'active' THEN d.url ELSE coalesce(m.url, d.url) END AS url,
        r.version IS NOT NULL AS has_program, r.window_days
      FROM partage.affiliate_link l
      JOIN partage.workspace w ON w.ws = l.ws
      JOIN partage.destination d ON d.ws = l.ws AND d.id = l.destination
      LEFT JOIN partage.destination m ON m.ws = l.ws AND m.product = l.product AND m.main
      LEFT JOIN LATERAL (SELECT version, window_days FROM partage.program_rules p
        WHERE p.ws = l.ws AND p.product = l.product AND p.starts <= ${new Date(now)}
        ORDER BY p.version DESC LIMIT 1) r ON true
      WHERE l.ws = ${ws} AND l.id = any(${[...links]}::uuid[])`.execute(tx),
  );
  return rows.map((row) => ({
    code: foldCode(row.code),
    ws,
    link: row.id as Uuid,
    product: row.product as Uuid,
    party: row.party as Uuid | null,
    url: row.url,
    isActive: row.state === "active",
    windowDays: row.has_program ? row.window_days : WINDOW_DAYS,
    timeZone: row.time_zone,
  }));
}
