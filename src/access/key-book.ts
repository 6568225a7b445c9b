// Remembers for a few seconds what an API key may do, so that a stream of sales does not ask the database
// each time. A key revoked in this process is forgotten at once; in another process within KEPT_MS. Unknown
// keys are not remembered. Last use is written at most once a minute and key, beside the request, never in
// it.
import type { Uuid } from "../base/id.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import { findApiKey, hashSecret, looksLikeSecret, noteApiKeyUse } from "./api-keys.ts";
import type { KeyCaller } from "./caller.ts";

const KEPT_MS = 5_000;
const NOTE_EVERY_MS = 60_000;
const MOST = 10_000;

interface Known {
  caller: KeyCaller;
  until: number;
}

export class KeyBook {
  readonly #db: Database;
  readonly #now: () => number;
  readonly #onError: (error: unknown) => void;
  readonly #known = new Map<string, Known>();
  readonly #noted = new Map<Uuid, number>();
  readonly #asking = new Map<string, Promise<KeyCaller | null>>();
  readonly #writing = new Set<Promise<void>>();
  #forgotten = 0;

  constructor(db: Database, now: () => number, onError: (error: unknown) => void) {
    this.#db = db;
    this.#now = now;
    this.#onError = onError;
  }

  /** Who the secret belongs to; null when it is not a key, not known or revoked. */
  async find(secret: string): Promise<KeyCaller | null> {
    if (!looksLikeSecret(secret)) return null;
    const hash = hashSecret(secret);
    const name = hash.toString("base64");
    const known = this.#known.get(name);
    if (known && known.until > this.#now()) {
      this.#noteUse(known.caller);
      return known.caller;
    }
    const caller = await this.#ask(name, hash);
    if (caller) this.#noteUse(caller);
    return caller;
  }

  /** After a revocation. */
  forget(key: Uuid): void {
    this.#forgotten++;
    for (const [name, known] of this.#known) if (known.caller.key === key) this.#known.delete(name);
  }

  /** Before the database closes. */
  async settle(): Promise<void> {
    await Promise.all(this.#writing);
  }

  /** Many requests with one key at once ask once. */
  async #ask(name: string, hash: Buffer): Promise<KeyCaller | null> {
    const running = this.#asking.get(name);
    if (running) return await running;
    const forgotten = this.#forgotten;
    const asking = inWorkspace(this.#db, null, (tx) => findApiKey(tx, hash, this.#now()));
    this.#asking.set(name, asking);
    try {
      const caller = await asking;
      if (this.#known.size >= MOST) this.#known.clear();
      // What was read before a revocation must not be remembered after it.
      if (caller && forgotten === this.#forgotten)
        this.#known.set(name, { caller, until: this.#now() + KEPT_MS });
      return caller;
    } finally {
      this.#asking.delete(name);
    }
  }

  #noteUse(caller: KeyCaller): void {
    const now = this.#now();
    if (now - (this.#noted.get(caller.key) ?? Number.NEGATIVE_INFINITY) < NOTE_EVERY_MS) return;
    this.#noted.set(caller.key, now);
    const writing = inWorkspace(this.#db, caller.ws, (tx) => noteApiKeyUse(tx, caller.ws, caller.key, now))
      .catch(this.#onError)
      .finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
  }
}
