// Reads payouts: one, many by id or reference, a run's in order, a party's newest first; sums of a run by
// state, rail and currency; the steps of one. Reads only.
// Example: sumRun(tx, 7, run) → [{ rail: "sepa", currency: "EUR", state: "in_transit", count: 120, amount: …
// }].
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { goesWhereItCameBack } from "./came-back.ts";
import { type Payout, type PayoutState, toPayout } from "./payout.ts";
import { MOST_LINES, type RailName } from "./rail-names.ts";

export async function readPayouts(tx: Tx, ws: number, ids: readonly Uuid[]): Promise<Map<Uuid, Payout>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("payout")
    .selectAll()
    .where("ws", "=", ws)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id as Uuid, toPayout(row)]));
}

export async function findByReference(
  tx: Tx,
  ws: number,
  references: readonly string[],
): Promise<Map<string, Payout>> {
  if (references.length === 0) return new Map();
  const rows = await tx
    .selectFrom("payout")
    .selectAll()
    .where("ws", "=", ws)
    .where(sql<boolean>`reference = any(${[...references]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.reference, toPayout(row)]));
}

export interface PayoutFilter {
  run?: Uuid | undefined;
  party?: Uuid | undefined;
  states?: readonly PayoutState[] | undefined;
  rail?: RailName | undefined;
  currency?: string | undefined;
  /** Only proposals to an account where the last payment came back. */
  cameBack?: boolean;
  /** What this answer of a bank spoke of, and what an answer said so of: either narrows by itself. */
  answer?: Uuid | undefined;
  said?: string | undefined;
  /** In the party's name, the reference, the bank's own id. */
  search?: string | undefined;
  /** Id of the last one shown. */
  after?: Uuid | undefined;
  limit: number;
}

/** Newest first; of a run in the order it was proposed. */
export async function listPayouts(tx: Tx, ws: number, filter: PayoutFilter): Promise<Payout[]> {
  const { run, party, states, rail, currency, cameBack, answer, said, search, after, limit } = filter;
  let query = tx.selectFrom("payout").selectAll().where("ws", "=", ws);
  if (run !== undefined) query = query.where("run", "=", run);
  if (party !== undefined) query = query.where("party", "=", party);
  if (states !== undefined) query = query.where("state", "in", [...states]);
  if (rail !== undefined) query = query.where("rail", "=", rail);
  if (currency !== undefined) query = query.where("currency", "=", currency);
  if (cameBack) query = query.where(goesWhereItCameBack(ws));
  if (answer !== undefined || said !== undefined) {
    const [one, way] = [answer ?? null, said ?? null];
    query = query.where(
      sql<boolean>`id IN (SELECT b.payout FROM partage.bank_answer_payout b WHERE b.ws = ${ws}
        AND (${one}::uuid IS NULL OR b.answer = ${one}) AND (${way}::text IS NULL OR b.said = ${way}))`,
    );
  }
  if (search !== undefined) {
    const like = `%${search.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
    query = query.where(
      sql<boolean>`(reference ILIKE ${like} OR external_id ILIKE ${like} OR EXISTS (SELECT FROM partage.party p
        WHERE p.ws = ${ws} AND p.id = payout.party AND p.name ILIKE ${like}))`,
    );
  }
  const way = run === undefined ? ("desc" as const) : ("asc" as const);
  if (after !== undefined) query = query.where("id", run === undefined ? "<" : ">", after);
  return (await query.orderBy("id", way).limit(limit).execute()).map(toPayout);
}

/** Ids of a run's payouts in a state, in order. */
export async function listIdsOf(
  tx: Tx,
  ws: number,
  run: Uuid,
  state: PayoutState,
  limit: number,
): Promise<Uuid[]> {
  const rows = await tx
    .selectFrom("payout")
    .select("id")
    .where("ws", "=", ws)
    .where("run", "=", run)
    .where("state", "=", state)
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id as Uuid);
}

export interface RunSum {
  run: Uuid;
  rail: RailName;
  currency: string;
  state: PayoutState;
  count: number;
  amount: number;
}

export async function sumRuns(tx: Tx, ws: number, runs: readonly Uuid[]): Promise<RunSum[]> {
  if (runs.length === 0) return [];
  const { rows } = await sql<RunSum>`
    SELECT run, rail, currency, state, count(*)::int AS count, sum(amount)::bigint AS amount FROM partage.payout
     WHERE ws = ${ws} AND run = any(${[...runs]}::uuid[]) GROUP BY run, rail, currency, state
     ORDER BY run, rail, currency, state`.execute(tx);
  return rows;
}

export interface FileSum extends Omit<RunSum, "state"> {
  /** From 1: a rail may take so many lines a file at most. */
  part: number;
  /** How many there are of the rail and currency. */
  parts: number;
}

/**
 * What is in files or will be: of what ended before its file was made, the bank is told nothing. Which part a
 * payout is in follows from its place among what is begun, whatever becomes of it later.
 */
export async function sumFiles(tx: Tx, ws: number, runs: readonly Uuid[]): Promise<FileSum[]> {
  if (runs.length === 0) return [];
  const { rows } = await sql<FileSum>`
    WITH placed AS (
      SELECT *, coalesce((${JSON.stringify(MOST_LINES)}::jsonb ->> rail)::int, 1000000000) AS most,
             row_number() OVER (PARTITION BY run, rail, currency ORDER BY id) - 1 AS place,
             count(*) OVER (PARTITION BY run, rail, currency) - 1 AS last
        FROM partage.payout
       WHERE ws = ${ws} AND run = any(${[...runs]}::uuid[]) AND state NOT IN ('refused', 'withdrawn')
    )
    SELECT run, rail, currency, (place / most + 1)::int AS part, (last / most + 1)::int AS parts,
           count(*)::int AS count, sum(amount)::bigint AS amount FROM placed
     WHERE sent_at IS NOT NULL OR state IN ('proposed', 'in_transit', 'unknown')
     GROUP BY run, rail, currency, 4, 5 ORDER BY run, rail, currency, 4`.execute(tx);
  return rows;
}

/**
 * How many need the rail's account still: those that were not handed over, and a service's that it may be
 * asked for.
 */
export async function countWaiting(
  tx: Tx,
  ws: number,
  { rail, isService }: { rail: RailName; isService: boolean },
): Promise<number> {
  const { n } = await tx
    .selectFrom("payout")
    .select((is) => is.fn.countAll<number>().as("n"))
    .where("ws", "=", ws)
    .where("rail", "=", rail)
    .where("state", "in", ["in_transit", "unknown"])
    .$if(!isService, (query) => query.where("sent_at", "is", null))
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Party and currency → the number of the open run that proposes it. */
export async function listProposed(tx: Tx, ws: number): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom("payout")
    .innerJoin("payout_run", (join) =>
      join.onRef("payout_run.ws", "=", "payout.ws").onRef("payout_run.id", "=", "payout.run"),
    )
    .select(["payout.party", "payout.owed_currency", "payout_run.no"])
    .where("payout.ws", "=", ws)
    .where("payout_run.ws", "=", ws)
    .where("payout.state", "=", "proposed")
    .execute();
  return new Map(rows.map((row) => [`${row.party} ${row.owed_currency}`, row.no]));
}

export interface PayoutStep {
  n: number;
  step: string;
  at: Date;
  actor: string;
  note: string;
}

/** Oldest first. */
export async function listSteps(tx: Tx, ws: number, payout: Uuid): Promise<PayoutStep[]> {
  return await tx
    .selectFrom("payout_step")
    .select(["n", "step", "at", "actor", "note"])
    .where("ws", "=", ws)
    .where("payout", "=", payout)
    .orderBy("n")
    .execute();
}

/** Every payout that moved money, for the check; in pages by id. */
export async function listMoved(tx: Tx, ws: number, after: Uuid | null, limit: number): Promise<Payout[]> {
  let query = tx.selectFrom("payout").selectAll().where("ws", "=", ws).where("seq", "is not", null);
  if (after !== null) query = query.where("id", ">", after);
  return (await query.orderBy("id").limit(limit).execute()).map(toPayout);
}

/** Everybody whom it would pay, each once. */
export async function listPartiesOfRun(tx: Tx, ws: number, run: Uuid): Promise<Uuid[]> {
  const rows = await tx
    .selectFrom("payout")
    .select("party")
    .distinct()
    .where("ws", "=", ws)
    .where("run", "=", run)
    .orderBy("party")
    .execute();
  return rows.map((row) => row.party as Uuid);
}
