// Writes statements: the next number, and the frozen rows. Numbers are given in the transaction that writes
// them and by one at a time, so that none is skipped and none given twice, whatever rolls back.
// Example: takeNumbers(tx, 7, 3) → 12, and 12, 13, 14 are this transaction's.
import { sql } from "kysely";
import { assert, Refusal } from "../base/refusal.ts";
import type { Tx } from "../db/transaction.ts";
import { SECTIONS, type Statement } from "./statement.ts";

export interface Issued {
  by: string;
  name: string;
  at: number;
  run: string | null;
}

/** Whoever else issues here waits until this transaction ends. */
export async function waitForTurn(tx: Tx, ws: number): Promise<void> {
  await sql`INSERT INTO partage.statement_counter AS c (ws, last) VALUES (${ws}, 0)
    ON CONFLICT (ws) DO UPDATE SET last = c.last`.execute(tx);
}

/** The first of so many in a row. */
export async function takeNumbers(tx: Tx, ws: number, count: number): Promise<number> {
  const row = await tx
    .updateTable("statement_counter")
    .set((is) => ({ last: is("last", "+", count) }))
    .where("ws", "=", ws)
    .returning("last")
    .executeTakeFirst();
  assert(row, `workspace ${ws} has no counter of statements`);
  return row.last - count + 1;
}

export type NewStatement = Omit<Statement, "issuedBy" | "issuedName" | "issuedAt">;

export async function addStatements(
  tx: Tx,
  ws: number,
  all: readonly NewStatement[],
  { by, name, at, run }: Issued,
): Promise<void> {
  const values = all.map((one) => ({
    ws,
    id: one.id,
    number: one.number,
    party: one.party,
    currency: one.currency,
    place: one.place,
    from_day: one.fromDay,
    until_day: one.untilDay,
    before: one.before,
    head_seq: one.headSeq,
    head_batch: one.headBatch,
    head_hash: Buffer.from(one.headHash, "hex"),
    since: one.since,
    since_seq: one.sinceSeq,
    first_seq: one.firstSeq,
    open_seq: one.openSeq,
    opening: one.opening,
    ...(Object.fromEntries(SECTIONS.map((section) => [section, one[section]])) as Pick<
      Statement,
      (typeof SECTIONS)[number]
    >),
    closing: one.closing,
    reserved: one.reserved,
    checked: one.checked,
    pending: one.pending,
    rolling: one.rolling,
    lines: one.lines,
    late: one.late,
    document: JSON.stringify(one.document),
    run,
    issued_by: by,
    issued_name: name,
    issued_at: new Date(at),
  }));
  for (let from = 0; from < values.length; from += 500) {
    await tx
      .insertInto("statement")
      .values(values.slice(from, from + 500))
      .execute();
  }
}

export function alreadyIssued(until: string): Refusal {
  const message = `This party's statements reach ${until} already. What was recorded since stands on the next one.`;
  return new Refusal(409, "statement_issued", message, { facts: { until } });
}

export function nothingToState(): Refusal {
  const message =
    "Nothing moved this party's account by that day and nothing is owed: there is nothing to state.";
  return new Refusal(422, "nothing_to_state", message);
}
