// What time or the next sale is awaited of: contracts whose end comes near, and versions that hold. Reads
// only.
// Example: contractsEnding(tx, 7, now, in30Days) → [{ id, party, product, version: 2, ends, agreedAt }].
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";

export interface EndingContract {
  id: Uuid;
  party: Uuid;
  product: Uuid;
  version: number;
  /** Epoch milliseconds. */
  ends: number;
  /** When this end was agreed. */
  agreedAt: number;
}

/** Those whose newest version ends behind `now` and before `until`. */
export async function contractsEnding(
  tx: Tx,
  ws: number,
  now: number,
  until: number,
): Promise<EndingContract[]> {
  const { rows } = await sql<Omit<EndingContract, "ends" | "agreedAt"> & { ends: Date; agreed: Date }>`
    SELECT c.id, c.party, c.product, v.version, v.ends, v.created_at AS agreed
      FROM partage.contract c CROSS JOIN LATERAL (
        SELECT version, ends, created_at FROM partage.contract_version v
         WHERE v.ws = ${ws} AND v.contract = c.id ORDER BY v.version DESC LIMIT 1) v
     WHERE c.ws = ${ws} AND c.state = 'active' AND v.ends > ${new Date(now)} AND v.ends < ${new Date(until)}
     ORDER BY v.ends, c.id`.execute(tx);
  return rows.map(({ agreed, ends, ...one }) => ({
    ...one,
    ends: ends.getTime(),
    agreedAt: agreed.getTime(),
  }));
}

export interface StartedVersion {
  contract: Uuid;
  party: Uuid;
  product: Uuid;
  version: number;
  /** Epoch milliseconds. */
  starts: number;
  until: number | null;
  /** Its renewals go by the terms of their first charge. */
  atSignup: boolean;
}

/** The versions of active contracts that have started and that `marks` does not name yet. */
export async function startedVersions(
  tx: Tx,
  ws: number,
  now: number,
  nameOf: (contract: string, version: number) => string,
  readMarks: (names: readonly string[]) => Promise<Set<string>>,
): Promise<StartedVersion[]> {
  const { rows } = await sql<
    Omit<StartedVersion, "starts" | "until"> & { starts: Date; ends: Date | null; next: Date | null }
  >`SELECT c.id AS contract, c.party, c.product, v.version, v.starts, v.ends,
           coalesce(v.terms ->> 'renewals' = 'at_signup', false) AS "atSignup",
           (SELECT min(w.starts) FROM partage.contract_version w
             WHERE w.ws = ${ws} AND w.contract = c.id AND w.version > v.version) AS next
      FROM partage.contract c JOIN partage.contract_version v ON v.ws = c.ws AND v.contract = c.id
     WHERE c.ws = ${ws} AND v.ws = ${ws} AND c.state = 'active' AND v.starts <= ${new Date(now)}
     ORDER BY c.id, v.version`.execute(tx);
  const known = await readMarks(rows.map((row) => nameOf(row.contract, row.version)));
  return rows
    .filter((row) => !known.has(nameOf(row.contract, row.version)))
    .map(({ starts, ends, next, ...one }) => {
      const untils = [ends, next].flatMap((at) => (at === null ? [] : [at.getTime()]));
      return { ...one, starts: starts.getTime(), until: untils.length === 0 ? null : Math.min(...untils) };
    });
}
