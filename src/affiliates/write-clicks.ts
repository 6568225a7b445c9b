// Writes clicks by the thousand, with the totals by day that they add to: one flight, all or nothing. Whoever
// was seen on the same day before is no new visitor. Never judges what a click is: the door does.
// Example: 5,000 clicks on 40 links → 5,000 rows, 40 rows of totals raised, one commit.

import { sql } from "kysely";
import { dateArray, int8Array, textArray, uuidArray } from "../db/array.ts";
import { fly, type Statement } from "../db/flight.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { ClickBatch, NewClick } from "./click.ts";
import { CLICK_DAYS, LINK_DAYS, LINK_MONTHS, type LinkTotals, totalsOf } from "./click-totals.ts";

const DAY_MS = 86_400_000;

/**
 * `mayBeThere`: an earlier try ended without an answer; what it committed is not written again. Throws a
 * Fault when the database is away.
 */
export async function writeClicks(
  db: Database,
  ws: number,
  timeZone: string,
  { clicks, uncounted }: ClickBatch,
  mayBeThere = false,
): Promise<void> {
  if (mayBeThere && (await isThere(db, ws, clicks[0]))) return;
  const seen = await readSeen(db, ws, timeZone, clicks);
  const totals = totalsOf(timeZone, clicks, uncounted, seen);
  const statements = [...(clicks.length === 0 ? [] : [clickRows(ws, clicks)]), ...dayRows(ws, totals)];
  if (statements.length > 0) await fly(db, ws, statements);
}

/** One commit wrote all of a batch or nothing of it: so one of its clicks answers for the rest. */
async function isThere(db: Database, ws: number, click: NewClick | undefined): Promise<boolean> {
  if (click === undefined) return false;
  const found = await inWorkspace(db, ws, (tx) =>
    tx.selectFrom("click").select("id").where("ws", "=", ws).where("id", "=", click.id).executeTakeFirst(),
  );
  return found !== undefined;
}

/** Day with visitor and link, affiliate on the product, product: of those who were here before. */
async function readSeen(
  db: Database,
  ws: number,
  timeZone: string,
  clicks: readonly NewClick[],
): Promise<Set<string>> {
  const returning = [...new Set(clicks.filter((one) => one.isReturning).map((one) => one.visitor))];
  if (returning.length === 0) return new Set();
  const oldest = clicks.reduce((least, one) => Math.min(least, one.at), Number.POSITIVE_INFINITY);
  const { rows } = await inWorkspace(db, ws, (tx) =>
    sql<{ visitor: string; link: string; product: string; party: string | null; day: string }>`
      SELECT DISTINCT visitor, link, product, party, (at AT TIME ZONE ${timeZone})::date AS day
        FROM partage.click WHERE ws = ${ws} AND visitor = any(${returning}::uuid[])
         AND id >= ${idsFrom(oldest - DAY_MS)}::uuid AND at >= ${new Date(oldest - DAY_MS)}`.execute(tx),
  );
  const seen = new Set<string>();
  for (const { visitor, link, product, party, day } of rows) {
    const no = Date.parse(day) / 86_400_000;
    seen.add(`${no} ${visitor} ${link}`).add(`${no} ${visitor} ${product}`);
    seen.add(`${no} ${visitor} ${party} ${product}`);
  }
  return seen;
}

/** The least id of an instant: ids are UUIDv7, so that whoever came often is not read from the beginning. */
function idsFrom(at: number): string {
  const time = Math.max(0, at).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

function clickRows(ws: number, clicks: readonly NewClick[]): Statement {
  return {
    name: "add_clicks",
    text: `INSERT INTO partage.click (ws, id, link, product, party, visitor, at, device, sub_id, referrer)
      SELECT $1::int, id, link, product, party, visitor,
             to_timestamp(at / 1000.0), device, sub_id, referrer
        FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::bigint[], $8::bigint[],
                    $9::text[], $10::text[])
          AS c (id, link, product, party, visitor, at, device, sub_id, referrer)`,
    values: [
      ws,
      uuidArray(clicks.map((one) => one.id)),
      uuidArray(clicks.map((one) => one.link)),
      uuidArray(clicks.map((one) => one.product)),
      uuidArray(clicks.map((one) => one.party)),
      uuidArray(clicks.map((one) => one.visitor)),
      int8Array(clicks.map((one) => one.at)),
      int8Array(clicks.map((one) => one.device)),
      textArray(clicks.map((one) => one.subId)),
      textArray(clicks.map((one) => one.referrer)),
    ],
  };
}

/** In one order, so that two processes never wait for each other. */
function dayRows(ws: number, totals: readonly LinkTotals[]): Statement[] {
  if (totals.length === 0) return [];
  const values = [
    ws,
    uuidArray(totals.map((one) => one.link)),
    dateArray(totals.map((one) => one.day)),
    uuidArray(totals.map((one) => one.product)),
    uuidArray(totals.map((one) => one.party)),
    int8Array(totals.map((one) => one.clicks)),
    int8Array(totals.map((one) => one.visitors)),
    int8Array(totals.map((one) => one.partyVisitors)),
    int8Array(totals.map((one) => one.productVisitors)),
    int8Array(totals.map((one) => one.untracked)),
    int8Array(totals.map((one) => one.ignored)),
  ];
  return [
    { name: "add_link_days", text: LINK_DAYS, values },
    { name: "add_click_days", text: CLICK_DAYS, values },
    { name: "add_link_months", text: LINK_MONTHS, values },
  ];
}
