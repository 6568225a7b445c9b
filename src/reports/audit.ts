// The audit trail of a workspace: who did what and when, newest first, narrowed by actor, type, subject and
// day. Postings are left out unless asked for: the journal is their trail. Reads only.
// Example: readAudit(tx, 7, { type: "offer", limit: 50 }) → every offer.… event, newest first.
import type { Tx } from "../db/transaction.ts";
import type { HappenedEvent } from "./events.ts";
import { findSubjects } from "./subject-names.ts";

export interface AuditFilter {
  actor?: string | undefined;
  /** A type, or its first word, or several: "offer" is offer.created and offer.changed; "offer,product". */
  type?: string | undefined;
  subject?: string | undefined;
  /** Words of a thing's name, its number, or its id. */
  words?: string | undefined;
  from?: number | undefined;
  until?: number | undefined;
  /** The number of the last one shown. */
  before?: number | undefined;
  limit: number;
}

export async function readAudit(tx: Tx, ws: number, filter: AuditFilter): Promise<HappenedEvent[]> {
  const { actor, type, subject, words, from, until, before, limit } = filter;
  let query = tx
    .selectFrom("event")
    .select(["seq", "type", "subject", "actor", "payload", "recorded_at"])
    .where("ws", "=", ws);
  if (actor !== undefined) query = query.where("actor", "=", actor);
  if (subject !== undefined) query = query.where("subject", "=", subject);
  if (words !== undefined) {
    const named = await findSubjects(tx, ws, words);
    query = query.where("subject", "in", [...named, words]);
  }
  if (from !== undefined) query = query.where("recorded_at", ">=", new Date(from));
  if (until !== undefined) query = query.where("recorded_at", "<", new Date(until));
  if (before !== undefined) query = query.where("seq", "<", before);
  if (type === undefined) query = query.where("type", "<>", "ledger.posted");
  else {
    const kinds = type.split(",");
    query = query.where((is) =>
      is.or([
        is("type", "in", kinds),
        is(is.fn<string>("split_part", ["type", is.val("."), is.lit(1)]), "in", kinds),
      ]),
    );
  }
  const rows = await query.orderBy("seq", "desc").limit(limit).execute();
  return rows.map(({ recorded_at: recordedAt, ...row }) => ({ ...row, recordedAt }));
}

/** Everybody who ever did something here, for the filter. */
export async function readActors(tx: Tx, ws: number, most: number): Promise<string[]> {
  const rows = await tx
    .selectFrom("event")
    .select("actor")
    .distinct()
    .where("ws", "=", ws)
    .orderBy("actor")
    .limit(most)
    .execute();
  return rows.map((row) => row.actor);
}
