// How affiliates stood on a product at an instant: their state, who had recruited them, and who they are. A
// co-producer whom a contract or the programme keeps from being an affiliate stands as suspended while that
// lasts. Never writes. Example: readStandings(tx, 7, piano, [carla], saleAt) → carla: active, recruited by
// davi.
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import { accountKey, digestKey, emailDigests, emailKey } from "../base/person-key.ts";
import type { Tx } from "../db/transaction.ts";
import type { Standing } from "../engine/attribute.ts";
import type { Affiliation } from "./affiliation.ts";
import { readBarred } from "./read-barred.ts";

export interface AffiliateStanding extends Standing {
  readonly affiliation: Uuid;
  /** At the instant: who is handed over later was recruited by another until then. */
  readonly recruitedBy: Uuid | null;
}

interface Row {
  id: string;
  party: string;
  created_at: Date;
  state: string;
  recruited_by: string | null;
  steps: number;
  step: { state: string; recruited_by: string | null } | null;
  email: string | null;
  accounts: string[] | null;
  digests: string[] | null;
}

/** Parties without an affiliation at `at` (epoch milliseconds) are not in the answer. */
export async function readStandings(
  tx: Tx,
  ws: number,
  product: Uuid,
  parties: readonly string[],
  at: number,
): Promise<Map<string, AffiliateStanding>> {
  const standings = new Map<string, AffiliateStanding>();
  if (parties.length === 0) return standings;
  const rows = await readRows(tx, ws, product, parties, at);
  const barred = await readBarred(tx, ws, product, parties, at);
  for (const row of rows) {
    const held = heldAt(row, at);
    if (held === null) continue;
    const state = barred.has(row.party) && held.state === "active" ? "suspended" : held.state;
    const keys = [...(row.accounts ?? []).map(accountKey), ...(row.digests ?? []).map(digestKey)];
    if (row.email !== null) keys.push(emailKey(row.email), ...emailDigests(row.email).map(digestKey));
    const { recruitedBy } = held;
    standings.set(row.party, { affiliation: row.id as Uuid, state, recruitedBy, keys });
  }
  return standings;
}

async function readRows(tx: Tx, ws: number, product: Uuid, parties: readonly string[], at: number) {
  const { rows } = await sql<Row>`
    SELECT a.id, a.party, a.created_at, a.state, a.recruited_by, p.email,
           (SELECT count(*)::int FROM partage.affiliation_step s WHERE s.ws = a.ws AND s.affiliation = a.id) AS steps,
           (SELECT jsonb_build_object('state', s.state, 'recruited_by', s.recruited_by)
              FROM partage.affiliation_step s
             WHERE s.ws = a.ws AND s.affiliation = a.id AND s.at <= ${new Date(at)}
             ORDER BY s.no DESC LIMIT 1) AS step,
           (SELECT array_agg(l.account) FROM partage.party_account l
             WHERE l.ws = a.ws AND l.party = a.party) AS accounts,
           (SELECT array_agg(k.email_key)
              FROM partage.party_account l JOIN partage.known_address k ON k.account = l.account
             WHERE l.ws = a.ws AND l.party = a.party) AS digests
      FROM partage.affiliation a JOIN partage.party p ON p.ws = a.ws AND p.id = a.party
     WHERE a.ws = ${ws} AND a.product = ${product} AND a.party = ANY (${[...parties]}::uuid[])`.execute(tx);
  return rows;
}

/** Of one that has no steps nothing was ever changed since steps are kept: it stood as it stands. */
function heldAt(row: Row, at: number): { state: Standing["state"]; recruitedBy: Uuid | null } | null {
  const found = row.step ?? (row.steps === 0 && row.created_at.getTime() <= at ? row : null);
  if (found === null) return null;
  const state = standingOf(found.state as Affiliation["state"]);
  return state === null ? null : { state, recruitedBy: found.recruited_by as Uuid | null };
}

/** Whoever was refused is no affiliate. */
function standingOf(state: Affiliation["state"]): Standing["state"] | null {
  if (state === "refused") return null;
  return state === "approved" ? "active" : state;
}
