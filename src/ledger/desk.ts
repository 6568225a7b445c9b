// The posting desk of one workspace: callers hand in acts, batches form by themselves while one is in
// flight, each caller is answered after the commit of its own. One bad act never fails its neighbours.
// Never waits on a timer when idle, never decides who gets what: that is the planner it was built with.
// Example: 256 callers → the first flies alone, the 255 that came meanwhile fly together.
import type { IdSource } from "../base/id.ts";
import { Broken, Fault, Refusal } from "../base/refusal.ts";
import { FlightFailed, fly, type Statement } from "../db/flight.ts";
import type { Database } from "../db/pool.ts";
import type { AccountBook } from "./account-book.ts";
import { type Head, numberBatch } from "./batch.ts";
import type { EntryDraft } from "./entry.ts";
import { readHead } from "./head.ts";

/** What a planner makes of a run of acts. */
export interface Plan<Answer> {
  /** terms_epoch that was planned under. */
  epoch: number;
  entries: EntryDraft[];
  /** Statements that go behind the ledger's own, in the same commit; handed the seq of the first entry. */
  statements(firstSeq: number): Statement[];
  /** One per act. */
  outcomes: Outcome<Answer>[];
}

export type Outcome<Answer> =
  | { is: "posted"; answer(firstSeq: number): Answer }
  | { is: "answered"; answer: Answer }
  | { is: "refused"; why: unknown };

/** "again": a flight of these acts failed, so some may be in the journal already: look them up first. */
export type Attempt = "first" | "again";

/** Plans are made ahead of their predecessor's commit, so a planner counts at once and forgets when told. */
export interface Planner<Act, Answer> {
  /** How many acts from the front may be planned together (at least 1). */
  run(acts: readonly Act[]): number;
  /**
   * True where the plan needs nothing of what may still be in the air: only such acts are planned ahead.
   */
  isFree(act: Act): boolean;
  plan(acts: readonly Act[], book: AccountBook, attempt: Attempt): Promise<Plan<Answer>>;
  /** Drop everything counted or cached: a flight failed, another process posted, or the terms changed. */
  forget(): void;
}

interface Waiting<Act, Answer> {
  act: Act;
  resolve(answer: Answer): void;
  reject(why: unknown): void;
}

interface Prepared<Act, Answer> {
  taken: Waiting<Act, Answer>[];
  plan: Plan<Answer>;
  statements: Statement[];
  firstSeq: number;
  /** What stopped the planning of several together: they never fly so, but apart. */
  spoiled?: { error: unknown };
}

interface Flying<Act, Answer> extends Prepared<Act, Answer> {
  /** Null once committed, else what stopped it. Never rejects. */
  ended: Promise<{ error: unknown } | null>;
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

  /**
   * Answers after the commit that holds the act; throws its refusal, or a Fault when the outcome is
   * unknown.
   */
  post(act: Act): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ act, resolve, reject });
      if (this.#busy) return this.#wakeWhenEnough();
      this.#busy = true;
      // Orders that arrive in the same turn of the loop fly together.
      setImmediate(() => void this.#work());
    });
  }

  async #work(): Promise<void> {
    let flying: Flying<Act, Answer> | null = null;
    while (this.#queue.length > 0 || flying !== null) {
      if (flying !== null && !(await this.#gather(flying))) {
        await this.#land(flying);
        flying = null;
        continue;
      }
      const taken = this.#take();
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

  #take(): Waiting<Act, Answer>[] {
    const front = this.#queue.slice(0, this.#most).map((one) => one.act);
    return this.#queue.splice(0, this.#planner.run(front));
  }

  async #prepareOrReject(taken: Waiting<Act, Answer>[]): Promise<Prepared<Act, Answer> | null> {
    try {
      return await this.#prepare(taken, "first");
    } catch (error) {
      this.#forget();
      if (taken.length > 1 && !(error instanceof Fault)) return spoiledBy(taken, error);
      for (const one of taken) one.reject(error);
      return null;
    }
  }

  async #prepare(taken: Waiting<Act, Answer>[], attempt: Attempt): Promise<Prepared<Act, Answer>> {
    const head = await this.#load();
    const book = this.#book as AccountBook;
    const acts = taken.map((one) => one.act);
    const plan = await this.#planner.plan(acts, book, attempt);
    if (plan.entries.length === 0) return { taken, plan, statements: [], firstSeq: head.seq + 1 };
    const batch = numberBatch(this.#ws, head, book, plan.entries, plan.epoch, this.#ids.now());
    this.#head = batch.head;
    book.settle();
    const statements = [...batch.statements, ...plan.statements(batch.firstSeq)];
    return { taken, plan, statements, firstSeq: batch.firstSeq };
  }

  #launch(prepared: Prepared<Act, Answer>): Flying<Act, Answer> {
    const { statements, spoiled } = prepared;
    const ended =
      statements.length === 0
        ? Promise.resolve(spoiled ?? null)
        : fly(this.#db, this.#ws, statements).then(
            () => null,
            (error: unknown) => ({ error }),
          );
    return { ...prepared, ended };
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
    for (const one of taken) one.reject(asAnswer(why));
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
  const plan = { epoch: -1, entries: [], outcomes: [], statements: () => [] };
  return { taken, plan, statements: [], firstSeq: 0, spoiled: { error } };
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
    return new Refusal(
      422,
      "balance_too_large",
      "A balance would pass 2^53 − 1 minor units; nothing was posted.",
    );
  }
  return new Broken(`a posting flight failed: ${error.message}`, error);
}

function answer<Act, Answer>({ taken, plan, firstSeq }: Prepared<Act, Answer>): void {
  for (let i = 0; i < taken.length; i++) {
    const waiting = taken[i] as Waiting<Act, Answer>;
    const outcome = plan.outcomes[i] as Outcome<Answer>;
    if (outcome.is === "refused") waiting.reject(outcome.why);
    else waiting.resolve(outcome.is === "posted" ? outcome.answer(firstSeq) : outcome.answer);
  }
}
