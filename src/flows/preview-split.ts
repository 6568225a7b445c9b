// What each party would get of a sale under the plan in force at its instant, or under a draft of another,
// and why. Stores nothing, counts nothing.
// Example: previewSplit(app, 7, 100.00 USD of piano by carla) → lines of ana, bruno, carla, market, and the
// steps.
import { parsePublicId, publicId, type Uuid } from "../base/id.ts";
import { assert, Refusal } from "../base/refusal.ts";
import { readCounters } from "../contracts/counters.ts";
import { plansOf } from "../contracts/plans.ts";
import { inWorkspace } from "../db/transaction.ts";
import { compilePlan } from "../engine/compile-plan.ts";
import { explain } from "../engine/explain.ts";
import { type Line, TAX_PARTY } from "../engine/line.ts";
import { readPlan } from "../engine/read-plan.ts";
import { split } from "../engine/split.ts";
import type { Step } from "../engine/step.ts";
import { checkSale } from "../sales/check-facts.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import type { App } from "./app.ts";
import { DRAFTED, type Draft, draftPlan } from "./draft-plan.ts";
import { resolveSale, type SaleClaim } from "./resolve-sale.ts";
import { engineSale } from "./split-facts.ts";

export interface Preview {
  at: number;
  abated: boolean;
  /** Party: a uuid. Contract: a public id. */
  lines: { party: string; role: Line["role"]; contract: string | null; amount: number }[];
  why: readonly Step[];
}

export async function previewSplit(
  app: App,
  ws: number,
  claim: SaleClaim,
  draft?: Draft | undefined,
): Promise<Preview> {
  const { facts } = await resolveSale(app, ws, claim, null);
  const refusal = checkSale(facts);
  if (refusal !== null) throw refusal;
  return await inWorkspace(app.db, ws, async (tx) => {
    const { taxParty } = await readPostingSettings(tx, ws);
    const intervals = await plansOf(tx, ws, facts.product);
    const interval = intervals.find((one) => facts.happenedAt < one.until);
    if (interval === undefined)
      throw new Refusal(404, "not_found", "There is no such product in this workspace.");
    const plan = draft === undefined ? interval.plan : await draftPlan(tx, ws, interval.plan, draft);
    const read = readPlan(plan, { checkCap: false });
    if (!read.ok && draft !== undefined) {
      throw new Refusal(422, "invalid_terms", "These terms cannot be.", { details: read.errors });
    }
    assert(read.ok, `the plan of product ${facts.product} is not valid`);
    const compiled = compilePlan(read.plan);
    const names = {
      nameOf: (party: Uuid) => publicId("party", party),
      uuidOf: (name: string) => (name === TAX_PARTY ? taxParty : (parsePublicId("party", name) as Uuid)),
    };
    const sale = engineSale(names, facts);
    const counters = await readCounters(tx, ws);
    const done = split(compiled, sale, counters);
    return {
      at: facts.happenedAt,
      abated: done.isAbated,
      lines: done.lines.map(({ party, role, contract, amount }) => ({
        party: names.uuidOf(party),
        role,
        contract: contract === undefined || contract === DRAFTED ? null : contract,
        amount,
      })),
      why: explain(compiled, sale, counters),
    };
  });
}
