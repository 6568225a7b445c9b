// Which counters a contract keeps: those that a clause of any of its versions looks at, from its first sale
// on, whichever version is in force. Never their values (counters.ts).
// Example: v1 without clauses, v2 with a cap of 5,000.00 earned → `earned` over its term, v1's sales counted.
import { type SqlBool, sql } from "kysely";
import { publicId, type Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import { countersOfClauses, readClause } from "../engine/clauses/read-clause.ts";
import type { CounterKind } from "../engine/clauses/rule.ts";
import { Problems } from "../engine/problem.ts";
import type { AgreedTerms } from "./agreed-terms.ts";

/** Each once; more versions never make them fewer. */
export function keptBy(versions: readonly Pick<AgreedTerms, "clauses">[]): CounterKind[] {
  const clauses = versions.flatMap((terms) => terms.clauses);
  return countersOfClauses(clauses.flatMap((clause) => readClause(new Problems(), clause, "") ?? []));
}

/** Of every contract of the workspace that keeps any, by its public id. */
export async function readKeptCounters(tx: Tx, ws: number): Promise<Map<string, CounterKind[]>> {
  const rows = await tx
    .selectFrom("contract_version")
    .select(["contract", "terms"])
    .where("ws", "=", ws)
    .where(sql<SqlBool>`jsonb_array_length(terms->'clauses') > 0`)
    .execute();
  const kept = new Map<string, CounterKind[]>();
  for (const [contract, versions] of Map.groupBy(rows, (row) => row.contract)) {
    kept.set(publicId("contract", contract as Uuid), keptBy(versions.map((one) => one.terms as AgreedTerms)));
  }
  return kept;
}
