// The terms of one workspace as its posting desk knows them: epoch, calendar, holds, plans of products,
// counters. Kept until the terms_epoch moves: thousands of sales of one product ask the database once. Never
// decides: plans come from contracts, shares from the engine.
import { dayIn } from "../base/calendar.ts";
import type { Uuid } from "../base/id.ts";
import { readCounters } from "../contracts/counters.ts";
import { readKeptCounters } from "../contracts/kept-counters.ts";
import { readPlanNumbers } from "../contracts/plans.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { KeptOf } from "../engine/compile-plan.ts";
import { type CounterMove, moved } from "../engine/counters.ts";
import type { SaleFacts } from "../sales/facts.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import { PartyBook } from "./party-book.ts";
import { PlanNumbers } from "./plan-numbers.ts";
import { type PlanOfSale, type ProductPlans, readProductPlans } from "./product-plans.ts";

export class WorkspaceTerms {
  readonly ws: number;
  readonly #db: Database;
  epoch = -1;
  timeZone = "UTC";
  #holds = new Map<string, number>();
  #guaranteeDays = 0;
  taxParty = "" as Uuid;
  #products = new Map<Uuid, ProductPlans | null>();
  readonly planNumbers = new PlanNumbers();
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
    this.planNumbers.forget();
    this.counters = null;
  }

  /** Has at hand what the products need; what is not there is read in one transaction. */
  async ensure(products: ReadonlySet<Uuid>): Promise<void> {
    const missing = () => [...products].filter((product) => !this.#products.get(product));
    if (this.epoch >= 0 && missing().length === 0) return;
    await inWorkspace(this.#db, this.ws, async (tx) => {
      // Where the epoch moved, also what was at hand is read anew.
      await this.#readSettings(tx);
      for (const product of missing()) {
        this.#products.set(product, await readProductPlans(tx, this.ws, product, this.keptOf));
      }
      const plans = [...this.#products.values()].flatMap((one) => one?.intervals ?? []);
      if (this.counters === null && plans.some(({ compiled }) => compiled.counts))
        this.counters = await readCounters(tx, this.ws);
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
      // A change of terms may have counted anew; what is in the air was planned under the old: it will not
      // land.
      this.counters = null;
      const kept = await readKeptCounters(tx, this.ws);
      this.keptOf = (contract) => kept.get(contract) ?? [];
    }
    this.epoch = settings.epoch;
    this.timeZone = settings.timeZone;
    this.#holds = new Map(Object.entries(settings.holds));
    this.#guaranteeDays = settings.guaranteeDays;
    if (settings.taxParty !== this.taxParty) this.#parties = new PartyBook(settings.taxParty);
    this.taxParty = settings.taxParty;
    this.planNumbers.learn(await readPlanNumbers(tx, this.ws));
  }

  /**
   * Null when the workspace has no such product. `firstCharge`: of the sale's subscription, where it has one.
   */
  planOf(facts: SaleFacts, firstCharge: number | undefined): PlanOfSale | null {
    return this.#products.get(facts.product)?.planOf(facts, firstCharge) ?? null;
  }

  /** The calendar day of an instant in the workspace, as days since 1970. */
  dayOf(instant: number): number {
    return dayIn(this.timeZone, instant);
  }

  /** In days: what names the source counts before what does not, and there what names the method. */
  #holdOf(source: string, method: string): number {
    const ofSource = this.#holds.get(`${source}:${method}`) ?? this.#holds.get(`${source}:default`);
    return ofSource ?? this.#holds.get(method) ?? this.#holds.get("default") ?? 0;
  }

  /** The day from which money of a sale of `day` may be paid out (domain §7). */
  availableDay(facts: SaleFacts, day: number): number {
    const hold = this.#holdOf(facts.source, facts.side?.paymentMethod ?? "default");
    const product = this.#products.get(facts.product);
    const guarantee = product?.guaranteeDays(facts.offer) ?? this.#guaranteeDays;
    return day + Math.max(guarantee, hold);
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
