// What happened in a workspace, in order and without gaps. Reads only.
// Example: listEvents(tx, 7, { after: 41, limit: 100 }) → events 42, 43, …
import type { Tx } from "../db/transaction.ts";

export interface HappenedEvent {
  seq: number;
  type: string;
  /** Public id of what it is about. */
  subject: string;
  actor: string;
  payload: unknown;
  recordedAt: Date;
}

export async function listEvents(
  tx: Tx,
  ws: number,
  filter: { after: number; type?: string | undefined; limit: number },
): Promise<HappenedEvent[]> {
  let query = tx
    .selectFrom("event")
    .select(["seq", "type", "subject", "actor", "payload", "recorded_at"])
    .where("ws", "=", ws)
    .where("seq", ">", filter.after);
  if (filter.type !== undefined) query = query.where("type", "=", filter.type);
  const rows = await query.orderBy("seq").limit(filter.limit).execute();
  return rows.map(({ recorded_at: recordedAt, ...row }) => ({ ...row, recordedAt }));
}
