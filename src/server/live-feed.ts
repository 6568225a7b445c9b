// Tells those who listen what happened in their workspace, soon after it did: one look at the event table a
// second and workspace, however many listen, and none where nobody does. Needs nothing of the database but
// reading, so it works beside other processes. Never tells what exactly happened.
// Example: feed.listen(7, { after: 211, onNews }) → onNews({ seq: 214, types: { "ledger.posted": 2 }, sales:
// 3 })
import type { Database } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import { type HappenedNews, readLastEvent, readNews } from "../reports/news.ts";

const LOOK_EVERY_MS = 1_000;
const AFTER_A_FAULT_MS = 5_000;
const MOST_OF_A_WORKSPACE = 200;
const MOST_OF_A_CALLER = 8;

export interface Listener {
  /** Who listens: one browser or key may not take all the room. */
  readonly actor: string;
  /** The last event they know; null begins at what is there now. */
  readonly after: number | null;
  onNews(news: HappenedNews): void;
}

interface Room {
  /** Up to where those in the room were told; null until the first look. */
  last: number | null;
  readonly listeners: Set<Listener>;
  timer: NodeJS.Timeout | null;
}

export class LiveFeed {
  readonly #db: Database;
  readonly #onFault: (error: unknown) => void;
  readonly #rooms = new Map<number, Room>();
  #closed = false;

  constructor(db: Database, onFault: (error: unknown) => void) {
    this.#db = db;
    this.#onFault = onFault;
  }

  /** Is there room for one more? */
  hasRoom(ws: number, actor: string): boolean {
    const listeners = [...(this.#rooms.get(ws)?.listeners ?? [])];
    const own = listeners.filter((one) => one.actor === actor).length;
    return !this.#closed && listeners.length < MOST_OF_A_WORKSPACE && own < MOST_OF_A_CALLER;
  }

  /** Tells what was missed, then what comes. What is returned ends it. */
  async listen(ws: number, listener: Listener): Promise<() => void> {
    const room = this.#rooms.get(ws) ?? { last: null, listeners: new Set(), timer: null };
    this.#rooms.set(ws, room);
    room.last ??= await inWorkspace(this.#db, ws, (tx) => readLastEvent(tx, ws));
    let after = Math.min(listener.after ?? room.last, room.last);
    let isTold = false;
    // The room may be told of more while this one catches up: it joins when it knows as much as the others.
    while (after < room.last) {
      const upTo = room.last;
      const missed = await inWorkspace(this.#db, ws, (tx) => readNews(tx, ws, after, upTo));
      if (missed.seq === after) break;
      after = missed.seq;
      isTold = true;
      listener.onNews(missed);
    }
    // Who knows from where to go on is missed nothing when the next stream begins late.
    if (!isTold) listener.onNews({ seq: after, types: {}, sales: 0 });
    room.listeners.add(listener);
    this.#rooms.set(ws, room);
    room.timer ??= this.#later(ws, room, LOOK_EVERY_MS);
    return () => this.#leave(ws, room, listener);
  }

  close(): void {
    this.#closed = true;
    for (const room of this.#rooms.values()) if (room.timer) clearTimeout(room.timer);
    this.#rooms.clear();
  }

  #leave(ws: number, room: Room, listener: Listener): void {
    room.listeners.delete(listener);
    if (room.listeners.size > 0) return;
    if (room.timer) clearTimeout(room.timer);
    room.timer = null;
    this.#rooms.delete(ws);
  }

  #later(ws: number, room: Room, ms: number): NodeJS.Timeout {
    return setTimeout(() => void this.#look(ws, room), ms).unref();
  }

  async #look(ws: number, room: Room): Promise<void> {
    let next = LOOK_EVERY_MS;
    try {
      const news = await inWorkspace(this.#db, ws, (tx) => readNews(tx, ws, room.last ?? 0));
      if (news.seq > (room.last ?? 0)) {
        room.last = news.seq;
        for (const listener of room.listeners) listener.onNews(news);
      }
    } catch (error) {
      next = AFTER_A_FAULT_MS;
      this.#onFault(error);
    }
    room.timer = room.listeners.size > 0 && !this.#closed ? this.#later(ws, room, next) : null;
  }
}
