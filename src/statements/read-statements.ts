// Reads statements: one, a page of them, a party's last, and which days they reach. Never writes.
// Example: listStatements(tx, 7, { party: bruno, limit: 26 }) → number 12 of March, number 7 of February.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { type Statement, toStatement } from "./statement.ts";

export interface StatementFilter {
  party?: Uuid | undefined;
  currency?: string | undefined;
  /** The period's last day. */
  until?: string | undefined;
  /** "2026-03": the last day lies in it. */
  month?: string | undefined;
  /** Only those that close below zero. */
  isBelow?: boolean;
  /** Number, or a part of the party's name as it was called then. */
  search?: string | undefined;
  /** Number of the last one shown. */
  after?: number | undefined;
  limit: number;
}

/** Newest first. */
export async function listStatements(tx: Tx, ws: number, filter: StatementFilter): Promise<Statement[]> {
  let query = tx.selectFrom("statement").selectAll().where("ws", "=", ws);
  const { party, currency, until, month, isBelow = false, search, after } = filter;
  if (party !== undefined) query = query.where("party", "=", party);
  if (currency !== undefined) query = query.where("currency", "=", currency);
  if (until !== undefined) query = query.where("until_day", "=", until);
  if (month !== undefined) {
    const first = `${month}-01`;
    query = query
      .where("until_day", ">=", first)
      .where("until_day", "<", sql<string>`(${first}::date + interval '1 month')::date`);
  }
  if (isBelow) query = query.where("closing", "<", 0);
  if (after !== undefined) query = query.where("number", "<", after);
  if (search !== undefined && search.trim() !== "") {
    const wanted = search.trim().toLowerCase();
    const named = sql<boolean>`position(${wanted} IN lower(document -> 'party' ->> 'name')) > 0`;
    const digits = wanted.replace(/^#?0*/, "");
    query = query.where((is) =>
      /^\d{1,9}$/.test(digits) ? is.or([named, is("number", "=", Number(digits))]) : named,
    );
  }
  return (await query.orderBy("number", "desc").limit(filter.limit).execute()).map(toStatement);
}

/** Null where there is none, or where it is not the reader's to see. */
export async function readStatement(tx: Tx, ws: number, id: Uuid): Promise<Statement | null> {
  const row = await tx
    .selectFrom("statement")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : toStatement(row);
}

export async function mustFindStatement(tx: Tx, ws: number, id: Uuid): Promise<Statement> {
  const found = await readStatement(tx, ws, id);
  if (found === null) {
    throw new Refusal(404, "not_found", "There is no such statement, or it is not yours to see.");
  }
  return found;
}

/** The party's newest in the currency. */
export async function readLastStatement(
  tx: Tx,
  ws: number,
  party: Uuid,
  currency: string,
): Promise<Statement | null> {
  const row = await tx
    .selectFrom("statement")
    .selectAll()
    .where("ws", "=", ws)
    .where("party", "=", party)
    .where("currency", "=", currency)
    .orderBy("place", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toStatement(row);
}

/** What the opening balance is the closing of; null of a party's first. */
export async function readStatementBefore(
  tx: Tx,
  ws: number,
  { party, currency, place }: Pick<Statement, "party" | "currency" | "place">,
): Promise<Pick<Statement, "id" | "number"> | null> {
  const row = await tx
    .selectFrom("statement")
    .select(["id", "number"])
    .where("ws", "=", ws)
    .where("party", "=", party)
    .where("currency", "=", currency)
    .where("place", "=", place - 1)
    .executeTakeFirst();
  return row === undefined ? null : { id: row.id as Uuid, number: row.number };
}

/** "party currency" → how many statements it has; those that have none are not in it. */
export async function readPlaces(tx: Tx, ws: number, parties: readonly Uuid[]): Promise<Map<string, number>> {
  if (parties.length === 0) return new Map();
  const rows = await tx
    .selectFrom("statement")
    .select((is) => ["party", "currency", is.fn.max("place").as("place")])
    .where("ws", "=", ws)
    .where("party", "in", [...parties])
    .groupBy(["party", "currency"])
    .execute();
  return new Map(rows.map((row) => [`${row.party} ${row.currency}`, row.place]));
}
