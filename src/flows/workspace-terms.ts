// The terms of one workspace as its posting desk knows them: epoch, calendar, holds, plans of products,
// counters. Kept until the terms_epoch moves: thousands of sales of one product ask the database once. Never
// decides: plans come from contracts, shares from the engine.

import { dayIn } from "../base/calendar.ts";
import type { Uuid } from "../base/id.ts";
import { assert } from "../base/refusal.ts";
import { readCounters } from "../contracts/counters.ts";
import { readKeptCounters } from "../contracts/kept-counters.ts";
import { plansOf, readPlanNumbers, type StoredPlan } from "../contracts/plans.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { type CompiledPlan, compilePlan, type KeptOf } from "../engine/compile-plan.ts";
import { type CounterMove, moved } from "../engine/counters.ts";
import { planHash } from "../engine/plan-hash.ts";
import { readPlan } from "../engine/read-plan.ts";
import { guaranteeDaysOf } from "../products/guarantee-days.ts";
import type { SaleFacts } from "../sales/facts.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import { PartyBook } from "./party-book.ts";

export interface TermsInterval {
  from: number;
  until: number;
  compiled: CompiledPlan;
  /** plan.json, as it is kept. */
  body: unknown;
  hash: string;
}

export interface ProductTerms {
  /** Ascending. */
  intervals: TermsInterval[];
  /** Offer → guarantee days. */
  guarantees: Map<string, number>;
}

export class WorkspaceTerms {
  readonly ws: number;
  readonly #db: Database;
  epoch = -1;
  timeZone = "UTC";
  #holds = new Map<string, number>();
  taxParty = "" as Uuid;
  #products = new Map<Uuid, ProductTerms | null>();
  #plans = new Map<string, number>();
  #parties = new PartyBook("" as Uuid);
  /** Which counters each contract keeps, by its public id. */
  keptOf: KeptOf = () => [];
  /** Read once a plan with clauses is met. */
  counters: Map<string, number> | null = null;

  constructor(db: Database, ws: number) {
    this.#db = db;
    this.ws = ws;
  }

  forget(): void {
    this.epoch = -1;
    this.#products = new Map();
    this.#plans = new Map();
    this.counters = null;
  }

  /** Has at hand what the products need; what is not there is read in one transaction. */
  async ensure(products: ReadonlySet<Uuid>): Promise<void> {
    const missing = () => [...products].filter((product) => !this.#products.get(product));
    if (this.epoch >= 0 && missing().length === 0) return;
    await inWorkspace(this.#db, this.ws, async (tx) => {
      // Where the epoch moved, also what was at hand is read anew.
      await this.#readSettings(tx);
      for (const product of missing()) this.#products.set(product, await this.#readProduct(tx, product));
      const clauses = [...this.#products.values()].some((one) =>
        one?.intervals.some(({ compiled }) => compiled.counts),
      );
      if (clauses && this.counters === null) this.counters = await readCounters(tx, this.ws);
    });
  }

  /** Before a counter is moved by what takes back: its value must be at hand. */
  async ensureCounters(): Promise<void> {
    if (this.counters !== null) return;
    this.counters = await inWorkspace(this.#db, this.ws, (tx) => readCounters(tx, this.ws));
  }

  // The epoch is read before what it stands for: when the terms change in between, the flight fails and reads
  // again.
  async #readSettings(tx: Tx): Promise<void> {
    const settings = await readPostingSettings(tx, this.ws);
    if (settings.epoch !== this.epoch) {
      this.#products = new Map();
      // A change of terms may have counted anew; what is in the air was planned under the old and will not land.
      this.counters = null;
      const kept = await readKeptCounters(tx, this.ws);
      this.keptOf = (contract) => kept.get(contract) ?? [];
    }
    this.epoch = settings.epoch;
    this.timeZone = settings.timeZone;
    this.#holds = new Map(Object.entries(settings.holds));
    if (settings.taxParty !== this.taxParty) this.#parties = new PartyBook(settings.taxParty);
    this.taxParty = settings.taxParty;
    // Numbers given by a flight that is still in the air stay.
    for (const [hash, no] of await readPlanNumbers(tx, this.ws)) this.#plans.set(hash, no);
  }

  async #readProduct(tx: Tx, product: Uuid): Promise<ProductTerms | null> {
    const guarantees = await guaranteeDaysOf(tx, this.ws, product);
    if (guarantees === null) return null;
    const intervals = (await plansOf(tx, this.ws, product)).map(({ from, until, plan: body }) => {
      const read = readPlan(body, { checkCap: false });
      assert(read.ok, `the plan of product ${product} from ${from} is not valid`);
      return { from, until, compiled: compilePlan(read.plan, this.keptOf), body, hash: planHash(read.plan) };
    });
    return { intervals, guarantees };
  }

  /** Null when the workspace has no such product. */
  planAt(product: Uuid, instant: number): TermsInterval | null {
    const intervals = this.#products.get(product)?.intervals ?? [];
    let low = 0;
    let high = intervals.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((intervals[middle] as TermsInterval).until <= instant) low = middle + 1;
      else high = middle;
    }
    return intervals[low] ?? null;
  }

  /** The day from which money of a sale may be paid out (domain §7), as days since 1970. */
  availableDay(facts: SaleFacts): number {
    const method = facts.side?.paymentMethod ?? "default";
    const hold = this.#holds.get(method) ?? this.#holds.get("default") ?? 0;
    const guarantee = this.#products.get(facts.product)?.guarantees.get(facts.offer ?? "") ?? 0;
    return dayIn(this.timeZone, facts.happenedAt) + Math.max(guarantee, hold);
  }

  /** The plan's number in the journal; `fresh` is called where it is used for the first time. */
  planNumber(interval: TermsInterval, fresh: (plan: StoredPlan) => void): number {
    const known = this.#plans.get(interval.hash);
    if (known !== undefined) return known;
    const no = this.#plans.size + 1;
    this.#plans.set(interval.hash, no);
    fresh({ no, hash: interval.hash, body: interval.body });
    return no;
  }

  /** Moves counters by what a split or a reversal says, and names those that moved. */
  count(moves: readonly CounterMove[], names: Set<string>): void {
    for (const { name, by } of moves) {
      this.counters?.set(name, moved(this.counters.get(name) ?? 0, by));
      names.add(name);
    }
  }

  nameOf(party: Uuid): string {
    return this.#parties.nameOf(party);
  }

  uuidOf(name: string): Uuid {
    return this.#parties.uuidOf(name);
  }
}
