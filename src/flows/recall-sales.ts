// Recalls sales whole, as they were split: frozen plan, counters handed then, lines, days, what was taken
// back since. The lines are recomputed by the engine from what was kept, never stored; verify compares them
// with the journal.
import type { Uuid } from "../base/id.ts";
import { assert } from "../base/refusal.ts";
import { readPlans } from "../contracts/plans.ts";
import type { Tx } from "../db/transaction.ts";
import { type CompiledPlan, compilePlan } from "../engine/compile-plan.ts";
import type { Line } from "../engine/line.ts";
import { readPlan } from "../engine/read-plan.ts";
import { type Split, split } from "../engine/split.ts";
import { type OpenHold, readOpenHolds } from "../findings/read-findings.ts";
import { dayOfText } from "../ledger/entry.ts";
import { type PaidThere, readPaidAtSource } from "../ledger/read-entry.ts";
import type { PostedLine } from "../ledger/sale-postings.ts";
import { type RecordedDispute, readOpenDisputes } from "../sales/read-disputes.ts";
import { type RecordedSale, readRemaining, readSales } from "../sales/read-sale.ts";
import { engineSale, type PartyNames, postedLines } from "./split-facts.ts";

export interface RecalledSale extends RecordedSale {
  compiled: CompiledPlan;
  split: Split;
  lines: readonly Line[];
  posted: PostedLine[];
  /** Per line: the day it may be paid out, days since 1970. */
  days: number[];
  paidAtSource: PaidThere[];
  remaining: { reversed: number; disputed: number };
  /** Per line. */
  reversed: number[];
  taken: number[];
  disputes: RecordedDispute[];
  /** Commissions of it that are held. */
  holds: OpenHold[];
}

/** By sale id; a sale that is not there is missing from the map. */
export async function recallSales(
  tx: Tx,
  ws: number,
  names: PartyNames,
  ids: readonly Uuid[],
): Promise<Map<Uuid, RecalledSale>> {
  const sales = await readSales(tx, ws, ids);
  const known = [...sales.keys()];
  const remaining = await readRemaining(tx, ws, known);
  const disputes = await readOpenDisputes(tx, ws, known);
  const holds = await readOpenHolds(tx, ws, known);
  const plans = await compilePlans(tx, ws, [...sales.values()]);
  const recalled = new Map<Uuid, RecalledSale>();
  for (const sale of sales.values()) {
    const compiled = plans.get(sale.plan);
    assert(compiled, `sale ${sale.id} names plan ${sale.plan}, which is not kept`);
    const done = resplit(compiled, names, sale);
    const taken = remaining.get(sale.id);
    const none = done.lines.map(() => 0);
    recalled.set(sale.id, {
      ...sale,
      compiled,
      split: done,
      lines: done.lines,
      posted: postedLines(names, done.lines),
      days: done.lines.map((_, i) => dayOfText(sale.availableOn[i + 1] as string)),
      paidAtSource: isPaidThere(sale, done)
        ? await readPaidAtSource(tx, ws, sale.seq, done.lines.length)
        : [],
      remaining: { reversed: taken?.reversed ?? 0, disputed: taken?.disputed ?? 0 },
      reversed: taken?.lines_reversed ?? none,
      taken: taken?.lines_taken ?? none,
      disputes: disputes.get(sale.id) ?? [],
      holds: holds.get(sale.id) ?? [],
    });
  }
  return recalled;
}

function isPaidThere(sale: RecordedSale, done: Split): boolean {
  return sale.availableOn.length > done.lines.length + 1;
}

/** The split as it was made: the frozen plan, and what clauses were handed then. */
export function resplit(compiled: CompiledPlan, names: PartyNames, sale: RecordedSale): Split {
  const counters = new Map(Object.entries((sale.counters ?? {}) as Record<string, number>));
  return split(compiled, engineSale(names, sale.facts), counters);
}

async function compilePlans(
  tx: Tx,
  ws: number,
  sales: readonly RecordedSale[],
): Promise<Map<number, CompiledPlan>> {
  const stored = await readPlans(
    tx,
    ws,
    sales.map((sale) => sale.plan),
  );
  const compiled = new Map<number, CompiledPlan>();
  for (const { no, body } of stored.values()) {
    const read = readPlan(body, { checkCap: false });
    assert(read.ok, `plan ${no} as it is kept is not valid`);
    compiled.set(no, compilePlan(read.plan));
  }
  return compiled;
}
