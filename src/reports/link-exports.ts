// Pages of links, affiliations and clicks by day, for files: in a fixed order, a thousand at a time. Reads
// only. Example: readLinkDaysPage(tx, 7, { from, to, after: null }) → 1,000 rows from the first day on.
import { sql } from "kysely";
import type { Tx } from "../db/transaction.ts";

const PAGE = 1_000;

export interface ExportedLink {
  id: string;
  code: string;
  product: string;
  affiliate: string | null;
  campaign: string | null;
  sub_id: string | null;
  url: string;
  state: string;
  created_at: Date;
}

/** By id, which is the order they were made in. */
export async function readLinksPage(tx: Tx, ws: number, after: string | null): Promise<ExportedLink[]> {
  const { rows } =
    await sql<ExportedLink>`SELECT l.id, l.code, p.name AS product, a.name AS affiliate, l.campaign,
      l.sub_id, d.url, l.state, l.created_at
    FROM partage.affiliate_link l
    JOIN partage.product p ON p.ws = l.ws AND p.id = l.product
    JOIN partage.destination d ON d.ws = l.ws AND d.id = l.destination
    LEFT JOIN partage.party a ON a.ws = l.ws AND a.id = l.party
   WHERE l.ws = ${ws} AND (${after}::uuid IS NULL OR l.id > ${after}) ORDER BY l.id LIMIT ${PAGE}`.execute(
      tx,
    );
  return rows;
}

export interface ExportedAffiliation {
  id: string;
  product: string;
  affiliate: string;
  email: string | null;
  code: string;
  state: string;
  recruiter: string | null;
  created_at: Date;
}

export async function readAffiliationsPage(
  tx: Tx,
  ws: number,
  after: string | null,
): Promise<ExportedAffiliation[]> {
  const { rows } =
    await sql<ExportedAffiliation>`SELECT a.id, p.name AS product, f.name AS affiliate, f.email, a.code,
      a.state, r.name AS recruiter, a.created_at
    FROM partage.affiliation a
    JOIN partage.product p ON p.ws = a.ws AND p.id = a.product
    JOIN partage.party f ON f.ws = a.ws AND f.id = a.party
    LEFT JOIN partage.party r ON r.ws = a.ws AND r.id = a.recruited_by
   WHERE a.ws = ${ws} AND (${after}::uuid IS NULL OR a.id > ${after}) ORDER BY a.id LIMIT ${PAGE}`.execute(
      tx,
    );
  return rows;
}

export interface ExportedDay {
  day: string;
  link: string;
  code: string;
  product: string;
  affiliate: string | null;
  clicks: number;
  visitors: number;
  untracked: number;
  ignored: number;
}

export async function readLinkDaysPage(
  tx: Tx,
  ws: number,
  { from, to, after }: { from: string; to: string; after: readonly [string, string] | null },
): Promise<ExportedDay[]> {
  const [day, link] = after ?? [from, "00000000-0000-0000-0000-000000000000"];
  const { rows } =
    await sql<ExportedDay>`SELECT d.day::text, d.link, l.code, p.name AS product, a.name AS affiliate,
      d.clicks, d.visitors, d.untracked, d.ignored
    FROM partage.link_day d
    JOIN partage.affiliate_link l ON l.ws = d.ws AND l.id = d.link
    JOIN partage.product p ON p.ws = d.ws AND p.id = d.product
    LEFT JOIN partage.party a ON a.ws = d.ws AND a.id = d.party
   WHERE d.ws = ${ws} AND d.day >= ${day}::date AND d.day <= ${to}::date AND (d.day, d.link) > (${day}::date, ${link}::uuid)
   ORDER BY d.day, d.link LIMIT ${PAGE}`.execute(tx);
  return rows;
}
