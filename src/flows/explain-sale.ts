// Recalls one sale whole, and why each minor unit of it went where it went: recomputed from the frozen plan
// and the counters that were handed then, never read from a stored answer.
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { readPlans } from "../contracts/plans.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { explain } from "../engine/explain.ts";
import type { Step } from "../engine/step.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import type { App } from "./app.ts";
import { PartyBook } from "./party-book.ts";
import { type RecalledSale, recallSales } from "./recall-sales.ts";
import { engineSale } from "./split-facts.ts";

/** A sale as it was split and as it stands; 404 where the workspace has none of that id. */
export async function recallSale(app: App, ws: number, id: Uuid): Promise<RecalledSale> {
  return await inWorkspace(app.db, ws, async (tx) => (await recallOne(tx, ws, id)).sale);
}

export interface ExplainedSale {
  sale: RecalledSale;
  /** Hex of the plan's hash. */
  plan: string;
  steps: Step[];
}

export async function explainSale(app: App, ws: number, id: Uuid): Promise<ExplainedSale> {
  return await inWorkspace(app.db, ws, async (tx) => {
    const { sale, book } = await recallOne(tx, ws, id);
    const counters = new Map(Object.entries((sale.counters ?? {}) as Record<string, number>));
    const plans = await readPlans(tx, ws, [sale.plan]);
    const steps = explain(sale.compiled, engineSale(book, sale.facts), counters);
    return { sale, plan: plans.get(sale.plan)?.hash ?? "", steps };
  });
}

async function recallOne(tx: Tx, ws: number, id: Uuid): Promise<{ sale: RecalledSale; book: PartyBook }> {
  const { taxParty } = await readPostingSettings(tx, ws);
  const book = new PartyBook(taxParty);
  const sale = (await recallSales(tx, ws, book, [id])).get(id);
  if (sale === undefined) throw new Refusal(404, "not_found", "There is no such sale in this workspace.");
  return { sale, book };
}
