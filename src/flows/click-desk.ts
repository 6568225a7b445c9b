// Clicks between the redirect and the database: taken in memory and kept on disk, written in batches, one
// batch after the other. What cannot be written now is tried again; what has no room in memory waits on the
// disk alone, and where that is full as well, what comes is dropped, counted and logged. A stop writes what
// is left; what a process that was killed had kept, the next one brings in.
// Example: desk.take(link, click) a thousand times → one flight of 1,000 rows a tenth of a second later.

import { bringClicks, findMissing } from "../affiliates/bring-clicks.ts";
import type { ClickBatch, NewClick, Uncounted } from "../affiliates/click.ts";
import { writeClicks } from "../affiliates/write-clicks.ts";
import { Fault } from "../base/refusal.ts";
import { FlightFailed } from "../db/flight.ts";
import type { Database } from "../db/pool.ts";
import { type ClickDisk, lineOf, type Place, readLines } from "./kept-clicks.ts";

interface Tray {
  readonly place: Place;
  clicks: NewClick[];
  uncounted: Map<string, Uncounted & { untracked: number; ignored: number }>;
}

export interface DeskOptions {
  readonly now: () => number;
  readonly warn: (facts: object, sentence: string) => void;
  /** How many clicks are kept in memory while they cannot be written. */
  readonly room?: number;
  /** Without one a click is in memory alone. */
  readonly disk?: ClickDisk | undefined;
  readonly everyMs?: number;
}

const BATCH = 5_000;
const EVERY_MS = 100;
const ROOM = 200_000;
const RETRY_MS = 1_000;
const WARN_MS = 10_000;
const nothing = () => undefined;

const desks = new WeakMap<Database["pool"], ClickDesk>();

/** The desk that takes clicks for this database in this process, where one does. */
export function clickDeskOf(db: Database): ClickDesk | undefined {
  return desks.get(db.pool);
}

/** One of a batch's ids is in the database. */
function isThere(error: unknown): boolean {
  return error instanceof FlightFailed && error.code === "23505";
}

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
  #isAway = false;
  /** What is being written. */
  #flying: { ws: number; clicks: readonly NewClick[] } | null = null;
  /** The batch whose last try ended without an answer: tried again as it was, because it may be there. */
  #unsure: (ClickBatch & { place: Place }) | null = null;

  constructor(db: Database, options: DeskOptions) {
    this.#db = db;
    this.#options = options;
    this.#room = options.room ?? ROOM;
    this.#everyMs = options.everyMs ?? EVERY_MS;
    desks.set(db.pool, this);
    if (options.disk?.isIdle === false) this.#later(this.#everyMs);
  }

  /** How many wait, were written and were dropped since the start. */
  get counts(): { waiting: number; written: number; dropped: number } {
    return { waiting: this.#waiting, written: this.#written, dropped: this.#dropped };
  }

  /** False: there was no room, and the click is lost. `then` runs once it is kept, or lost. */
  take(place: Place, click: NewClick, then: () => void = nothing): boolean {
    const { disk } = this.#options;
    const isHeld = this.#waiting < this.#room;
    if (isHeld) {
      this.#waiting += 1;
      this.#trayOf(place).clicks.push(click);
      this.#wake(this.#waiting >= BATCH);
    }
    const isKept = disk?.keep(lineOf(place, click), isHeld, then) ?? false;
    if (disk === undefined) then();
    if (!isHeld && !isKept) this.#drop(1, undefined);
    return isHeld || isKept;
  }

  /** A sale that names a click of a moment ago waits until it can be read: nothing is judged twice. */
  async settle(ws: number, isMeant: (click: NewClick) => boolean): Promise<void> {
    const unsure = this.#unsure?.place.ws === ws ? this.#unsure.clicks : [];
    const flying = this.#flying?.ws === ws ? this.#flying.clicks : [];
    const held = [this.#trays.get(ws)?.clicks ?? [], flying, unsure];
    if (held.some((clicks) => clicks.some(isMeant))) await this.flush();
  }

  /** Are there clicks that only the disk has? */
  get hasLeft(): boolean {
    return this.#options.disk?.hasLeft ?? false;
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
    await Promise.race([this.flush(), late]);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const { disk } = this.#options;
    // What the disk has, the next start brings in.
    if (this.#waiting > 0 && disk === undefined) this.#drop(this.#waiting, undefined);
    else if (this.#waiting === 0) disk?.letGo(disk.cut());
    this.#waiting = 0;
  }

  /** Everything that was taken so far is written when it returns, unless the database is away. */
  async flush(): Promise<void> {
    // A flight that is in the air took what was there when it left.
    if (this.#running !== null) await this.#running;
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
      const isAway = this.#isAway;
      const isMore = isAway || this.#trays.size > 0 || this.#options.disk?.isIdle === false;
      // While the database is away, not sooner than it can be back.
      if (isMore && this.#timer === null && !this.#isStopping) this.#later(isAway ? RETRY_MS : this.#everyMs);
    });
    return this.#running;
  }

  async #writeAll(): Promise<void> {
    const { disk } = this.#options;
    const mark = disk?.cut() ?? 0;
    this.#isAway = true;
    const again = this.#unsure;
    this.#unsure = null;
    if (again !== null && (await this.#writeBatch(again.place, again, true))) return;
    // What comes meanwhile waits for the next flight: many small ones cost more than the redirects.
    do {
      for (const [ws, tray] of [...this.#trays]) {
        this.#trays.delete(ws);
        const isAway = await this.#writeTray(tray).finally(() => {
          this.#flying = null;
        });
        if (isAway) return;
      }
    } while (this.#waiting >= BATCH);
    disk?.letGo(mark);
    this.#isAway = disk !== undefined && (await this.#bringLeft(disk));
  }

  /** One piece a round, so that what comes now does not wait for it. True: the database is away. */
  async #bringLeft(disk: ClickDisk): Promise<boolean> {
    const left = disk.readLeft();
    if (left === null) return false;
    const { trays, bad } = readLines(left.text);
    let lost = bad;
    try {
      for (const { ws, timeZone, clicks } of trays.values()) {
        const { written, refused } = await bringClicks(this.#db, ws, timeZone, clicks);
        this.#written += written;
        lost += refused;
      }
    } catch (error) {
      this.#tell({ err: error, file: left.name }, "kept clicks cannot be written now");
      if (error instanceof Fault) return true;
      lost = readLines(left.text).bad + 1;
    }
    if (lost > 0) this.#drop(lost, undefined);
    disk.dropLeft(left.name);
    return false;
  }

  /** True: the database is away; what was not written waits again. */
  async #writeTray(tray: Tray): Promise<boolean> {
    const { place, clicks, uncounted } = tray;
    this.#flying = { ws: place.ws, clicks };
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
      if (isThere(error) && !isUnsure) return await this.#writeMissing(place, batch);
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

  /** Another process has brought some of them in from the disk. */
  async #writeMissing(place: Place, { clicks, uncounted }: ClickBatch): Promise<boolean> {
    const missing = await findMissing(this.#db, place.ws, clicks).catch((error) => {
      if (error instanceof Fault) return null;
      throw error;
    });
    if (missing === null) {
      this.#unsure = { place, clicks, uncounted };
      return true;
    }
    this.#waiting -= clicks.length - missing.length;
    return await this.#writeBatch(place, { clicks: missing, uncounted }, missing.length === clicks.length);
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
