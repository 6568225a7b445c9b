// Reads findings: one, a page of them, what each moved in the reserve. Never writes.
// Example: listFindings(tx, 7, { state: "held", limit: 26 }) → the queue, oldest last.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type Finding, type FindingState, toFinding } from "./finding.ts";
import type { FindingRule } from "./fraud-settings.ts";

export interface FindingFilter {
  id?: Uuid | undefined;
  state?: FindingState | undefined;
  party?: Uuid | undefined;
  product?: Uuid | undefined;
  sale?: Uuid | undefined;
  rule?: FindingRule | undefined;
  /** found_at, epoch milliseconds, and id of the last one shown. */
  after?: readonly [number, string] | undefined;
  limit: number;
}

export async function readFinding(tx: Tx, ws: number, id: Uuid): Promise<Finding | null> {
  return (await listFindings(tx, ws, { id, limit: 1 }))[0] ?? null;
}

/** Newest first. */
export async function listFindings(tx: Tx, ws: number, filter: FindingFilter): Promise<Finding[]> {
  const { id, state, party, product, sale, rule, after, limit } = filter;
  let query = tx.selectFrom("finding").selectAll().where("ws", "=", ws);
  if (id !== undefined) query = query.where("id", "=", id);
  if (state !== undefined) query = query.where("state", "=", state);
  if (party !== undefined) query = query.where("party", "=", party);
  if (product !== undefined) query = query.where("product", "=", product);
  if (sale !== undefined) query = query.where("sale", "=", sale);
  if (rule !== undefined) query = query.where(sql<boolean>`${rule} = ANY (rules)`);
  if (after !== undefined) {
    const [at, last] = after;
    query = query.where((is) =>
      is(is.refTuple("found_at", "id"), "<", is.tuple(new Date(at), last as string)),
    );
  }
  const rows = await query.orderBy("found_at", "desc").orderBy("id", "desc").limit(limit).execute();
  return rows.map(toFinding);
}

/** Every one of these sales. */
export async function listFindingsOf(tx: Tx, ws: number, sales: readonly Uuid[]): Promise<Finding[]> {
  if (sales.length === 0) return [];
  const rows = await tx
    .selectFrom("finding")
    .selectAll()
    .where("ws", "=", ws)
    .where("sale", "in", [...sales])
    .execute();
  return rows.map(toFinding);
}

/** Of these sales: whose commission was taken back, by sale. */
export async function readForfeited(
  tx: Tx,
  ws: number,
  sales: readonly Uuid[],
): Promise<Map<Uuid, Set<string>>> {
  const found = new Map<Uuid, Set<string>>();
  if (sales.length === 0) return found;
  const rows = await tx
    .selectFrom("finding")
    .select(["sale", "party"])
    .where("ws", "=", ws)
    .where("sale", "in", [...new Set(sales)])
    .where("state", "=", "taken_back")
    .execute();
  for (const { sale, party } of rows) {
    const parties = found.get(sale as Uuid) ?? new Set();
    found.set(sale as Uuid, parties.add(party));
  }
  return found;
}

interface ReservedOf {
  party: Uuid;
  /** The last entry that counts; left out: all of them. */
  seq?: number | undefined;
}

/** What stands in a party's reserve for its held commissions, beyond what disputes reserve. By currency. */
export async function sumReserved(
  tx: Tx,
  ws: number,
  { party, seq }: ReservedOf,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ currency: string; amount: number }>`
    SELECT f.currency, sum(r.amount)::bigint AS amount
      FROM partage.finding f JOIN partage.finding_reserve r ON r.ws = f.ws AND r.finding = f.id
     WHERE f.ws = ${ws} AND f.party = ${party} AND (${seq ?? null}::bigint IS NULL OR r.seq <= ${seq ?? null}::bigint)
     GROUP BY f.currency`.execute(tx);
  return new Map(rows.map((row) => [row.currency, row.amount]));
}

/** What each entry moved in the reserve for the sake of a finding. */
export async function listReserves(
  tx: Tx,
  ws: number,
): Promise<{ finding: string; seq: number; amount: number }[]> {
  return await tx
    .selectFrom("finding_reserve")
    .select(["finding", "seq", "amount"])
    .where("ws", "=", ws)
    .execute();
}

/**
 * The last entry of the time when disputes and held commissions were reserved beside each other; 0 for none.
 */
export async function readReservedBeside(tx: Tx, ws: number): Promise<number> {
  const row = await tx.selectFrom("reserved_beside").select("seq").where("ws", "=", ws).executeTakeFirst();
  return row?.seq ?? 0;
}

/** A held commission as the next entry of its sale finds it. */
export interface OpenHold {
  finding: Uuid;
  party: Uuid;
  /** Minor units, at most. */
  amount: number;
  /** What stands in the reserve for its sake, beyond what open disputes reserve. */
  beyond: number;
}

/** Those of these sales that nobody has decided about, by sale. */
export async function readOpenHolds(
  tx: Tx,
  ws: number,
  sales: readonly Uuid[],
): Promise<Map<string, OpenHold[]>> {
  if (sales.length === 0) return new Map();
  const { rows } = await sql<OpenHold & { sale: string }>`
    SELECT f.sale, f.id AS finding, f.party, f.amount, coalesce((SELECT sum(r.amount) FROM partage.finding_reserve r
             WHERE r.ws = f.ws AND r.finding = f.id), 0)::bigint AS beyond
      FROM partage.finding f
     WHERE f.ws = ${ws} AND f.sale = ANY (${[...sales]}::uuid[]) AND f.state = 'held'
     ORDER BY f.seq`.execute(tx);
  return Map.groupBy(rows, (row) => row.sale);
}
