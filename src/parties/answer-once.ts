// The one answer to what was put to somebody: an adjustment, an opening balance. Written once, by whoever was
// first; everybody after is told so. It knows no word of what was asked.
// Example: answerOnce(tx, "adjustment", 7, id, { from: "proposed", to: "declined" }, said) → true, then false
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Statement } from "../db/flight.ts";
import type { Tx } from "../db/transaction.ts";

export interface Answer {
  by: string;
  name: string;
  at: number;
  answer: string;
}

type Asked = "adjustment" | "opening_balance";

interface Move {
  from: string;
  to: string;
}

/** False when it was answered meanwhile. */
export async function answerOnce(
  tx: Tx,
  asked: Asked,
  ws: number,
  id: Uuid,
  { from, to }: Move,
  { by, name, at, answer }: Answer,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE ${sql.table(`partage.${asked}`)} SET state = ${to}, answered_by = ${by}, answered_name = ${name},
      answered_at = ${new Date(at)}, answer = ${answer}
     WHERE ws = ${ws} AND id = ${id} AND state = ${from}`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** In the flight that posts it: fails the flight where it is answered. */
export function answerPosted(
  asked: Asked,
  ws: number,
  id: Uuid,
  { from, to }: Move,
  { by, name, at, seq }: Omit<Answer, "answer"> & { seq: number },
): Statement {
  return {
    name: asked,
    text: `WITH done AS (
        UPDATE partage.${asked} SET state = '${to}', answered_by = $3, answered_name = $4, answered_at = $5,
          seq = $6 WHERE ws = $1 AND id = $2 AND state = '${from}' RETURNING 1)
      SELECT partage.expect_rows((SELECT count(*) FROM done), 1, '${asked.replace("_", " ")}')`,
    values: [ws, id, by, name, new Date(at), seq],
  };
}
