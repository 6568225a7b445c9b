// Spells splits and reversals as lines of JSON, in the fixed order of docs/split-format.md, straight into
// bytes: a party's half of a line is spelled once and copied. Never changes a figure.
// Example:
// {"id":"s1","currency":"USD","paid":10000,"allocations":[{"party":"ana","role":"producer","amount":5054},…]}
import { Buffer } from "node:buffer";
import type { LineNames } from "./line-names.ts";

export interface Answer {
  readonly id: string;
  /** The id of the sale, for a refund. */
  readonly refundOf: string | undefined;
  readonly currency: string;
  /** Negative for a refund. */
  readonly paid: number;
  readonly isAbated: boolean;
  readonly why: unknown;
}

const LONGEST_NUMBER = 20;
const ID = Buffer.from('{"id":');
const REFUND_OF = Buffer.from(',"refundOf":');
const CURRENCY = Buffer.from(',"currency":"');
const PAID = Buffer.from('","paid":');
const ALLOCATIONS = Buffer.from(',"allocations":[');
const LAST = Buffer.from("}]");
const ABATED = Buffer.from(',"abated":true');
const WHY = Buffer.from(',"why":');
const END = Buffer.from("}\n");

export class AnswerWriter {
  readonly #names: LineNames;
  #bytes = Buffer.allocUnsafe(1 << 16);
  #at = 0;

  constructor(names: LineNames) {
    this.#names = names;
  }

  /** Lines of 0 are left out, except the first, the producer's. */
  write(answer: Answer, codes: readonly number[], amounts: readonly number[]): void {
    this.#reserve(200);
    this.#copy(ID);
    this.#text(answer.id);
    if (answer.refundOf !== undefined) {
      this.#copy(REFUND_OF);
      this.#text(answer.refundOf);
    }
    this.#reserve(200);
    this.#copy(CURRENCY);
    for (let i = 0; i < 3; i++) this.#bytes[this.#at++] = answer.currency.charCodeAt(i);
    this.#copy(PAID);
    this.#number(answer.paid);
    this.#copy(ALLOCATIONS);
    this.#lines(codes, amounts);
    this.#reserve(200);
    this.#copy(LAST);
    if (answer.isAbated) this.#copy(ABATED);
    if (answer.why !== undefined) {
      this.#copy(WHY);
      this.#json(JSON.stringify(answer.why));
    }
    this.#reserve(2);
    this.#copy(END);
  }

  /** An answer of another shape, as rare as a period's end. */
  writeObject(answer: unknown): void {
    this.#json(JSON.stringify(answer));
    this.#reserve(1);
    this.#bytes[this.#at++] = 10;
  }

  /** All that was written since the last call: to be used before the next write, which writes over it. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#at);
    this.#at = 0;
    return taken;
  }

  #reserve(room: number): void {
    if (this.#at + room <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#at + room));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }

  #copy(bytes: Uint8Array): void {
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  #lines(codes: readonly number[], amounts: readonly number[]): void {
    let bytes = this.#bytes;
    let at = this.#at;
    for (let i = 0; i < codes.length; i++) {
      const amount = amounts[i] as number;
      if (i > 0 && amount === 0) continue;
      const beginning = this.#names.beginningOf(codes[i] as number);
      if (at + beginning.length + LONGEST_NUMBER > bytes.length) {
        this.#at = at;
        this.#reserve(beginning.length + LONGEST_NUMBER);
        bytes = this.#bytes;
      }
      bytes.set(beginning, at);
      at = writeNumber(bytes, at + beginning.length, amount);
    }
    this.#at = at;
  }

  #number(value: number): void {
    this.#at = writeNumber(this.#bytes, this.#at, value);
  }

  /** A text in quotes; anything but plain letters goes the long way. */
  #text(text: string): undefined {
    this.#reserve(text.length + 2);
    const bytes = this.#bytes;
    let at = this.#at;
    bytes[at++] = 34;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 32 || unit > 126 || unit === 34 || unit === 92) return this.#json(JSON.stringify(text));
      bytes[at++] = unit;
    }
    bytes[at++] = 34;
    this.#at = at;
  }

  #json(json: string): undefined {
    this.#reserve(json.length * 3);
    this.#at += this.#bytes.write(json, this.#at, "utf8");
  }
}

/** Decimal digits; −0 is 0, as JSON.stringify has it. Gives where they end. */
function writeNumber(bytes: Buffer, start: number, value: number): number {
  let at = start;
  let rest = value;
  if (rest < 0) {
    bytes[at++] = 45;
    rest = -rest;
  }
  if (rest >= 0x8000_0000) return at + bytes.write(String(rest), at, "latin1");
  let end = at + 1;
  for (let limit = 10; rest >= limit; limit *= 10) end++;
  for (let i = end - 1; i >= at; i--) {
    const tenth = (rest / 10) | 0;
    bytes[i] = 48 + rest - tenth * 10;
    rest = tenth;
  }
  return end;
}
