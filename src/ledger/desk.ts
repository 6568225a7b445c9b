// The posting desk of one workspace: callers hand in acts, batches form by themselves while one is in
// flight, each caller is answered after the commit of its own. One bad act never fails its neighbours.
// Never waits on a timer when idle, never decides who gets what: that is the planner it was built with.
// Example: 256 callers → the first flies alone, the 255 that came meanwhile fly together.
import type { IdSource } from "../base/id.ts";
import { Broken, Fault, Refusal } from "../base/refusal.ts";
import { FlightFailed, launch, type Statement } from "../db/flight.ts";
import type { Database } from "../db/pool.ts";
import type { AccountBook } from "./account-book.ts";
import { numberBatch } from "./batch.ts";
import { readHead } from "./head.ts";
import { type Head, JournalPage } from "./journal-page.ts";
import { type Attempt, Declined, type Planner, type Result } from "./planner.ts";

/** Who handed acts in; `at` is the place of one among its own. */
interface Asker<Answer> {
  settle(at: number, result: Result<Answer>): void;
}

interface Waiting<Act, Answer> {
  act: Act;
  asker: Asker<Answer>;
  at: number;
}

interface Prepared<Act, Answer> {
  taken: Waiting<Act, Answer>[];
  /** One per act taken. */
  results: Result<Answer>[];
  statements: Statement[];
  /** What stopped the planning of several together: they never fly so, but apart. */
  spoiled?: { error: unknown };
}

interface Flying<Act, Answer> extends Prepared<Act, Answer> {
  /** Null once committed, else what stopped it. Never rejects. */
  ended: Promise<{ error: unknown } | null>;
  /** Settles when planning the next one no longer keeps this one from the server. */
  underway: Promise<void>;
}

const TRIES = 40;
/**
 * So many waiting are worth planning while another batch is in the air; fewer had better wait and fly
 * together.
 */
const WORTH_PLANNING_AHEAD = 200;

export class Desk<Act, Answer> {
  readonly #db: Database;
  readonly #ws: number;
  readonly #ids: IdSource;
  readonly #planner: Planner<Act, Answer>;
  readonly #most: number;
  #queue: Waiting<Act, Answer>[] = [];
  #busy = false;
  /** Called once when enough wait to be planned while a batch is in the air. */
  #enough: (() => void) | null = null;
  #head: Head | null = null;
  #book: AccountBook | null = null;

  /** `most` acts fly together at the most. */
  constructor(db: Database, ws: number, ids: IdSource, planner: Planner<Act, Answer>, most = 5000) {
    this.#db = db;
    this.#ws = ws;
    this.#ids = ids;
    this.#planner = planner;
    this.#most = most;
  }

  /** Answers after the act's commit; throws its refusal, or a Fault when the outcome is unknown. */
  post(act: Act): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const settle = (_: number, result: Result<Answer>) =>
        result instanceof Declined ? reject(result.why) : resolve(result);
      this.#queue.push({ act, asker: { settle }, at: 0 });
      this.#wake();
    });
  }

  /**
   * The same for many at once, in order. Never rejects: what `post` would throw is a Declined in its place.
   */
  postAll(acts: readonly Act[]): Promise<Result<Answer>[]> {
    if (acts.length === 0) return Promise.resolve([]);
    return new Promise((resolve) => {
      const results = new Array<Result<Answer>>(acts.length);
      let open = acts.length;
      const settle = (at: number, result: Result<Answer>) => {
        results[at] = result;
        open -= 1;
        if (open === 0) resolve(results);
      };
      const asker = { settle };
      for (let at = 0; at < acts.length; at++) this.#queue.push({ act: acts[at] as Act, asker, at });
      this.#wake();
    });
  }

  #wake(): void {
    if (this.#busy) {
      this.#wakeWhenEnough();
      return;
    }
    this.#busy = true;
    // Acts that arrive in the same turn of the loop fly together.
    setImmediate(() => void this.#work());
  }

  async #work(): Promise<void> {
    let flying: Flying<Act, Answer> | null = null;
    while (this.#queue.length > 0 || flying !== null) {
      if (flying !== null && !(await this.#gather(flying))) {
        await this.#land(flying);
        flying = null;
        continue;
      }
      await flying?.underway;
      const taken = this.#take(flying !== null);
      let next = await this.#prepareOrReject(taken);
      if (flying !== null && !(await this.#land(flying)) && next !== null) {
        next = await this.#prepareOrReject(taken);
      }
      flying = next === null ? null : this.#launch(next);
    }
    this.#busy = false;
  }

  /** True as soon as enough wait to be planned ahead, false when the flight ended before. */
  #gather(flying: Flying<Act, Answer>): Promise<boolean> {
    return new Promise((resolve) => {
      const wake = () => resolve(true);
      this.#enough = wake;
      void flying.ended.then(() => {
        if (this.#enough === wake) this.#enough = null;
        resolve(false);
      });
      this.#wakeWhenEnough();
    });
  }

  // At the end of the turn, so that all that arrive in it are planned together.
  #wakeWhenEnough(): void {
    const wake = this.#enough;
    if (wake === null || !this.#isWorthPlanningAhead()) return;
    this.#enough = null;
    setImmediate(wake);
  }

  #isWorthPlanningAhead(): boolean {
    const first = this.#queue[0];
    return (
      first !== undefined && this.#queue.length >= WORTH_PLANNING_AHEAD && this.#planner.isFree(first.act)
    );
  }

  /** The next run; planned ahead, only as far as it is free. */
  #take(isAhead: boolean): Waiting<Act, Answer>[] {
    const front = this.#queue.slice(0, this.#most).map((one) => one.act);
    const bound = isAhead ? front.findIndex((act) => !this.#planner.isFree(act)) : -1;
    return this.#queue.splice(0, this.#planner.run(bound < 1 ? front : front.slice(0, bound)));
  }

  async #prepareOrReject(taken: Waiting<Act, Answer>[]): Promise<Prepared<Act, Answer> | null> {
    try {
      return await this.#prepare(taken, "first");
    } catch (error) {
      this.#forget();
      if (taken.length > 1 && !(error instanceof Fault)) return spoiledBy(taken, error);
      declineAll(taken, error);
      return null;
    }
  }

  async #prepare(taken: Waiting<Act, Answer>[], attempt: Attempt): Promise<Prepared<Act, Answer>> {
    const head = await this.#load();
    const book = this.#book as AccountBook;
    const page = new JournalPage(head, book);
    const acts = taken.map((one) => one.act);
    const { epoch, results, statements } = await this.#planner.plan(acts, page, attempt);
    if (page.count === 0) return { taken, results, statements: [] };
    const batch = numberBatch(this.#ws, page, epoch, this.#ids.now());
    this.#head = batch.head;
    book.settle();
    return { taken, results, statements: [...batch.statements, ...statements] };
  }

  #launch(prepared: Prepared<Act, Answer>): Flying<Act, Answer> {
    const { statements, spoiled } = prepared;
    if (statements.length === 0) {
      return { ...prepared, ended: Promise.resolve(spoiled ?? null), underway: Promise.resolve() };
    }
    const { landed, underway } = launch(this.#db, this.#ws, statements);
    const failed = (error: unknown) => ({ error });
    return { ...prepared, ended: landed.then(() => null, failed), underway };
  }

  /**
   * Waits for a flight and answers its callers; false when it failed at first, so that what was planned on it
   * is void.
   */
  async #land(flying: Flying<Act, Answer>): Promise<boolean> {
    const failure = await flying.ended;
    if (failure === null) answer(flying);
    else await this.#postAgain(flying.taken, failure.error);
    return failure === null;
  }

  /**
   * Plans and posts once more what failed, knowing more; what still fails is halved until the bad act
   * stands alone.
   */
  async #postAgain(taken: Waiting<Act, Answer>[], error: unknown): Promise<void> {
    let why = error;
    for (let tries = 1; tries < TRIES; tries++) {
      this.#forget();
      if (!isMendable(why)) break;
      try {
        const again = this.#launch(await this.#prepare(taken, "again"));
        const failure = await again.ended;
        if (failure === null) return answer(again);
        why = failure.error;
      } catch (planning) {
        why = planning;
      }
    }
    this.#forget();
    if (taken.length > 1 && !(why instanceof Fault) && !isMendable(why)) {
      const middle = taken.length >> 1;
      await this.#postPart(taken.slice(0, middle));
      await this.#postPart(taken.slice(middle));
      return;
    }
    declineAll(taken, asAnswer(why));
  }

  async #postPart(taken: Waiting<Act, Answer>[]): Promise<void> {
    const prepared = await this.#prepareOrReject(taken);
    if (prepared !== null) await this.#land(this.#launch(prepared));
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

/**
 * True when planning again, knowing more, can land it: a duplicate, a moved head, changed terms, a refused
 * guard.
 */
function isMendable(error: unknown): boolean {
  return (
    error instanceof FlightFailed &&
    ["23505", "PT001", "PT002", "PT003", "40001", "40P01"].includes(error.code)
  );
}

function spoiledBy<Act, Answer>(taken: Waiting<Act, Answer>[], error: unknown): Prepared<Act, Answer> {
  return { taken, results: [], statements: [], spoiled: { error } };
}

function asAnswer(error: unknown): unknown {
  if (!(error instanceof FlightFailed)) return error;
  if (isMendable(error)) {
    return new Fault(
      "ledger_contended",
      "Other writers kept moving this ledger; nothing was posted. Try again.",
      error,
    );
  }
  if (error.constraint === "balance_within_exact") {
    const message = "A balance would pass 2^53 − 1 minor units; nothing was posted.";
    return new Refusal(422, "balance_too_large", message);
  }
  return new Broken(`a posting flight failed: ${error.message}`, error);
}

function answer<Act, Answer>({ taken, results }: Prepared<Act, Answer>): void {
  for (let i = 0; i < taken.length; i++) {
    const { asker, at } = taken[i] as Waiting<Act, Answer>;
    asker.settle(at, results[i] as Result<Answer>);
  }
}

function declineAll<Act, Answer>(taken: readonly Waiting<Act, Answer>[], why: unknown): void {
  const declined = new Declined(why);
  for (const { asker, at } of taken) asker.settle(at, declined);
}
