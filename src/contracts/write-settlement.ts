// The row of a settlement as a statement of the posting flight that books it: by which version, line by line,
// what the clauses were handed. Never says what is due (engine/settle.ts).
// Example: { contract, period: "2026-03", n: 1, roles: ["producer", "minimum"], amounts: [-4193, 4193] }.
import type { Uuid } from "../base/id.ts";
import type { Statement } from "../db/flight.ts";

export interface NewSettlement {
  seq: number;
  contract: Uuid;
  period: string;
  /** Of this contract and period, from 1. */
  n: number;
  currency: string;
  version: number;
  roles: readonly string[];
  amounts: readonly number[];
  counters: Readonly<Record<string, number>>;
}

export function insertSettlement(ws: number, one: NewSettlement): Statement {
  return {
    name: "contract_settlement",
    text: `INSERT INTO partage.contract_settlement (ws, seq, contract, period, n, currency, version, roles, amounts,
        counters) VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text[], $9::bigint[], $10::jsonb)`,
    values: [
      ws,
      one.seq,
      one.contract,
      one.period,
      one.n,
      one.currency,
      one.version,
      `{${one.roles}}`,
      `{${one.amounts}}`,
      JSON.stringify(one.counters),
    ],
  };
}
