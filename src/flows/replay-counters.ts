// Counts anew what clauses look at: every sale, reversal and settlement in ledger order, each by the plan
// that decided it and what that was handed. Holds a page of the journal at a time, and one number a counter.
// Example: sales of 900.00 and 300.00 under v1, a refund of 100.00 → earned 110.00 before v2's cap begins.

import type { Currency } from "../base/currency.ts";
import type { Uuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import { assert } from "../base/refusal.ts";
import { readPlans } from "../contracts/plans.ts";
import { readSettlements, type Settlement } from "../contracts/read-settlements.ts";
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
import { settleWith } from "./settle-period.ts";
import type { PartyNames } from "./split-facts.ts";
import type { Rederived } from "./verify-settlements.ts";

/** Of the journal: which entry, what it is, of which sale or contract. */
export interface CountedEntry {
  readonly seq: number;
  readonly kind: string;
  readonly subject: string;
}

/** Who wants to hear what the replay meets; its values are then those right before the entry. */
export interface Heard<Entry extends CountedEntry> {
  onSale?(entry: Entry, sale: RecordedSale, handed: readonly CounterRead[]): void;
  onSettlement?(entry: Entry, one: Rederived): void;
}

/** The kinds of entries about a sale that move a counter. */
const COUNTED_KINDS = ["sale", "refund", "dispute_lost"];

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
  async page<Entry extends CountedEntry>(
    tx: Tx,
    entries: readonly Entry[],
    heard: Heard<Entry> = {},
  ): Promise<void> {
    const counted = entries.filter(({ kind }) => COUNTED_KINDS.includes(kind));
    const sales = await readSales(tx, this.#ws, idsOf(counted));
    const seqs = entries.filter(({ kind }) => kind === "settlement").map(({ seq }) => seq);
    const settlements = await readSettlements(tx, this.#ws, { seqs });
    await this.#compile(tx, [...sales.values(), ...settlements.values()]);
    const takings = counted.filter(({ kind }) => kind !== "sale");
    const reversals = await readReversals(tx, this.#ws, idsOf(takings));
    for (const entry of entries) {
      if (entry.kind === "settlement") {
        const one = this.#settle(settlements.get(entry.seq));
        heard.onSettlement?.(entry, one);
        applyMoves(this.values, one?.settled.moves ?? []);
      }
      if (!COUNTED_KINDS.includes(entry.kind)) continue;
      const sale = sales.get(entry.subject as Uuid);
      const compiled = sale && this.#plans.get(sale.plan);
      // A row that is gone is for the check of sales to tell.
      if (sale === undefined || !compiled?.counts) continue;
      const done = resplit(compiled, this.#names, sale);
      if (entry.kind === "sale") {
        heard.onSale?.(entry, sale, done.read);
        applyMoves(this.values, done.moves);
      } else this.#takeBack(compiled, done, sale, entry.seq, reversals.get(sale.id) ?? []);
    }
  }

  #settle(row: Settlement | undefined): Rederived {
    const plan = row && this.#plans.get(row.plan)?.plan;
    if (row === undefined || plan === undefined) return null;
    const currency = row.currency as Currency;
    return { row, plan, ...settleWith(plan, { id: "", settle: row.period, currency }, this.values) };
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

  async #compile(tx: Tx, planned: readonly { plan: number }[]): Promise<void> {
    const missing = planned.map(({ plan }) => plan).filter((no) => !this.#plans.has(no));
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
