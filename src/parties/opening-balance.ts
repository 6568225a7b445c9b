// What a party was owed when a business moved in: told by the producer's side, confirmed or objected to by
// the party. Only a confirmed one moves money. Told once a party and currency, unless it was objected to or
// taken back.
// Example: bruno, 412.50 USD as of 31 December, "Statement 2025-12 of the old platform" → open → confirmed,
// entry 812.
import type { Selectable } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Statement } from "../db/flight.ts";
import type { OpeningBalance as Row } from "../db/tables.ts";
import { takenBy } from "../db/taken.ts";
import type { Tx } from "../db/transaction.ts";
import { type Answer, answerOnce, answerPosted } from "./answer-once.ts";

export type OpeningState = "open" | "confirmed" | "objected" | "withdrawn";

export interface OpeningBalance {
  id: Uuid;
  party: Uuid;
  currency: string;
  /** Minor units: owed to the party; below 0, owed by it. */
  amount: number;
  /** The last day that it counts: "2025-12-31". */
  asOf: string;
  note: string;
  state: OpeningState;
  createdName: string;
  createdAt: Date;
  answeredName: string | null;
  answeredAt: Date | null;
  answer: string;
  /** Its entry in the journal, once confirmed. */
  seq: number | null;
}

export type NewOpening = Pick<OpeningBalance, "id" | "party" | "currency" | "amount" | "asOf" | "note"> & {
  by: string;
  byName: string;
  at: number;
};

/** Throws 409 `opening_told` where the party has one in the currency that is open or confirmed. */
export async function addOpening(tx: Tx, ws: number, one: NewOpening): Promise<void> {
  await tx
    .insertInto("opening_balance")
    .values({
      ws,
      id: one.id,
      party: one.party,
      currency: one.currency,
      amount: one.amount,
      as_of: one.asOf,
      note: one.note,
      created_by: one.by,
      created_name: one.byName,
      created_at: new Date(one.at),
    })
    .execute()
    .catch((error: unknown) => {
      if (takenBy(error) !== "opening_balance_one") throw error;
      const message = `This party has an opening balance in ${one.currency} already. Take an open one back first.`;
      throw new Refusal(409, "opening_told", message);
    });
}

export async function readOpening(tx: Tx, ws: number, id: Uuid): Promise<OpeningBalance | null> {
  const row = await tx
    .selectFrom("opening_balance")
    .selectAll()
    .where("ws", "=", ws)
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : toOpening(row);
}

/** Newest first. */
export async function listOpenings(
  tx: Tx,
  ws: number,
  filter: { party?: Uuid | undefined; state?: OpeningState | undefined; limit: number },
): Promise<OpeningBalance[]> {
  let query = tx.selectFrom("opening_balance").selectAll().where("ws", "=", ws);
  if (filter.party !== undefined) query = query.where("party", "=", filter.party);
  if (filter.state !== undefined) query = query.where("state", "=", filter.state);
  const rows = await query.orderBy("created_at", "desc").orderBy("id").limit(filter.limit).execute();
  return rows.map(toOpening);
}

/** False when it was answered meanwhile. */
export function answerOpening(
  tx: Tx,
  ws: number,
  id: Uuid,
  state: "objected" | "withdrawn",
  said: Answer,
): Promise<boolean> {
  return answerOnce(tx, "opening_balance", ws, id, { from: "open", to: state }, said);
}

/** In the flight that posts it: fails the flight where it is not open any more. */
export function confirmOpening(ws: number, id: Uuid, seq: number, said: Answer): Statement {
  return answerPosted("opening_balance", ws, id, { from: "open", to: "confirmed" }, { ...said, seq });
}

export function noSuchOpening(): Refusal {
  return new Refusal(404, "not_found", "There is no such opening balance, or it is not yours to see.");
}

/** Throws 409 with what became of it. */
export function mustBeOpen({ state, answeredAt }: OpeningBalance): void {
  if (state === "open") return;
  const message = `This opening balance was ${state} already; nothing was changed.`;
  throw new Refusal(409, `opening_${state}`, message, { facts: { state, at: answeredAt } });
}

function toOpening(row: Selectable<Row>): OpeningBalance {
  return {
    id: row.id as Uuid,
    party: row.party as Uuid,
    currency: row.currency,
    amount: row.amount,
    asOf: row.as_of,
    note: row.note,
    state: row.state as OpeningState,
    createdName: row.created_name,
    createdAt: row.created_at,
    answeredName: row.answered_name,
    answeredAt: row.answered_at,
    answer: row.answer,
    seq: row.seq,
  };
}
