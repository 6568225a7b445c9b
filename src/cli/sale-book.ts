// What a stream of sales must remember of each: its id, and per line what has not been taken back yet.
// A sale takes some 50 bytes here besides its id: amounts as bytes in large blocks, parties as numbers, overwritten in
// place as refunds come (what remains never grows). Never holds a sale's other facts.
// Example: producer 50.54, c1 5.62, affiliate carla 30.24, fees 10.40 and 3.20 → 19 bytes.
import type { Line, LineRole } from "../engine/line.ts";
import type { Plan } from "../engine/plan.ts";

/** What remains of one sale. */
export interface Remaining {
  readonly currency: string;
  readonly lines: readonly Line[];
}

const BLOCK = 1 << 20;
const KINDS = 8;
const PRODUCER = 0;
const CONTRACT = 1;
const AFFILIATE = 2;
const PLATFORM = 3;
const PROCESSOR = 4;
const TAX = 5;
/** The most bytes of one line: what it is, and its amount. */
const WIDEST = 6 + 8;
/** A Map of V8 holds some 16.7 million keys. */
const MAP_SIZE = 1 << 23;

/** Ids to numbers, for more ids than one Map can hold. */
export class IdIndex {
  readonly #maps: Map<string, number>[] = [new Map()];

  get(id: string): number | undefined {
    for (const map of this.#maps) {
      const found = map.get(id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  set(id: string, value: number): void {
    let map = this.#maps.at(-1) as Map<string, number>;
    if (map.size >= MAP_SIZE) {
      map = new Map();
      this.#maps.push(map);
    }
    map.set(id, value);
  }
}

export class SaleBook {
  readonly #plan: Plan;
  readonly #contracts: ReadonlyMap<string, number>;
  readonly #places = new IdIndex();
  readonly #names: string[] = [];
  readonly #nameNumbers = new Map<string, number>();
  #blocks: Uint8Array[] = [];
  #at = BLOCK;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#contracts = new Map(plan.contracts.map(({ id }, index) => [id, index]));
  }

  /** Where a sale is remembered, or undefined. */
  find(id: string): number | undefined {
    return this.#places.get(id);
  }

  add(id: string, currency: string, lines: readonly Line[]): void {
    const room = 16 + lines.length * WIDEST;
    if (this.#at + room > BLOCK) {
      this.#blocks.push(new Uint8Array(Math.max(BLOCK, room)));
      this.#at = 0;
    }
    const block = this.#blocks.length - 1;
    this.#places.set(id, block * BLOCK + this.#at);
    this.#at = Math.min(BLOCK, this.#write(this.#blocks[block] as Uint8Array, this.#at, currency, lines));
  }

  read(place: number): Remaining {
    const reader = { block: this.#blocks[Math.floor(place / BLOCK)] as Uint8Array, at: place % BLOCK };
    const currency = this.#names[readNumber(reader)] as string;
    const header = readNumber(reader);
    const count = header >> 1;
    const lines: Line[] = [];
    for (let i = 0; i < count; i++) {
      const what = readNumber(reader);
      const amount = readNumber(reader);
      const isNegative = i === 0 && (header & 1) === 1;
      lines.push(this.#line(what, isNegative ? -amount : amount));
    }
    return { currency, lines };
  }

  /** Writes over a sale what remains of it now: never more lines nor larger ones than before. */
  overwrite(place: number, { currency, lines }: Remaining): void {
    const left = lines.filter((line, index) => index === 0 || line.amount !== 0);
    this.#write(this.#blocks[Math.floor(place / BLOCK)] as Uint8Array, place % BLOCK, currency, left);
  }

  #write(block: Uint8Array, start: number, currency: string, lines: readonly Line[]): number {
    const isNegative = (lines[0] as Line).amount < 0;
    let at = writeNumber(block, start, this.#number(currency));
    at = writeNumber(block, at, lines.length * 2 + (isNegative ? 1 : 0));
    for (const line of lines) {
      at = writeNumber(block, at, this.#what(line));
      at = writeNumber(block, at, Math.abs(line.amount));
    }
    return at;
  }

  #what({ role, contract, party }: Line): number {
    if (contract !== undefined) return (this.#contracts.get(contract) as number) * KINDS + CONTRACT;
    if (role === "affiliate") return this.#number(party) * KINDS + AFFILIATE;
    if (role === "processor_fee") return this.#number(party) * KINDS + PROCESSOR;
    return role === "platform_fee" ? PLATFORM : role === "tax" ? TAX : PRODUCER;
  }

  #line(what: number, amount: number): Line {
    const kind = what % KINDS;
    const index = (what - kind) / KINDS;
    if (kind === CONTRACT) {
      const { id, party, scope } = this.#plan.contracts[index] as Plan["contracts"][number];
      return { party, role: scope === "recruited" ? "manager" : "coproducer", contract: id, amount };
    }
    if (kind === AFFILIATE) return { party: this.#names[index] as string, role: "affiliate", amount };
    if (kind === PROCESSOR) return { party: this.#names[index] as string, role: "processor_fee", amount };
    const role: LineRole = kind === PLATFORM ? "platform_fee" : kind === TAX ? "tax" : "producer";
    const party =
      kind === PLATFORM ? this.#plan.platformFee?.party : kind === TAX ? "tax" : this.#plan.producer;
    return { party: party as string, role, amount };
  }

  #number(name: string): number {
    let number = this.#nameNumbers.get(name);
    if (number === undefined) {
      number = this.#names.length;
      this.#names.push(name);
      this.#nameNumbers.set(name, number);
    }
    return number;
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
