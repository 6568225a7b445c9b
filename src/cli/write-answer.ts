// Spells a split or a reversal as one line of JSON, in the fixed order of docs/split-format.md. Quicker than
// JSON.stringify, because a party's half of a line is spelled once and kept; never changes a figure.
// Example: {"id":"s1","currency":"USD","paid":10000,"allocations":[{"party":"ana","role":"producer","amount":5054},…]}
import type { Line, LineRole } from "../engine/line.ts";

export interface Answer {
  readonly id: string;
  /** The id of the sale, for a refund. */
  readonly refundOf?: string;
  readonly currency: string;
  /** Negative for a refund. */
  readonly paid: number;
  readonly isAbated: boolean;
  readonly why?: unknown;
}

/** So many spelled beginnings are kept; parties may be as many as sales. */
const KEPT = 10_000;

export class AnswerWriter {
  readonly #beginnings: Record<LineRole, Map<string, string>> = {
    producer: new Map(),
    coproducer: new Map(),
    manager: new Map(),
    affiliate: new Map(),
    platform_fee: new Map(),
    processor_fee: new Map(),
    tax: new Map(),
  };

  /** `sign` −1 spells the amounts negative. Lines of 0 are left out, except the first, the producer's. */
  write(
    answer: Answer,
    lines: readonly Line[],
    amounts: readonly number[] | undefined,
    sign: 1 | -1,
  ): string {
    let text = `{"id":${spell(answer.id)}`;
    if (answer.refundOf !== undefined) text += `,"refundOf":${spell(answer.refundOf)}`;
    text += `,"currency":"${answer.currency}","paid":${answer.paid},"allocations":[`;
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i] as Line;
      const amount = (amounts === undefined ? line.amount : (amounts[i] as number)) * sign;
      if (i === 0) text += this.#beginning(line);
      else if (amount !== 0) text += `},${this.#beginning(line)}`;
      else continue;
      // −0 spells "0" here, as in JSON.stringify.
      text += amount;
    }
    text += "}]";
    if (answer.isAbated) text += ',"abated":true';
    if (answer.why !== undefined) text += `,"why":${JSON.stringify(answer.why)}`;
    return `${text}}\n`;
  }

  #beginning(line: Line): string {
    const key = line.contract ?? line.party;
    const kept = this.#beginnings[line.role];
    let beginning = kept.get(key);
    if (beginning === undefined) {
      beginning = `{"party":${JSON.stringify(line.party)},"role":"${line.role}",`;
      if (line.contract !== undefined) beginning += `"contract":${JSON.stringify(line.contract)},`;
      beginning += '"amount":';
      if (kept.size >= KEPT) kept.clear();
      kept.set(key, beginning);
    }
    return beginning;
  }
}

const PLAIN = /^[\w .:-]*$/;

function spell(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
