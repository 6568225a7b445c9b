// Counts anew what tiers and caps look at: every sale and reversal in ledger order, each by the plan that
// split it and what that was handed. Holds a page of the journal at a time, and one number a counter.
// Example: sales of 900.00 and 300.00 under v1, a refund of 100.00 → earned 110.00 before v2's cap begins.

import type { Uuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import { assert } from "../base/refusal.ts";
import { readPlans } from "../contracts/plans.ts";
import type { Tx } from "../db/transaction.ts";
import { type CompiledPlan, compilePlan, type KeptOf } from "../engine/compile-plan.ts";
import { applyMoves, type CounterRead } from "../engine/counters.ts";
import { readPlan } from "../engine/read-plan.ts";
import { computeReversal, takeReversal } from "../engine/reverse.ts";
import type { Split } from "../engine/split.ts";
import { type Reversal, readReversals } from "../sales/read-reversals.ts";
import { type RecordedSale, readSales } from "../sales/read-sale.ts";
import { plus } from "../sales/reserve.ts";
import { resplit } from "./recall-sales.ts";
import type { PartyNames } from "./split-facts.ts";

/** Of the journal: which entry, what it is, of which sale. */
export interface CountedEntry {
  readonly seq: number;
  readonly kind: string;
  readonly subject: string;
}

/** A sale, and what its clauses were handed; the replay's values are those right before it. */
export type OnSale = (entry: CountedEntry, sale: RecordedSale, handed: readonly CounterRead[]) => void;

/** The kinds of entries that move a counter. */
export const COUNTED_KINDS = ["sale", "refund", "dispute_lost"];

export class CounterReplay {
  readonly values = new Map<string, number>();
  readonly #ws: number;
  readonly #names: PartyNames;
  readonly #keptOf: KeptOf;
  readonly #plans = new Map<number, CompiledPlan>();

  constructor(ws: number, names: PartyNames, keptOf: KeptOf) {
    this.#ws = ws;
    this.#names = names;
    this.#keptOf = keptOf;
  }

  /** The next entries, in ledger order. */
  async page(tx: Tx, entries: readonly CountedEntry[], onSale?: OnSale): Promise<void> {
    const counted = entries.filter(({ kind }) => COUNTED_KINDS.includes(kind));
    const sales = await readSales(tx, this.#ws, idsOf(counted));
    await this.#compile(tx, [...sales.values()]);
    const takings = counted.filter(({ kind }) => kind !== "sale");
    const reversals = await readReversals(tx, this.#ws, idsOf(takings));
    for (const entry of counted) {
      const sale = sales.get(entry.subject as Uuid);
      const compiled = sale && this.#plans.get(sale.plan);
      // A row that is gone is for the check of sales to tell.
      if (sale === undefined || !compiled?.counts) continue;
      const done = resplit(compiled, this.#names, sale);
      if (entry.kind === "sale") {
        onSale?.(entry, sale, done.read);
        applyMoves(this.values, done.moves);
      } else this.#takeBack(compiled, done, sale, entry.seq, reversals.get(sale.id) ?? []);
    }
  }

  #takeBack(
    { plan }: CompiledPlan,
    { lines }: Split,
    sale: RecordedSale,
    seq: number,
    reversals: readonly Reversal[],
  ): void {
    let reversed = lines.map(() => 0);
    for (const one of reversals) {
      const computed = one.lines ?? computeReversal(lines, reversed, one.amount);
      if (one.seq === seq) {
        const request = {
          feesReturned: one.feesReturned,
          currency: sale.facts.currency,
          at: instant(sale.facts.happenedAt),
          keptOf: this.#keptOf,
        };
        applyMoves(this.values, takeReversal(plan, lines, computed, request).moves);
        return;
      }
      reversed = plus(reversed, computed);
    }
  }

  async #compile(tx: Tx, sales: readonly RecordedSale[]): Promise<void> {
    const missing = sales.map(({ plan }) => plan).filter((no) => !this.#plans.has(no));
    for (const { no, body } of (await readPlans(tx, this.#ws, missing)).values()) {
      const read = readPlan(body, { checkCap: false });
      assert(read.ok, `plan ${no} as it is kept is not valid`);
      this.#plans.set(no, compilePlan(read.plan, this.#keptOf));
    }
  }
}

function idsOf(entries: readonly CountedEntry[]): Uuid[] {
  return [...new Set(entries.map(({ subject }) => subject as Uuid))];
}
