// Cuts a stream of bytes into lines of text, by line feed, without ever holding more than a piece and one
// line. A line that is not UTF-8 or is longer than 16 MiB is handed on as `null` with the reason; it costs
// only itself.
// Example: "a\r\nb" in two pieces → "a\r" (JSON takes the \r for white space), then at the end "b".
import { Buffer, isAscii, isUtf8 } from "node:buffer";

export type TakeLine = (text: string | null, reason: string) => void;

const LONGEST = 16 * 1024 * 1024;
const LINE_FEED = 10;

export class LineCutter {
  readonly #take: TakeLine;
  #pending: Buffer[] = [];
  #pendingSize = 0;
  #isTooLong = false;
  #isFirst = true;

  constructor(take: TakeLine) {
    this.#take = take;
  }

  /** Hands on every line that ends within this piece. */
  push(piece: Buffer): undefined {
    const last = piece.lastIndexOf(LINE_FEED);
    if (last < 0) return this.#keep(piece);
    let start = 0;
    if (this.#isTooLong) {
      start = piece.indexOf(LINE_FEED) + 1;
      this.#refuseLong();
    } else if (this.#pendingSize > 0) {
      start = piece.indexOf(LINE_FEED) + 1;
      this.#pending.push(piece.subarray(0, start));
      this.#cut(Buffer.concat(this.#pending));
    }
    this.#pending = [];
    this.#pendingSize = 0;
    if (start <= last) this.#cut(piece.subarray(start, last + 1));
    if (last + 1 < piece.length) this.#keep(piece.subarray(last + 1));
  }

  /** Hands on the last line, where it has no line feed. */
  end(): void {
    if (this.#isTooLong) this.#refuseLong();
    else if (this.#pendingSize > 0) this.#cut(Buffer.concat([...this.#pending, Buffer.from("\n")]));
  }

  #keep(piece: Buffer): undefined {
    if (this.#isTooLong) return;
    this.#pendingSize += piece.length;
    if (this.#pendingSize > LONGEST) {
      this.#isTooLong = true;
      this.#pending = [];
    } else {
      // A copy: the caller reads its next piece into the same bytes.
      this.#pending.push(Buffer.from(piece));
    }
  }

  #refuseLong(): void {
    this.#isTooLong = false;
    this.#isFirst = false;
    this.#take(null, "is longer than 16 MiB");
  }

  /** Whole lines, each with its line feed. */
  #cut(bytes: Buffer): void {
    if (isAscii(bytes)) this.#cutText(bytes.toString("latin1"));
    else if (isUtf8(bytes)) this.#cutText(bytes.toString("utf8"));
    else this.#cutDamaged(bytes);
  }

  #cutText(text: string): void {
    let start = 0;
    if (this.#isFirst) {
      this.#isFirst = false;
      // A byte order mark, as some editors write it.
      if (text.charCodeAt(0) === 0xfeff) start = 1;
    }
    for (let end = text.indexOf("\n", start); end >= 0; end = text.indexOf("\n", start)) {
      this.#take(text.slice(start, end), "");
      start = end + 1;
    }
  }

  #cutDamaged(bytes: Buffer): void {
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      const line = bytes.subarray(start, end + 1);
      if (isUtf8(line)) {
        this.#cutText(line.toString("utf8"));
      } else {
        this.#isFirst = false;
        this.#take(null, "is not UTF-8");
      }
      start = end + 1;
    }
  }
}
