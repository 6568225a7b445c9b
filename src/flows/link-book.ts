// The links that were followed lately, in memory: a redirect answers from here. What is busy is looked up
// again every few seconds beside the answer; what was idle, before it. A database that is away stops nothing
// that is known. Bounded; codes that nobody has are remembered for a moment too, and many unknown ones are
// asked for together.
// Example: book.peek("carla-piano") → the link; unknown → await book.find(code) → null.
import { type FoundLink, findLinks } from "../affiliates/find-links.ts";
import type { Database } from "../db/pool.ts";

/** A link and what is ready to be sent. */
export interface KnownLink extends FoundLink {
  /** The address up to where the click id goes, and what comes after it. */
  readonly head: string;
  readonly tail: string;
}

interface Known {
  /** Null: nobody's. */
  link: KnownLink | null;
  readAt: number;
  isAsked: boolean;
}

const FRESH_MS = 3_000;
const STALE_MS = 30_000;
const WAIT_MS = 250;
const MOST = 100_000;
const MOST_UNKNOWN = 10_000;
const MOST_AT_ONCE = 500;

export class LinkBook {
  readonly #db: Database;
  readonly #now: () => number;
  readonly #known = new Map<string, Known>();
  /** Codes that nobody has, apart: guessing must not push out what is known. */
  readonly #unknown = new Map<string, Known>();
  #wanted = new Map<string, ((known: Known | null) => void)[]>();
  #isAsking = false;
  /** Why the last look failed. */
  #failure: unknown;

  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** From memory: undefined means that it has to be looked up first (`find`). */
  peek(code: string): KnownLink | null | undefined {
    const known = this.#known.get(code) ?? this.#unknown.get(code);
    if (known === undefined) return undefined;
    const age = this.#now() - known.readAt;
    if (age < FRESH_MS) return known.link;
    if (known.link === null || age > STALE_MS) return undefined;
    if (!known.isAsked) {
      known.isAsked = true;
      void this.#ask(code);
    }
    return known.link;
  }

  /**
   * Looks it up, with all that others ask for meanwhile. What was known before is answered when the database
   * is slow or away. Throws a Fault when it is away and nothing is known.
   */
  async find(code: string): Promise<KnownLink | null> {
    const before = this.#known.get(code)?.link;
    const asked = this.#ask(code);
    if (!before) {
      const known = await asked;
      if (known === null) throw this.#failure;
      return known.link;
    }
    const slow = new Promise<null>((resolve) => setTimeout(resolve, WAIT_MS, null).unref());
    return ((await Promise.race([asked, slow])) ?? { link: before }).link;
  }

  /** After a link or a destination was changed here: others learn it within seconds. */
  forget(): void {
    for (const known of this.#known.values()) known.readAt = Number.NEGATIVE_INFINITY;
    this.#unknown.clear();
  }

  /** Null: the database did not answer. */
  #ask(code: string): Promise<Known | null> {
    return new Promise((resolve) => {
      const waiting = this.#wanted.get(code);
      if (waiting) waiting.push(resolve);
      else this.#wanted.set(code, [resolve]);
      if (!this.#isAsking) void this.#askAll();
    });
  }

  async #askAll(): Promise<void> {
    this.#isAsking = true;
    await Promise.resolve();
    while (this.#wanted.size > 0) {
      const round = [...this.#wanted].slice(0, MOST_AT_ONCE);
      for (const [code] of round) this.#wanted.delete(code);
      const found = await this.#read(round.map(([code]) => code));
      for (const [code, waiting] of round) {
        const known = found === null ? null : this.#keep(code, found.get(code) ?? null);
        const before = this.#known.get(code);
        if (known === null && before) before.isAsked = false;
        for (const tell of waiting) tell(known);
      }
    }
    this.#isAsking = false;
  }

  async #read(codes: readonly string[]): Promise<Map<string, FoundLink> | null> {
    try {
      const found = await findLinks(this.#db, codes, this.#now());
      return new Map(found.map((one) => [one.code, one]));
    } catch (error) {
      this.#failure = error;
      return null;
    }
  }

  #keep(code: string, link: FoundLink | null): Known {
    const known: Known = { link: link && ready(link), readAt: this.#now(), isAsked: false };
    this.#known.delete(code);
    this.#unknown.delete(code);
    // Put in at the end: the oldest asked for is the first to go.
    const [kept, most] = link === null ? [this.#unknown, MOST_UNKNOWN] : [this.#known, MOST];
    kept.set(code, known);
    if (kept.size > most) {
      const [oldest] = kept.keys();
      if (oldest !== undefined) kept.delete(oldest);
    }
    return known;
  }
}

/** The click id goes at the end of the query, before a fragment. */
export function ready(link: FoundLink): KnownLink {
  const hash = link.url.indexOf("#");
  const page = hash < 0 ? link.url : link.url.slice(0, hash);
  const joint = page.includes("?") ? (/[?&]$/.test(page) ? "" : "&") : "?";
  return { ...link, head: `${page}${joint}partage_click=`, tail: hash < 0 ? "" : link.url.slice(hash) };
}
