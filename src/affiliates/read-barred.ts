// Which co-producers may not be affiliates of a product at an instant: a contract of theirs says so, whatever
// its scope, or the programme says so of co-producers. Managers, who only earn on those they recruited, are
// no co-producers here. Never writes.
// Example: bruno's contract has mayBeAffiliate false until December → in November bruno is barred:
// "contract".
import { sql } from "kysely";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { Affiliation } from "./affiliation.ts";

/** What bars a party. */
export type Bar = "contract" | "program";

export async function readBarred(
  tx: Tx,
  ws: number,
  product: Uuid,
  parties: readonly string[],
  at: number,
): Promise<Map<string, Bar>> {
  if (parties.length === 0) return new Map();
  const instant = new Date(at);
  // A newer version replaces every older one from its start on.
  const { rows } = await sql<{ party: string; by_contract: boolean; by_program: boolean }>`
    SELECT c.party, bool_or(v.terms->>'mayBeAffiliate' = 'false') AS by_contract,
           bool_or(coalesce(v.terms->>'scope', 'all') <> 'recruited'
             AND NOT coalesce((SELECT r.coproducers_may FROM partage.program_rules r
               WHERE r.ws = c.ws AND r.product = c.product AND r.starts <= ${instant}
               ORDER BY r.version DESC LIMIT 1), true)) AS by_program
      FROM partage.contract c
      JOIN LATERAL (SELECT v.terms, v.ends FROM partage.contract_version v
        WHERE v.ws = c.ws AND v.contract = c.id AND v.starts <= ${instant}
        ORDER BY v.version DESC LIMIT 1) v ON v.ends IS NULL OR v.ends > ${instant}
     WHERE c.ws = ${ws} AND c.product = ${product} AND c.party = ANY (${[...parties]}::uuid[])
     GROUP BY c.party`.execute(tx);
  return new Map(
    rows.flatMap(({ party, by_contract, by_program }): [string, Bar][] => {
      if (by_contract) return [[party, "contract"]];
      return by_program ? [[party, "program"]] : [];
    }),
  );
}

/** Which of these affiliations earn nothing today because their party shares the product. */
export async function readBars(
  tx: Tx,
  ws: number,
  affiliations: readonly Affiliation[],
  at: number,
): Promise<Map<Uuid, Bar>> {
  const bars = new Map<Uuid, Bar>();
  for (const [product, ours] of Map.groupBy(affiliations, (one) => one.product)) {
    const parties = ours.map((one) => one.party);
    const barred = await readBarred(tx, ws, product, parties, at);
    for (const { id, party } of ours) {
      const bar = barred.get(party);
      if (bar !== undefined) bars.set(id, bar);
    }
  }
  return bars;
}
