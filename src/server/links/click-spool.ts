// Keeps clicks in files of the data folder until they are in the database, so that an answer outlives a kill
// of the process, and a database that is away costs disk instead of memory. One write for all that came in
// one turn of the event loop, and the answers after it; nothing waits for the platter (a power cut may cost
// the last second). Pieces of one process are found by the next.
// Example: data/clicks/host-4711-mi3k2x-000012.clicks: 2,400 lines, gone a tenth of a second later.
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { ClickDisk } from "../../flows/kept-clicks.ts";

export interface SpoolOptions {
  readonly folder: string;
  readonly warn: (facts: object, sentence: string) => void;
  readonly now: () => number;
  /** How much is kept at most while the database is away. */
  readonly mostBytes?: number;
  /** After how long another's piece that nobody touched is taken for left behind. */
  readonly leftMs?: number;
}

interface Piece {
  readonly no: number;
  readonly name: string;
  /** It holds clicks that are nowhere else. */
  isLeft: boolean;
  bytes: number;
}

const GIB = 2 ** 30;
/** A piece is read back whole. */
const PIECE_BYTES = 8 * 2 ** 20;
const LEFT_MS = 60_000;
const WARN_MS = 10_000;
const NAME = /^(.+)-(\d+)-[0-9a-z]+-\d{6,}\.clicks$/;

export class ClickSpool implements ClickDisk {
  readonly #options: SpoolOptions;
  readonly #mostBytes: number;
  readonly #leftMs: number;
  readonly #host = hostname().replace(/[^A-Za-z0-9.]/g, "_");
  readonly #life: string;
  #no = 0;
  #file: { fd: number; piece: Piece } | null = null;
  #closed: Piece[] = [];
  #text = "";
  #isLeft = false;
  #after: (() => void)[] = [];
  #bytes = 0;
  #warnedAt = Number.NEGATIVE_INFINITY;
  readonly #timer: NodeJS.Timeout;

  constructor(options: SpoolOptions) {
    this.#options = options;
    this.#mostBytes = options.mostBytes ?? GIB;
    this.#leftMs = options.leftMs ?? LEFT_MS;
    this.#life = `${this.#host}-${process.pid}-${options.now().toString(36)}`;
    mkdirSync(options.folder, { recursive: true });
    this.#find();
    // Once more, for what a process that was still there then has left since.
    this.#timer = setTimeout(() => this.#find(), this.#leftMs + 1_000).unref();
  }

  keep(line: string, isHeld: boolean, then: () => void): boolean {
    const hasRoom = this.#bytes + this.#text.length < this.#mostBytes;
    if (this.#after.length === 0) setImmediate(() => this.#write());
    this.#after.push(then);
    if (!hasRoom) return false;
    this.#text += line;
    this.#isLeft ||= !isHeld;
    return true;
  }

  get isIdle(): boolean {
    return this.#file === null && this.#closed.length === 0 && this.#text === "";
  }

  get hasLeft(): boolean {
    return this.#isLeft || this.#file?.piece.isLeft === true || this.#closed.some((one) => one.isLeft);
  }

  cut(): number {
    if (this.#file !== null) {
      closeSync(this.#file.fd);
      this.#closed.push(this.#file.piece);
      this.#file = null;
    }
    return this.#no;
  }

  letGo(mark: number): void {
    for (const piece of this.#closed) if (piece.no <= mark && !piece.isLeft) this.#remove(piece);
  }

  readLeft(): { name: string; text: string } | null {
    const piece = this.#closed.find((one) => one.isLeft);
    if (piece === undefined) return null;
    try {
      return { name: piece.name, text: readFileSync(join(this.#options.folder, piece.name), "utf8") };
    } catch (error) {
      this.#warn({ err: error, file: piece.name }, "kept clicks cannot be read");
      this.#forget(piece);
      return null;
    }
  }

  dropLeft(name: string): void {
    const piece = this.#closed.find((one) => one.name === name);
    if (piece !== undefined) this.#remove(piece);
  }

  /** What is not let go yet stays for the next start. */
  close(): void {
    clearTimeout(this.#timer);
    this.#write();
    this.cut();
  }

  #write(): void {
    const after = this.#after;
    this.#after = [];
    if (this.#text !== "") {
      const text = this.#text;
      this.#text = "";
      try {
        this.#append(text);
      } catch (error) {
        this.#warn({ err: error }, "clicks cannot be kept on disk: they are in memory only");
      }
    }
    for (const then of after) then();
  }

  #append(text: string): void {
    if (this.#file !== null && this.#file.piece.bytes > PIECE_BYTES) this.cut();
    this.#file ??= this.#open();
    const { fd, piece } = this.#file;
    piece.isLeft ||= this.#isLeft;
    this.#isLeft = false;
    let bytes = writeSync(fd, text);
    const whole = Buffer.byteLength(text);
    for (; bytes < whole; ) bytes += writeSync(fd, Buffer.from(text), bytes);
    piece.bytes += whole;
    this.#bytes += whole;
  }

  #open(): { fd: number; piece: Piece } {
    this.#no += 1;
    const name = `${this.#life}-${String(this.#no).padStart(6, "0")}.clicks`;
    const fd = openSync(join(this.#options.folder, name), "ax", 0o600);
    return { fd, piece: { no: this.#no, name, isLeft: false, bytes: 0 } };
  }

  /** Pieces that were left behind: by a process of before, or by one elsewhere that is silent. */
  #find(): void {
    const { folder } = this.#options;
    const known = new Set(this.#closed.map((one) => one.name));
    for (const name of readdirSync(folder).sort()) {
      const [, host, pid] = NAME.exec(name) ?? [];
      if (pid === undefined || known.has(name) || name.startsWith(this.#life)) continue;
      const { size: bytes, mtimeMs } = statSync(join(folder, name), { throwIfNoEntry: false }) ?? {};
      if (bytes === undefined || mtimeMs === undefined) continue;
      const isGone = host === this.#host && (Number(pid) === process.pid || !isAlive(Number(pid)));
      if (!isGone && Date.now() - mtimeMs < this.#leftMs) continue;
      this.#closed.push({ no: 0, name, isLeft: true, bytes });
      this.#bytes += bytes;
    }
  }

  #remove(piece: Piece): void {
    this.#forget(piece);
    rmSync(join(this.#options.folder, piece.name), { force: true });
  }

  #forget(piece: Piece): void {
    this.#closed = this.#closed.filter((one) => one !== piece);
    this.#bytes -= piece.bytes;
  }

  #warn(facts: object, sentence: string): void {
    const now = this.#options.now();
    if (now - this.#warnedAt < WARN_MS) return;
    this.#warnedAt = now;
    this.#options.warn(facts, sentence);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}
