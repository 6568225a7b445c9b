// The names of one workspace that led somewhere before: products, offers, parties, affiliates, by what
// callers say. Kept under the terms_epoch: a name that comes to mean something else raises it. Names that led
// nowhere are not kept.
// Example: book.get("party ref stripe") → the processor's id, without asking the database again.
import type { NamedAffiliate } from "../affiliates/resolve-affiliate.ts";
import type { Uuid } from "../base/id.ts";
import type { Database } from "../db/pool.ts";

export type Known = Uuid | { product: Uuid; offer: Uuid | null } | NamedAffiliate | null;

const MOST = 50_000;

export class NameBook {
  /** Of what is known; −1 knows nothing. */
  epoch = -1;
  #known = new Map<string, Known>();

  /** Undefined when it is not known. */
  get(key: string): Known | undefined {
    return this.#known.get(key);
  }

  /** What was read under an epoch: kept only while no newer one was seen. */
  keep(epoch: number, found: ReadonlyMap<string, Known>): void {
    if (epoch < this.epoch) return;
    if (epoch > this.epoch || this.#known.size > MOST) this.#known = new Map();
    this.epoch = epoch;
    for (const [key, value] of found) this.#known.set(key, value);
  }

  /** What was known at this epoch; what was learned of a newer one stays. */
  forget(epoch: number): void {
    if (epoch < this.epoch) return;
    this.epoch = -1;
    this.#known = new Map();
  }
}

const books = new WeakMap<Database["pool"], Map<number, NameBook>>();

/** One book a workspace and database, for as long as the database is open. */
export function nameBookOf(db: Database, ws: number): NameBook {
  let ofDatabase = books.get(db.pool);
  if (ofDatabase === undefined) {
    ofDatabase = new Map();
    books.set(db.pool, ofDatabase);
  }
  let book = ofDatabase.get(ws);
  if (book === undefined) {
    book = new NameBook();
    ofDatabase.set(ws, book);
  }
  return book;
}
