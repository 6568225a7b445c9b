// Reads and writes payout runs: proposed with everything they propose in one commit, approved once by
// somebody else, withdrawn before anything moved. Numbers have no gap.
// Example: addRun(tx, 7, { …, payouts, leftOut }) → 12.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { NewPayout } from "./payout.ts";
import { runReference } from "./payout-reference.ts";
import type { LeftOut, LeftOutReason, PayoutRun, RunState } from "./run.ts";
import { toRun } from "./run.ts";

export type NewRun = Pick<
  PayoutRun,
  "id" | "scheduled" | "executesOn" | "rates" | "fourEyes" | "madeBy" | "madeName" | "madeBehind" | "madeAt"
> & { payouts: readonly NewPayout[]; leftOut: readonly LeftOut[] };

/** Held against other runs of the workspace until the transaction ends. Answers the run's number. */
export async function addRun(tx: Tx, ws: number, run: NewRun): Promise<number> {
  const last = await tx
    .selectFrom("payout_run")
    .select("no")
    .where("ws", "=", ws)
    .orderBy("no", "desc")
    .limit(1)
    .executeTakeFirst();
  const no = (last?.no ?? 0) + 1;
  await tx
    .insertInto("payout_run")
    .values({
      ws,
      id: run.id,
      no,
      state: "proposed",
      scheduled: run.scheduled,
      executes_on: run.executesOn,
      rates: JSON.stringify(run.rates),
      four_eyes: run.fourEyes,
      made_by: run.madeBy,
      made_name: run.madeName,
      made_behind: run.madeBehind,
      made_at: run.madeAt,
    })
    .execute();
  await addPayouts(tx, ws, run.id, run.payouts);
  await addLeftOut(tx, ws, run.id, run.leftOut);
  await addFirstSteps(tx, ws, run);
  return no;
}

async function addPayouts(tx: Tx, ws: number, run: Uuid, payouts: readonly NewPayout[]): Promise<void> {
  if (payouts.length === 0) return;
  const of = <K extends keyof NewPayout>(key: K) => payouts.map((one) => one[key]);
  await sql`INSERT INTO partage.payout (ws, run, id, party, rail, method, reference, currency, amount, owed_currency,
      owed_amount, rate, rate_source, rate_at)
    SELECT ${ws}, ${run}, * FROM unnest(${of("id")}::uuid[], ${of("party")}::uuid[], ${of("rail")}::text[],
      ${of("method")}::uuid[], ${of("reference")}::text[], ${of("currency")}::text[], ${of("amount")}::bigint[],
      ${of("owedCurrency")}::text[], ${of("owedAmount")}::bigint[], ${of("rate")}::text[],
      ${of("rateSource")}::text[], ${of("rateAt")}::timestamptz[])`.execute(tx);
}

async function addLeftOut(tx: Tx, ws: number, run: Uuid, leftOut: readonly LeftOut[]): Promise<void> {
  if (leftOut.length === 0) return;
  await sql`INSERT INTO partage.payout_left_out (ws, run, party, currency, amount, reason, facts)
    SELECT ${ws}, ${run}, party, currency, amount, reason, facts::jsonb
      FROM unnest(${leftOut.map((one) => one.party)}::uuid[], ${leftOut.map((one) => one.currency)}::text[],
        ${leftOut.map((one) => one.amount)}::bigint[], ${leftOut.map((one) => one.reason)}::text[],
        ${leftOut.map((one) => JSON.stringify(one.facts))}::text[]) AS l (party, currency, amount, reason, facts)`.execute(
    tx,
  );
}

async function addFirstSteps(tx: Tx, ws: number, run: NewRun): Promise<void> {
  if (run.payouts.length === 0) return;
  await sql`INSERT INTO partage.payout_step (ws, payout, n, step, at, actor)
    SELECT ${ws}, payout, 1, 'proposed', ${run.madeAt}, ${run.madeBy}
      FROM unnest(${run.payouts.map((one) => one.id)}::uuid[]) AS payout`.execute(tx);
}

export async function readRun(tx: Tx, ws: number, id: Uuid): Promise<PayoutRun | null> {
  const row = await tx
    .selectFrom("payout_run")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

/** As readRun, held against every other change until the transaction ends. */
export async function lockRun(tx: Tx, ws: number, id: Uuid): Promise<PayoutRun | null> {
  const row = await tx
    .selectFrom("payout_run")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : toRun(row);
}

/** Newest first. */
export async function listRuns(
  tx: Tx,
  ws: number,
  filter: { state?: readonly RunState[] | undefined; before?: number | undefined; limit: number },
): Promise<PayoutRun[]> {
  let query = tx.selectFrom("payout_run").selectAll().where("ws", "=", ws);
  if (filter.state !== undefined) query = query.where("state", "in", [...filter.state]);
  if (filter.before !== undefined) query = query.where("no", "<", filter.before);
  return (await query.orderBy("no", "desc").limit(filter.limit).execute()).map(toRun);
}

export async function approveRun(
  tx: Tx,
  ws: number,
  id: Uuid,
  by: { actor: string; name: string; at: Date; fourEyes: boolean },
): Promise<void> {
  await tx
    .updateTable("payout_run")
    .set({
      ...{ state: "approved", approved_by: by.actor, approved_name: by.name, approved_at: by.at },
      four_eyes: by.fourEyes,
    })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .where("state", "=", "proposed")
    .execute();
}

/** False where it was there already, or is not on the way there. */
export async function moveRun(
  tx: Tx,
  ws: number,
  id: Uuid,
  state: "paying" | "done" | "withdrawn",
  at: Date,
): Promise<boolean> {
  const from: RunState[] =
    state === "withdrawn" ? ["proposed"] : state === "paying" ? ["approved", "done"] : ["paying"];
  const done = await tx
    .updateTable("payout_run")
    .set({ state, ended_at: state === "paying" ? null : at })
    .where("ws", "=", ws)
    .where("id", "=", id)
    .where("state", "in", from)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export async function noteReplaced(tx: Tx, ws: number, runs: readonly Uuid[], by: Uuid): Promise<void> {
  if (runs.length === 0) return;
  await tx
    .updateTable("payout_run")
    .set({ replaced_by: by })
    .where("ws", "=", ws)
    .where("id", "in", [...runs])
    .where("state", "=", "withdrawn")
    .execute();
}

/**
 * Proposed before `made` and never reminded of, or not since `reminded`; each is noted as reminded of now.
 */
export async function takeForgotten(
  tx: Tx,
  ws: number,
  { made, reminded, now }: { made: Date; reminded: Date; now: Date },
): Promise<PayoutRun[]> {
  const rows = await tx
    .updateTable("payout_run")
    .set({ reminded_at: now })
    .where("ws", "=", ws)
    .where("state", "=", "proposed")
    .where("made_at", "<=", made)
    .where((is) => is.or([is("reminded_at", "is", null), is("reminded_at", "<=", reminded)]))
    .returningAll()
    .execute();
  return rows.map(toRun);
}

/**
 * Runs of the schedule that were for a day before this one and that nobody has approved, and whom they pay.
 */
export async function listStale(tx: Tx, ws: number, day: string): Promise<{ run: Uuid; party: Uuid }[]> {
  const { rows } = await sql<{ run: Uuid; party: Uuid }>`
    SELECT r.id AS run, p.party FROM partage.payout_run r
      JOIN partage.payout p ON p.ws = r.ws AND p.run = r.id AND p.state = 'proposed'
     WHERE r.ws = ${ws} AND p.ws = ${ws} AND r.state = 'proposed' AND r.scheduled AND r.executes_on < ${day}::date
     ORDER BY r.no, p.id`.execute(tx);
  return rows;
}

export async function listLeftOut(
  tx: Tx,
  ws: number,
  run: Uuid,
  page: { after?: readonly [string, string] | undefined; limit: number },
): Promise<LeftOut[]> {
  const [party, currency] = page.after ?? [null, null];
  const rows = await tx
    .selectFrom("payout_left_out")
    .selectAll()
    .where("ws", "=", ws)
    .where("run", "=", run)
    .where(sql<boolean>`(${party}::uuid IS NULL OR (party, currency) > (${party}::uuid, ${currency}::text))`)
    .orderBy("party")
    .orderBy("currency")
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({
    party: row.party as Uuid,
    currency: row.currency,
    amount: row.amount,
    reason: row.reason as LeftOutReason,
    facts: row.facts as LeftOut["facts"],
  }));
}

/** Run → its number. */
export async function readRunNumbers(tx: Tx, ws: number, ids: readonly Uuid[]): Promise<Map<Uuid, number>> {
  const rows = await tx
    .selectFrom("payout_run")
    .select(["id", "no"])
    .where("ws", "=", ws)
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id as Uuid, row.no]));
}

/** The run whose file has this reference; it is made of the run's id, so that each is tried. */
export async function findRunByReference(tx: Tx, ws: number, reference: string): Promise<Uuid | null> {
  const rows = await tx.selectFrom("payout_run").select("id").where("ws", "=", ws).execute();
  return (rows.find((row) => runReference(row.id as Uuid) === reference)?.id as Uuid) ?? null;
}

/** Did a run propose itself for this day? */
export async function wasScheduledOn(tx: Tx, ws: number, day: string): Promise<boolean> {
  const row = await tx
    .selectFrom("payout_run")
    .select("id")
    .where("ws", "=", ws)
    .where("scheduled", "=", true)
    .where("executes_on", "=", day)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Runs that are under way, or have lately arrived, over one of these rails. Oldest first. */
export async function listServiceRuns(
  tx: Tx,
  ws: number,
  rails: readonly string[],
  since: Date,
): Promise<PayoutRun[]> {
  const rows = await tx
    .selectFrom("payout_run")
    .selectAll()
    .where("ws", "=", ws)
    .where("state", "in", ["paying", "done"])
    .where(
      sql<boolean>`EXISTS (SELECT FROM partage.payout p WHERE p.ws = ${ws} AND p.run = payout_run.id
        AND p.rail = any(${[...rails]}::text[]) AND (p.state IN ('in_transit', 'unknown')
          OR (p.state = 'settled' AND p.settled_at > ${since})))`,
    )
    .orderBy("no")
    .execute();
  return rows.map(toRun);
}
