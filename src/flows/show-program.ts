// A programme as it is told: the rules in force and those announced, the rate for everybody today and the
// one that follows, the terms of use. Reads only.
// Example: readShownProgram(tx, 7, piano, now) → { head, rules, next: null, rate: 300000, terms: version 2 }.
import type { ProgramHead, RulesVersion } from "../affiliates/program.ts";
import { type NextRate, nextRate } from "../affiliates/rates-now.ts";
import { readCommissionRules } from "../affiliates/read-commission-rules.ts";
import {
  type ProgramTerms,
  readProgramHead,
  readProgramTerms,
  readRulesVersions,
  rulesAt,
} from "../affiliates/read-program.ts";
import type { Uuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";
import type { Tx } from "../db/transaction.ts";
import { type CommissionRule, ruleFor } from "../engine/commission.ts";

export interface ShownProgram {
  head: ProgramHead;
  rules: RulesVersion;
  /** Announced, and not in force yet. */
  next: RulesVersion | null;
  terms: ProgramTerms | null;
  commission: CommissionRule[];
  /** For everybody; null: no rule speaks of everybody. */
  rate: Ppm | null;
}

/** Null where the product has no programme. */
export async function readShownProgram(
  tx: Tx,
  ws: number,
  product: Uuid,
  now: number,
): Promise<ShownProgram | null> {
  const head = await readProgramHead(tx, ws, product);
  const versions = await readRulesVersions(tx, ws, product);
  const newest = versions.at(-1);
  if (head === null || newest === undefined) return null;
  const rules = rulesAt(versions, now) ?? newest;
  const commission = await readCommissionRules(tx, ws, product);
  const rate = ruleFor(commission, { party: "", offer: null, at: instant(now) })?.rate ?? null;
  const terms = await readProgramTerms(tx, ws, product);
  return { head, rules, next: newest.starts > now ? newest : null, terms, commission, rate };
}

/** The next other rate that is known of already, of the next 90 days; null: it stays. */
export function nextRateOf(rules: readonly CommissionRule[], party: string, now: number): NextRate | null {
  return nextRate(rules, { party }, now);
}
