// What parties asked to be paid: one open request a party and currency, taken up by the run that pays it, or
// withdrawn; open again where that run comes to nothing. Moves nothing.
// Example: askPayout(tx, 7, { party: bruno, currency: "BRL" }) → open.
import { type Selectable, sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { PayoutRequest as Row } from "../db/tables.ts";
import { takenBy } from "../db/taken.ts";
import type { Tx } from "../db/transaction.ts";

export interface PayoutRequest {
  id: Uuid;
  party: Uuid;
  currency: string;
  askedAt: Date;
  state: "open" | "taken" | "withdrawn";
  run: Uuid | null;
}

export function askedAlready(): Refusal {
  return new Refusal(
    409,
    "payout_asked_already",
    "This payout is asked for already; it comes with the next run.",
  );
}

/** Throws 409 `payout_asked_already`. */
export async function addRequest(
  tx: Tx,
  ws: number,
  one: Pick<PayoutRequest, "id" | "party" | "currency" | "askedAt"> & { by: string },
): Promise<void> {
  await tx
    .insertInto("payout_request")
    .values({
      ws,
      id: one.id,
      party: one.party,
      currency: one.currency,
      asked_by: one.by,
      asked_at: one.askedAt,
    })
    .execute()
    .catch((error: unknown) => {
      if (takenBy(error) !== "payout_request_open") throw error;
      throw askedAlready();
    });
}

/** Taken up by a run that has not begun to pay it, oldest first. The party sees no payout before that. */
export async function listTaken(tx: Tx, ws: number, party: Uuid): Promise<PayoutRequest[]> {
  const rows = await tx
    .selectFrom("payout_request as r")
    .selectAll("r")
    .where("r.ws", "=", ws)
    .where("r.party", "=", party)
    .where("r.state", "=", "taken")
    .where(
      sql<boolean>`NOT EXISTS (SELECT FROM partage.payout p WHERE p.ws = ${ws} AND p.run = r.run AND p.party = r.party
        AND p.owed_currency = r.currency AND p.state <> 'proposed')`,
    )
    .orderBy("asked_at")
    .orderBy("id")
    .execute();
  return rows.map(toRequest);
}

/** Open ones, oldest first; of one party or of all. */
export async function listRequests(tx: Tx, ws: number, party?: Uuid): Promise<PayoutRequest[]> {
  let query = tx.selectFrom("payout_request").selectAll().where("ws", "=", ws).where("state", "=", "open");
  if (party !== undefined) query = query.where("party", "=", party);
  const rows = await query.orderBy("asked_at").orderBy("id").execute();
  return rows.map(toRequest);
}

function toRequest(row: Selectable<Row>): PayoutRequest {
  return {
    id: row.id as Uuid,
    party: row.party as Uuid,
    currency: row.currency,
    askedAt: row.asked_at,
    state: row.state as PayoutRequest["state"],
    run: row.run as Uuid | null,
  };
}

/** A run pays what was asked for. */
export async function takeRequests(
  tx: Tx,
  ws: number,
  run: Uuid,
  paid: readonly { party: Uuid; owedCurrency: string }[],
): Promise<void> {
  if (paid.length === 0) return;
  await sql`UPDATE partage.payout_request r SET state = 'taken', run = ${run}
      FROM unnest(${paid.map((one) => one.party)}::uuid[], ${paid.map((one) => one.owedCurrency)}::text[])
        AS p (party, currency)
     WHERE r.ws = ${ws} AND r.party = p.party AND r.currency = p.currency AND r.state = 'open'`.execute(tx);
}

/**
 * What a run was to pay and does not any more is asked for as before, unless the party asked anew meanwhile.
 */
export async function reopenRequests(tx: Tx, ws: number, run: Uuid, payouts: readonly Uuid[]): Promise<void> {
  if (payouts.length === 0) return;
  await sql`UPDATE partage.payout_request r SET state = 'open', run = NULL
     WHERE r.ws = ${ws} AND r.run = ${run} AND r.state = 'taken'
       AND EXISTS (SELECT FROM partage.payout p WHERE p.ws = ${ws} AND p.id = any(${[...payouts]}::uuid[])
                      AND p.run = ${run} AND p.party = r.party AND p.owed_currency = r.currency)
       AND NOT EXISTS (SELECT FROM partage.payout_request o WHERE o.ws = ${ws} AND o.party = r.party
                          AND o.currency = r.currency AND o.state = 'open')`.execute(tx);
}

/** False where none is open. */
export async function withdrawRequest(tx: Tx, ws: number, party: Uuid, currency: string): Promise<boolean> {
  const done = await tx
    .updateTable("payout_request")
    .set({ state: "withdrawn" })
    .where("ws", "=", ws)
    .where("party", "=", party)
    .where("currency", "=", currency)
    .where("state", "=", "open")
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
