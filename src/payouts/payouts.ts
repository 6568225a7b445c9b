// Reads payouts: one, many by id or reference, a run's in order, a party's newest first; sums of a run by
// state, rail and currency; the steps of one. Reads only.
// Example: sumRun(tx, 7, run) → [{ rail: "sepa", currency: "EUR", state: "in_transit", count: 120, amount: …
// }].
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { type Payout, type PayoutState, toPayout } from "./payout.ts";
import type { RailName } from "./rail-names.ts";

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
  /** Id of the last one shown. */
  after?: Uuid | undefined;
  limit: number;
}

/** Newest first; of a run in the order it was proposed. */
export async function listPayouts(tx: Tx, ws: number, filter: PayoutFilter): Promise<Payout[]> {
  const { run, party, states, rail, currency, after, limit } = filter;
  let query = tx.selectFrom("payout").selectAll().where("ws", "=", ws);
  if (run !== undefined) query = query.where("run", "=", run);
  if (party !== undefined) query = query.where("party", "=", party);
  if (states !== undefined) query = query.where("state", "in", [...states]);
  if (rail !== undefined) query = query.where("rail", "=", rail);
  if (currency !== undefined) query = query.where("currency", "=", currency);
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
