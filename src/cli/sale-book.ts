// What a stream of sales must remember of each: its id, and per line what has not been taken back yet.
// Amounts are bytes, seven bits each, and lines are numbers; what remains is written over what was, because
// it never grows. Never holds a sale's other facts.
// Example: producer 50.54, c1 5.62, affiliate carla 30.24, fees 10.40 and 3.20 → 17 bytes beside the id.
import type { Instant } from "../base/instant.ts";
import type { Line } from "../engine/line.ts";
import { IdTable } from "./id-table.ts";
import type { LineNames } from "./line-names.ts";

/** What remains of one sale. */
export interface Remaining {
  readonly currency: string;
  /** To the millisecond, where the book keeps instants. */
  readonly at: Instant | undefined;
  readonly lines: readonly Line[];
}

/** No RFC 3339 instant lies before it: what is kept of one is the milliseconds since. */
const EARLIEST = Date.UTC(-1, 0);

/** The most bytes that a line takes: its number and its amount. */
const WIDEST = 6 + 8;

export class SaleBook {
  readonly #names: LineNames;
  readonly #keepsInstants: boolean;
  readonly #table = new IdTable();

  constructor(names: LineNames, keepsInstants = false) {
    this.#names = names;
    this.#keepsInstants = keepsInstants;
  }

  /** Where a sale is remembered, or −1. */
  find(id: string): number {
    return this.#table.find(id);
  }

  /** Remembers a sale that find does not know; `codes` are the numbers of its lines. */
  add(id: string, currency: string, lines: readonly Line[], codes: readonly number[], at: Instant): void {
    const place = this.#table.add(id, 24 + lines.length * WIDEST);
    this.#table.close(this.#write(place, { currency, lines, at }, codes));
  }

  read(place: number): Remaining {
    const reader = { block: this.#table.blockOf(place), at: this.#table.besideId(place) };
    const currency = this.#names.nameOf(readNumber(reader));
    const at = this.#keepsInstants ? ((readNumber(reader) + EARLIEST) as Instant) : undefined;
    const header = readNumber(reader);
    const count = (header - (header % 2)) / 2;
    const lines: Line[] = [];
    for (let i = 0; i < count; i++) {
      const code = readNumber(reader);
      const amount = readNumber(reader);
      const isNegative = i === 0 && header % 2 === 1;
      lines.push(this.#names.lineOf(code, isNegative ? -amount : amount));
    }
    return { currency, lines, at };
  }

  /** Writes over a sale what remains of it now: never more lines, nor larger ones, than before. */
  overwrite(place: number, remaining: Remaining): void {
    const left = remaining.lines.filter((line, index) => index === 0 || line.amount !== 0);
    this.#write(
      place,
      { ...remaining, lines: left },
      left.map((line) => this.#names.codeOf(line)),
    );
  }

  #write(place: number, { currency, lines, at: sold }: Remaining, codes: readonly number[]): number {
    const block = this.#table.blockOf(place);
    const isNegative = (lines[0] as Line).amount < 0;
    let at = writeNumber(block, this.#table.besideId(place), this.#names.repeatedNumberOf(0, currency));
    if (this.#keepsInstants) at = writeNumber(block, at, (sold as Instant) - EARLIEST);
    at = writeNumber(block, at, lines.length * 2 + (isNegative ? 1 : 0));
    for (let i = 0; i < lines.length; i++) {
      at = writeNumber(block, at, codes[i] as number);
      at = writeNumber(block, at, Math.abs((lines[i] as Line).amount));
    }
    return at;
  }
}

/** Seven bits a byte, the lowest first. */
function writeNumber(block: Uint8Array, start: number, value: number): number {
  let at = start;
  let rest = value;
  while (rest >= 0x8000_0000) {
    block[at++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  while (rest >= 128) {
    block[at++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  block[at++] = rest;
  return at;
}

function readNumber(reader: { readonly block: Uint8Array; at: number }): number {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = reader.block[reader.at++] as number;
    value += (byte & 127) * scale;
    if (byte < 128) return value;
  }
}
