// Reads what was settled of contracts, with the entries that booked it; and which contracts have anything to
// settle at all. Never writes.
// Example: readSettlements(tx, 7, { contract }) → 2026-03 n 1: producer −4193, minimum 4193, entry 40.
import { type SqlBool, sql } from "kysely";
import { dayIn } from "../base/calendar.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { AgreedTerms } from "./agreed-terms.ts";
import type { Contract } from "./contract.ts";

const DAY = 86_400_000;

export interface Settlement {
  seq: number;
  contract: Uuid;
  period: string;
  n: number;
  currency: string;
  version: number;
  roles: string[];
  amounts: number[];
  /** What the clauses were handed. */
  counters: Record<string, number>;
  /** Of its entry. */
  at: Date;
  plan: number;
  /** Whose contract it is, and what the version says. */
  party: Uuid;
  terms: AgreedTerms;
}

/** By entry, in the order of the ledger. */
export async function readSettlements(
  tx: Tx,
  ws: number,
  of: { contract: Uuid } | { seqs: readonly number[] },
): Promise<Map<number, Settlement>> {
  if ("seqs" in of && of.seqs.length === 0) return new Map();
  let query = tx
    .selectFrom("contract_settlement as s")
    .innerJoin("journal as j", (join) => join.onRef("j.ws", "=", "s.ws").onRef("j.seq", "=", "s.seq"))
    .innerJoin("contract as c", (join) => join.onRef("c.ws", "=", "s.ws").onRef("c.id", "=", "s.contract"))
    .innerJoin("contract_version as v", (join) =>
      join
        .onRef("v.ws", "=", "s.ws")
        .onRef("v.contract", "=", "s.contract")
        .onRef("v.version", "=", "s.version"),
    )
    .selectAll("s")
    .select(["j.happened_at", "j.plan", "c.party", "v.terms"])
    .where("s.ws", "=", ws)
    .where("j.ws", "=", ws)
    .where("j.kind", "=", "settlement");
  query =
    "seqs" in of ? query.where("s.seq", "in", [...of.seqs]) : query.where("s.contract", "=", of.contract);
  const rows = await query.orderBy("s.seq").execute();
  return new Map(
    rows.map(({ ws: _ws, happened_at, ...row }) => [
      row.seq,
      {
        ...row,
        contract: row.contract as Uuid,
        amounts: row.amounts as unknown as number[],
        counters: row.counters as Record<string, number>,
        at: happened_at,
        plan: row.plan ?? 0,
        party: row.party as Uuid,
        terms: row.terms as AgreedTerms,
      },
    ]),
  );
}

/** The number that the next settlement of the period will have. */
export async function nextSettlementNo(tx: Tx, ws: number, contract: Uuid, period: string): Promise<number> {
  const row = await tx
    .selectFrom("contract_settlement")
    .select(({ fn }) => fn.max("n").as("last"))
    .where("ws", "=", ws)
    .where("contract", "=", contract)
    .where("period", "=", period)
    .executeTakeFirst();
  return Number(row?.last ?? 0) + 1;
}

/**
 * The day, since 1970-01-01, from which this ledger knows of what is sold under a contract: when it was
 * recorded here, or the first sale of its product since it began, whichever is earlier.
 */
export async function knownSince(
  tx: Tx,
  ws: number,
  { product, versions, createdAt }: Contract,
  timeZone: string,
): Promise<number> {
  const recorded = dayIn(timeZone, createdAt.getTime());
  const starts = dayIn(timeZone, versions[0]?.starts ?? createdAt.getTime());
  const row = await tx
    .selectFrom("sale_day")
    .select(({ fn }) => fn.min("day").as("first"))
    .where("ws", "=", ws)
    .where("product", "=", product)
    .where("sales", ">", 0)
    .where("day", ">=", new Date(starts * DAY).toISOString().slice(0, 10))
    .executeTakeFirst();
  const sold = row?.first ? Date.parse(`${row.first}T00:00:00Z`) / DAY : recorded;
  return Math.min(recorded, sold);
}

/** Rows that no entry of the journal stands behind. */
export async function settlementsWithoutEntry(
  tx: Tx,
  ws: number,
): Promise<{ seq: number; period: string }[]> {
  return await tx
    .selectFrom("contract_settlement as s")
    .select(["s.seq", "s.period"])
    .where("s.ws", "=", ws)
    .where(
      sql<SqlBool>`NOT EXISTS (SELECT FROM partage.journal j
        WHERE j.ws = s.ws AND j.seq = s.seq AND j.kind = 'settlement')`,
    )
    .orderBy("s.seq")
    .limit(50)
    .execute();
}

/** The contracts of which any version has a minimum or a milestone. */
export async function contractsWithSettling(tx: Tx, ws: number): Promise<Uuid[]> {
  const rows = await tx
    .selectFrom("contract_version")
    .select("contract")
    .distinct()
    .where("ws", "=", ws)
    .where(
      sql<SqlBool>`terms->'clauses' @? '$[*] ? (@.kind == "minimum" || @.kind == "milestone")'::jsonpath`,
    )
    .orderBy("contract")
    .execute();
  return rows.map((row) => row.contract as Uuid);
}
