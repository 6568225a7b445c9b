// Clicks between the redirect and the database: taken in memory, written in batches, one batch after the
// other. What cannot be written now is tried again; when there is no more room, what comes is dropped,
// counted and logged. A stop writes what is left.
// Example: desk.take(link, click) a thousand times → one flight of 1,000 rows a tenth of a second later.
import type { ClickBatch, NewClick, Uncounted } from "../affiliates/click.ts";
import { writeClicks } from "../affiliates/write-clicks.ts";
import { Fault } from "../base/refusal.ts";
import type { Database } from "../db/pool.ts";

/** The workspace that a click belongs to, with its calendar. */
export interface Place {
  readonly ws: number;
  readonly timeZone: string;
}

interface Tray {
  readonly place: Place;
  clicks: NewClick[];
  uncounted: Map<string, Uncounted & { untracked: number; ignored: number }>;
}

export interface DeskOptions {
  readonly now: () => number;
  readonly warn: (facts: object, sentence: string) => void;
  /** How many clicks are kept while they cannot be written. */
  readonly room?: number;
  readonly everyMs?: number;
}

const BATCH = 5_000;
const EVERY_MS = 100;
const ROOM = 200_000;
const RETRY_MS = 1_000;
const WARN_MS = 10_000;

export class ClickDesk {
  readonly #db: Database;
  readonly #options: DeskOptions;
  readonly #room: number;
  readonly #everyMs: number;
  readonly #trays = new Map<number, Tray>();
  #waiting = 0;
  #written = 0;
  #dropped = 0;
  #toldAt = 0;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #isStopping = false;
  /** The batch whose last try ended without an answer: tried again as it was, because it may be there. */
  #unsure: (ClickBatch & { place: Place }) | null = null;

  constructor(db: Database, options: DeskOptions) {
    this.#db = db;
    this.#options = options;
    this.#room = options.room ?? ROOM;
    this.#everyMs = options.everyMs ?? EVERY_MS;
  }

  /** How many wait, were written and were dropped since the start. */
  get counts(): { waiting: number; written: number; dropped: number } {
    return { waiting: this.#waiting, written: this.#written, dropped: this.#dropped };
  }

  /** False: there was no room, and the click is lost. */
  take(place: Place, click: NewClick): boolean {
    if (this.#waiting >= this.#room) {
      this.#drop(1, undefined);
      return false;
    }
    this.#waiting += 1;
    this.#trayOf(place).clicks.push(click);
    this.#wake(this.#waiting >= BATCH);
    return true;
  }

  /** What is no click is only counted. */
  count(place: Place, what: "untracked" | "ignored", of: Omit<Uncounted, "untracked" | "ignored">): void {
    const { uncounted } = this.#trayOf(place);
    // By the hour: so a total falls on its day and the desk stays small.
    const key = `${of.link} ${Math.floor(of.at / 3_600_000)}`;
    const one = uncounted.get(key) ?? { ...of, untracked: 0, ignored: 0 };
    one[what] += 1;
    uncounted.set(key, one);
    this.#wake(false);
  }

  /** Writes what waits; gives up after `ms` and says what was lost. */
  async stop(ms = 2_000): Promise<void> {
    this.#isStopping = true;
    const late = new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
    await Promise.race([this.#flush(), late]);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#waiting > 0) this.#drop(this.#waiting, undefined);
    this.#waiting = 0;
  }

  /** Everything that was taken so far is written when it returns, unless the database is away. */
  async flush(): Promise<void> {
    await this.#flush();
  }

  #trayOf(place: Place): Tray {
    let tray = this.#trays.get(place.ws);
    if (tray === undefined) {
      tray = { place, clicks: [], uncounted: new Map() };
      this.#trays.set(place.ws, tray);
    }
    return tray;
  }

  #wake(isFull: boolean): void {
    if (isFull && this.#running === null && this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#timer = null;
      void this.#flush();
    } else if (this.#timer === null && this.#running === null) {
      this.#later(this.#everyMs);
    }
  }

  #later(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#flush();
    }, ms);
    this.#timer.unref();
  }

  #flush(): Promise<void> {
    this.#running ??= this.#writeAll().finally(() => {
      this.#running = null;
      // While the database is away, not sooner than it can be back.
      if (this.#waiting > 0 && this.#timer === null && !this.#isStopping) this.#later(RETRY_MS);
    });
    return this.#running;
  }

  async #writeAll(): Promise<void> {
    const again = this.#unsure;
    this.#unsure = null;
    if (again !== null && (await this.#writeBatch(again.place, again, true))) return;
    while (this.#trays.size > 0) {
      for (const [ws, tray] of [...this.#trays]) {
        this.#trays.delete(ws);
        const isAway = await this.#writeTray(tray);
        if (isAway) return;
      }
    }
  }

  /** True: the database is away; what was not written waits again. */
  async #writeTray({ place, clicks, uncounted }: Tray): Promise<boolean> {
    const counted = [...uncounted.values()];
    for (let from = 0; from === 0 || from < clicks.length; from += BATCH) {
      const batch = { clicks: clicks.slice(from, from + BATCH), uncounted: from === 0 ? counted : [] };
      if (await this.#writeBatch(place, batch, false)) {
        this.#putBack(place, clicks.slice(from + BATCH));
        return true;
      }
    }
    return false;
  }

  /** True: the database is away. One bad click falls alone: a batch that is refused is halved. */
  async #writeBatch(place: Place, batch: ClickBatch, isUnsure: boolean): Promise<boolean> {
    const { clicks, uncounted } = batch;
    try {
      await writeClicks(this.#db, place.ws, place.timeZone, batch, isUnsure);
      this.#waiting -= clicks.length;
      this.#written += clicks.length;
      return false;
    } catch (error) {
      if (error instanceof Fault) {
        this.#unsure = { place, ...batch };
        this.#tell({ err: error, waiting: this.#waiting }, "clicks wait: the database does not answer");
        return true;
      }
      if (clicks.length <= 1) {
        this.#waiting -= clicks.length;
        this.#drop(clicks.length, error);
        return false;
      }
      const middle = clicks.length >> 1;
      if (await this.#writeBatch(place, { clicks: clicks.slice(0, middle), uncounted }, isUnsure)) {
        this.#putBack(place, clicks.slice(middle));
        return true;
      }
      return await this.#writeBatch(place, { clicks: clicks.slice(middle), uncounted: [] }, isUnsure);
    }
  }

  #putBack(place: Place, clicks: readonly NewClick[]): void {
    const tray = this.#trayOf(place);
    tray.clicks = [...clicks, ...tray.clicks];
  }

  #drop(count: number, error: unknown): void {
    this.#dropped += count;
    this.#tell({ dropped: this.#dropped, ...(error ? { err: error } : {}) }, "clicks are lost");
  }

  #tell(facts: object, sentence: string): void {
    const now = this.#options.now();
    if (now - this.#toldAt < WARN_MS) return;
    this.#toldAt = now;
    this.#options.warn(facts, sentence);
  }
}
