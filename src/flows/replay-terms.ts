// Replays real sales of a product twice: under the terms of today, and as they would be after a proposal.
// Adds up what each party would have been given, refunds taken off, and what minimums and milestones of whole
// periods would have settled; stores nothing and counts from nought.
// Example: 100,000 sales, bruno 10 % → 15 %: per currency and party, before and after.
import { setImmediate as turn } from "node:timers/promises";
import type { Minor } from "../base/amount.ts";
import type { Uuid } from "../base/id.ts";
import type { Tx } from "../db/transaction.ts";
import type { CompiledPlan } from "../engine/compile-plan.ts";
import { applyMoves } from "../engine/counters.ts";
import type { Line, LineRole } from "../engine/line.ts";
import { computeReversal, takeReversal } from "../engine/reverse.ts";
import type { Sale } from "../engine/sale.ts";
import { split } from "../engine/split.ts";
import { readSalesFrom, type WindowSale } from "../sales/read-window.ts";
import { settleWindow } from "./settle-window.ts";
import { saleOfWindow } from "./window-sale.ts";

const PAGE = 10_000;

export interface PartyImpact {
  /** As the plan names it. */
  party: string;
  role: LineRole;
  before: number;
  after: number;
}

export interface CurrencyImpact {
  currency: string;
  /** How many sales were replayed. */
  sales: number;
  /** What buyers paid, refunds taken off. */
  paid: number;
  parties: PartyImpact[];
}

export interface Replayed {
  currencies: CurrencyImpact[];
  /** Renewals of subscriptions among them. */
  renewals: number;
  /** Sales in which the exact partner amounts would exceed what is there. */
  abated: number;
}

export async function replayTerms(
  tx: Tx,
  ws: number,
  product: Uuid,
  { from, until }: { from: number; until: number },
  [today, proposed]: readonly [CompiledPlan, CompiledPlan],
): Promise<Replayed> {
  const sums = new Map<string, Sum>();
  const counters = [new Map<string, number>(), new Map<string, number>()] as const;
  const total: Replayed = { currencies: [], renewals: 0, abated: 0 };
  let next: Promise<WindowSale[]> | null = readSalesFrom(tx, ws, product, from, null, PAGE);
  while (next !== null) {
    const page: WindowSale[] = await next;
    const last = page.length < PAGE ? undefined : page.at(-1);
    next = last ? readSalesFrom(tx, ws, product, from, [last.at, last.id], PAGE) : null;
    // While this page is split the database reads the next: its question has to be on its way.
    next?.catch(() => undefined);
    await turn();
    for (const row of page) {
      const { currency, paid, reversed } = row;
      const sum = sumOf(sums, currency);
      sum.sales += 1;
      sum.paid += paid - reversed;
      if (row.isRenewal) total.renewals += 1;
      const sale = saleOfWindow(row);
      addLines(sum.byParty, linesOf(today, sale, counters[0], reversed).lines, "before");
      const done = linesOf(proposed, sale, counters[1], reversed);
      if (done.isAbated) total.abated += 1;
      addLines(sum.byParty, done.lines, "after");
    }
  }
  for (const [i, plan] of [today, proposed].entries()) {
    const settled = settleWindow(plan.plan, counters[i] ?? new Map(), from, until);
    for (const { currency, lines } of settled) {
      addLines(sumOf(sums, currency).byParty, lines, i === 0 ? "before" : "after");
    }
  }
  total.currencies = [...sums.values()].map(({ byParty, ...sum }) => ({
    ...sum,
    parties: [...byParty.values()],
  }));
  return total;
}

type Sum = CurrencyImpact & { byParty: Map<string, PartyImpact> };

function sumOf(sums: Map<string, Sum>, currency: string): Sum {
  const sum = sums.get(currency) ?? { currency, sales: 0, paid: 0, parties: [], byParty: new Map() };
  sums.set(currency, sum);
  return sum;
}

function linesOf(plan: CompiledPlan, sale: Sale, counters: Map<string, number>, reversed: number) {
  const done = split(plan, sale, counters);
  applyMoves(counters, done.moves);
  if (reversed === 0) return done;
  const taken = computeReversal(
    done.lines,
    done.lines.map(() => 0),
    reversed as Minor,
  );
  if (plan.counts) {
    const request = { feesReturned: "all", currency: sale.currency, at: sale.at } as const;
    applyMoves(counters, takeReversal(plan.plan, done.lines, taken, request).moves);
  }
  const lines = done.lines.map((line, i) => ({ ...line, amount: line.amount - (taken[i] ?? 0) }));
  return { lines, isAbated: done.isAbated };
}

function addLines(
  sums: Map<string, PartyImpact>,
  lines: readonly Pick<Line, "party" | "role" | "amount">[],
  side: "before" | "after",
): void {
  for (const { party, role, amount } of lines) {
    const key = `${role} ${party}`;
    const sum = sums.get(key) ?? { party, role, before: 0, after: 0 };
    sum[side] += amount;
    sums.set(key, sum);
  }
}
