// What a proposal would have meant for the sales of the last days: every party before and after, and what it
// touches. Both sides look at it before they send and before they accept. Changes nothing.
// Example: bruno's 10 % becomes 15 % over 90 days: bruno 12,300.00 → 18,450.00, ana 110,700.00 → 104,550.00.

import { publicId, type Uuid } from "../base/id.ts";
import { formatInstant, instant } from "../base/instant.ts";
import { assert, Refusal } from "../base/refusal.ts";
import { spellTerms } from "../contracts/agreed-terms.ts";
import { checkTerms } from "../contracts/check-agreement.ts";
import type { ContractTerms } from "../contracts/contract.ts";
import { plansOf } from "../contracts/plans.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { type CompiledPlan, compilePlan } from "../engine/compile-plan.ts";
import { readPlan } from "../engine/read-plan.ts";
import type { App } from "./app.ts";
import { type Replayed, replayTerms } from "./replay-terms.ts";

const DAY = 24 * 60 * 60 * 1000;

/** A change of who shares a product: of a contract, or a new one; without terms it ends. */
export interface ProposedTerms {
  product: Uuid;
  contract: Uuid;
  party: Uuid;
  terms: ContractTerms | null;
  /** Other fees of the product instead; the contract stays. In the words of plan.json. */
  productTerms?: Record<string, unknown> | null;
}

export interface Impact extends Replayed {
  from: number;
  until: number;
}

/** The window is the last `days` days up to now. Throws 422 `invalid_terms`. */
export async function previewImpact(
  app: App,
  ws: number,
  wanted: ProposedTerms,
  days: number,
): Promise<Impact> {
  const now = app.ids.now();
  const from = now - days * DAY;
  if (wanted.terms !== null) checkTerms(wanted.terms, from, null);
  return await inWorkspace(app.db, ws, async (tx) => {
    const plans = await plansOver(tx, ws, wanted, now, from);
    const window = { from, until: now };
    return { ...window, ...(await replayTerms(tx, ws, wanted.product, window, plans)) };
  });
}

/** The plan of today and the proposed one, each as if it had held over the whole window. */
async function plansOver(
  tx: Tx,
  ws: number,
  wanted: ProposedTerms,
  now: number,
  from: number,
): Promise<readonly [CompiledPlan, CompiledPlan]> {
  const interval = (await plansOf(tx, ws, wanted.product)).find((one) => now < one.until);
  if (interval === undefined)
    throw new Refusal(404, "not_found", "There is no such product in this workspace.");
  const { contracts = [], ...rest } = interval.plan as { contracts?: Spelled[] };
  const start = formatInstant(instant(from));
  const held = contracts.map(({ until: _, ...one }) => ({ ...one, from: start }));
  if (wanted.productTerms) {
    const { platformFee: _p, processorFee: _f, affiliate: _a, unreturnedFees: _u, ...always } = rest as Fees;
    const next = { ...always, ...wanted.productTerms, contracts: held };
    return [compile({ ...rest, contracts: held }), compile(next)];
  }
  const id = publicId("contract", wanted.contract);
  const next = wanted.terms === null ? [] : [spell(id, wanted, wanted.terms, start)];
  const known = held.some((one) => one.id === id);
  const proposed = known ? held.flatMap((one) => (one.id === id ? next : [one])) : [...held, ...next];
  return [compile({ ...rest, contracts: held }), compile({ ...rest, contracts: proposed })];
}

type Fees = Record<"platformFee" | "processorFee" | "affiliate" | "unreturnedFees", unknown>;
type Spelled = Record<string, unknown> & { id: string };

function spell(id: string, { party }: ProposedTerms, terms: ContractTerms, from: string): Spelled {
  return { id, party: publicId("party", party), from, ...spellTerms(terms) };
}

function compile(plan: unknown): CompiledPlan {
  const read = readPlan(plan, { checkCap: false });
  assert(read.ok, "the terms were checked before");
  return compilePlan(read.plan);
}
