// The posting desk of one workspace: callers hand in orders, batches form by themselves while one is in flight,
// each caller is answered after the commit of its own. One bad order never fails its neighbours.
// Never waits on a timer when idle, never decides who gets what: that is the planner it was built with.
// Example: 256 callers → the first flies alone, the 255 that came meanwhile fly together.
import type { IdSource } from "../base/id.ts";
import { Broken, Fault } from "../base/refusal.ts";
import { FlightFailed, fly, type Statement } from "../db/flight.ts";
import type { Database } from "../db/pool.ts";
import { AccountBook } from "./account-book.ts";
import { type Head, numberBatch } from "./batch.ts";
import type { EntryDraft } from "./entry.ts";
import { readHead } from "./head.ts";

/** What a planner makes of a run of orders. */
export interface Plan<Answer> {
  /** terms_epoch that was planned under. */
  epoch: number;
  entries: EntryDraft[];
  /** Statements that go behind the ledger's own, in the same commit; handed the seq of the first entry. */
  statements(firstSeq: number): Statement[];
  /** One per order: the answer once committed, a refusal, or the order is left out and planned again next time. */
  outcomes: Outcome<Answer>[];
  /** The flight landed: keep what was counted. Not called when it failed. */
  landed(): void;
}

export type Outcome<Answer> =
  | { is: "posted"; answer(firstSeq: number): Answer }
  | { is: "answered"; answer: Answer }
  | { is: "refused"; why: unknown };

export interface Planner<Order, Answer> {
  /** How many orders from the front may be planned together (at least 1). */
  run(orders: readonly Order[]): number;
  plan(orders: readonly Order[], book: AccountBook, attempt: Attempt): Promise<Plan<Answer>>;
  /** Forget everything cached: another process posted, or the terms changed. */
  forget(): void;
}

/** "again": a flight of these orders failed, so some may be in the journal already: look them up first. */
export type Attempt = "first" | "again";

interface Waiting<Order, Answer> {
  order: Order;
  resolve(answer: Answer): void;
  reject(why: unknown): void;
}

const TRIES = 40;

export class Desk<Order, Answer> {
  readonly #db: Database;
  readonly #ws: number;
  readonly #ids: IdSource;
  readonly #planner: Planner<Order, Answer>;
  readonly #most: number;
  #queue: Waiting<Order, Answer>[] = [];
  #busy = false;
  #head: Head | null = null;
  #book: AccountBook | null = null;

  constructor(db: Database, ws: number, ids: IdSource, planner: Planner<Order, Answer>, most = 5000) {
    this.#db = db;
    this.#ws = ws;
    this.#ids = ids;
    this.#planner = planner;
    this.#most = most;
  }

  /** Answers after the commit that holds the order; throws its refusal, or a Fault when the outcome is unknown. */
  post(order: Order): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ order, resolve, reject });
      if (!this.#busy) {
        this.#busy = true;
        // Orders that arrive in the same turn of the loop fly together.
        setImmediate(() => void this.#work());
      }
    });
  }

  async #work(): Promise<void> {
    while (this.#queue.length > 0) {
      const front = this.#queue.slice(0, this.#most).map((one) => one.order);
      const taken = this.#queue.splice(0, this.#planner.run(front));
      try {
        await this.#post(taken);
      } catch (error) {
        this.#forget();
        for (const one of taken) one.reject(error);
      }
    }
    this.#busy = false;
  }

  async #post(taken: Waiting<Order, Answer>[]): Promise<void> {
    const orders = taken.map((one) => one.order);
    for (let tries = 0; tries < TRIES; tries++) {
      const head = await this.#load();
      const book = this.#book as AccountBook;
      const plan = await this.#planner.plan(orders, book, tries === 0 ? "first" : "again");
      if (plan.entries.length === 0) return answer(taken, plan, head.seq + 1);
      const batch = numberBatch(this.#ws, head, book, plan.entries, plan.epoch, this.#ids.now());
      try {
        await fly(this.#db, this.#ws, [...batch.statements, ...plan.statements(batch.firstSeq)]);
      } catch (error) {
        this.#forget();
        if (mendable(error)) continue;
        throw error;
      }
      this.#head = batch.head;
      book.settle();
      plan.landed();
      return answer(taken, plan, batch.firstSeq);
    }
    throw new Fault("ledger_contended", "Other writers kept moving this ledger; nothing was posted. Try again.");
  }

  async #load(): Promise<Head> {
    if (this.#head === null || this.#book === null) {
      const { head, book } = await readHead(this.#db, this.#ws);
      this.#head = head;
      this.#book = book;
    }
    return this.#head;
  }

  #forget(): void {
    this.#head = null;
    this.#book = null;
    this.#planner.forget();
  }
}

/** True when planning again, knowing more, can land it: a duplicate, a moved head, changed terms, a guard that refused. */
function mendable(error: unknown): boolean {
  if (!(error instanceof FlightFailed)) return false;
  if (["23505", "PT001", "PT002", "PT003", "40001", "40P01"].includes(error.code)) return true;
  throw new Broken(`a posting flight failed: ${error.message}`, error);
}

function answer<Order, Answer>(taken: Waiting<Order, Answer>[], plan: Plan<Answer>, firstSeq: number): void {
  for (let i = 0; i < taken.length; i++) {
    const waiting = taken[i] as Waiting<Order, Answer>;
    const outcome = plan.outcomes[i] as Outcome<Answer>;
    if (outcome.is === "refused") waiting.reject(outcome.why);
    else waiting.resolve(outcome.is === "posted" ? outcome.answer(firstSeq) : outcome.answer);
  }
}
