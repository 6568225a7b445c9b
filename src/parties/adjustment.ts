// What is put right by hand: an amount for or against a party with a reason, or a debt written off. Proposed
// by one person, approved by another; only an approved one moves money, once.
// Example: bruno +25.00 USD "Promised at the launch" by ana → approved by fay → entry 812.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Statement } from "../db/flight.ts";
import type { Adjustment as Row } from "../db/tables.ts";
import { takenBy } from "../db/taken.ts";
import type { Tx } from "../db/transaction.ts";
import { type Answer, answerOnce, answerPosted } from "./answer-once.ts";

export type AdjustmentState = "proposed" | "posted" | "declined" | "withdrawn";
export type AdjustmentKind = "adjustment" | "write_off";

export interface Adjustment {
  id: Uuid;
  party: Uuid;
  kind: AdjustmentKind;
  currency: string;
  /** Minor units: for the party; below 0, against it. */
  amount: number;
  reason: string;
  /** Must a second person approve it? */
  fourEyes: boolean;
  state: AdjustmentState;
  createdBy: string;
  createdName: string;
  /** Everybody who may have proposed it: who knows the secret of the key that did. */
  createdBehind: string[];
  createdAt: Date;
  answeredName: string | null;
  answeredAt: Date | null;
  answer: string;
  /** Its entry in the journal, once approved. */
  seq: number | null;
  /** What it is a part of: approved, declined and taken back together with it. */
  correction: Uuid | null;
  /** What it puts right. */
  question: Uuid | null;
  /** First day on which it may be paid out, days since 1970; null: the day of approving. */
  availableOn: number | null;
}

export type NewAdjustment = Pick<
  Adjustment,
  "id" | "party" | "kind" | "currency" | "amount" | "reason" | "fourEyes"
> & {
  correction?: Uuid | undefined;
  question?: Uuid | null | undefined;
  /** YYYY-MM-DD. */
  availableOn?: string | undefined;
  by: string;
  byName: string;
  behind: string[];
  at: number;
};

/** Throws 409 `write_off_proposed` where one waits for this party and currency. */
export async function addAdjustment(tx: Tx, ws: number, one: NewAdjustment): Promise<void> {
  await tx
    .insertInto("adjustment")
    .values({
      ...{ ws, id: one.id, party: one.party, kind: one.kind, currency: one.currency, amount: one.amount },
      reason: one.reason,
      correction: one.correction ?? null,
      question: one.question ?? null,
      available_on: one.availableOn ?? null,
      four_eyes: one.fourEyes,
      created_by: one.by,
      created_name: one.byName,
      created_behind: one.behind,
      created_at: new Date(one.at),
    })
    .execute()
    .catch((error: unknown) => {
      if (takenBy(error) !== "adjustment_write_off") throw error;
      const message = `A write-off in ${one.currency} waits for this party already. Answer that one first.`;
      throw new Refusal(409, "write_off_proposed", message);
    });
}

export async function readAdjustment(tx: Tx, ws: number, id: Uuid): Promise<Adjustment | null> {
  const row = await tx
    .selectFrom("adjustment")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : toAdjustment(row);
}

export interface AdjustmentFilter {
  party?: Uuid | undefined;
  state?: AdjustmentState | undefined;
  kind?: AdjustmentKind | undefined;
  correction?: Uuid | undefined;
  question?: Uuid | undefined;
  /** Id of the last one shown; ids are by time. */
  after?: string | undefined;
  limit: number;
}

/** Newest first. */
export async function listAdjustments(tx: Tx, ws: number, filter: AdjustmentFilter): Promise<Adjustment[]> {
  let query = tx.selectFrom("adjustment").selectAll().where("ws", "=", ws);
  if (filter.party !== undefined) query = query.where("party", "=", filter.party);
  if (filter.state !== undefined) query = query.where("state", "=", filter.state);
  if (filter.kind !== undefined) query = query.where("kind", "=", filter.kind);
  if (filter.correction !== undefined) query = query.where("correction", "=", filter.correction);
  if (filter.question !== undefined) query = query.where("question", "=", filter.question);
  if (filter.after !== undefined) query = query.where("id", "<", filter.after);
  return (await query.orderBy("id", "desc").limit(filter.limit).execute()).map(toAdjustment);
}

/** By their entries, for a check. */
export async function adjustmentsOfEntries(
  tx: Tx,
  ws: number,
  seqs: readonly number[],
): Promise<Map<number, Adjustment>> {
  if (seqs.length === 0) return new Map();
  const rows = await tx
    .selectFrom("adjustment")
    .selectAll()
    .where("ws", "=", ws)
    .where("seq", "in", [...seqs])
    .execute();
  return new Map(rows.map((row) => [row.seq as number, toAdjustment(row)]));
}

export async function countPosted(tx: Tx, ws: number): Promise<number> {
  const row = await tx
    .selectFrom("adjustment")
    .select((is) => is.fn.countAll<number>().as("count"))
    .where("ws", "=", ws)
    .where("state", "=", "posted")
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** False when it was answered meanwhile. */
export function answerAdjustment(
  tx: Tx,
  ws: number,
  id: Uuid,
  state: "declined" | "withdrawn",
  said: Answer,
): Promise<boolean> {
  return answerOnce(tx, "adjustment", ws, id, { from: "proposed", to: state }, said);
}

/** In the flight that posts it: fails the flight where it is answered. */
export function approveAdjustment(ws: number, id: Uuid, seq: number, said: Answer): Statement {
  return answerPosted("adjustment", ws, id, { from: "proposed", to: "posted" }, { ...said, seq });
}

export function noSuchAdjustment(): Refusal {
  return new Refusal(404, "not_found", "There is no such adjustment in this workspace.");
}

/** Throws 409 with what became of it. */
export function mustBeProposed({ state, answeredAt }: Adjustment): void {
  if (state === "proposed") return;
  const message = `This adjustment was ${state} already; nothing was changed.`;
  throw new Refusal(409, `adjustment_${state}`, message, { facts: { state, at: answeredAt } });
}

/** Throws 403 where whoever proposed it would approve it too. */
export function mustBeAnother({ fourEyes, createdBehind }: Adjustment, actor: string): void {
  // The program approves only what follows from what two people approved.
  if (!fourEyes || actor === "system" || !createdBehind.includes(actor)) return;
  const message = "Whoever proposed an adjustment does not approve it. Ask another owner, admin or finance.";
  throw new Refusal(403, "four_eyes", message);
}

function toAdjustment(row: Selectable<Row>): Adjustment {
  return {
    id: row.id as Uuid,
    party: row.party as Uuid,
    kind: row.kind as AdjustmentKind,
    currency: row.currency,
    amount: row.amount,
    reason: row.reason,
    fourEyes: row.four_eyes,
    state: row.state as AdjustmentState,
    createdBy: row.created_by,
    createdName: row.created_name,
    createdBehind: [row.created_by, ...row.created_behind],
    createdAt: row.created_at,
    answeredName: row.answered_name,
    answeredAt: row.answered_at,
    answer: row.answer,
    seq: row.seq,
    correction: row.correction as Uuid | null,
    question: row.question as Uuid | null,
    availableOn: row.available_on === null ? null : Date.parse(`${row.available_on}T00:00:00Z`) / 86_400_000,
  };
}
