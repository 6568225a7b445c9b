// What a contract was before and what it is after, as the audit trail tells it: each term, its start and its
// end, beside one another. Never decides anything; a new contract has nothing before.
// Example: toldChange(version1, version2) → { before: { share: "0.10", … }, after: { share: "0.15", … } }.
import type { ContractTerms } from "../contracts/contract.ts";

interface Held {
  starts: number | null;
  ends: number | null;
  terms: ContractTerms | null;
}

export interface ToldChange {
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

export function toldChange(before: Held | null | undefined, after: Held): ToldChange {
  return { before: before ? spell(before) : {}, after: spell(after) };
}

function spell({ starts, ends, terms }: Held): Record<string, unknown> {
  return { ...terms, starts: text(starts), ends: text(ends) };
}

function text(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
