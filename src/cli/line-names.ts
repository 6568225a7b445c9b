// Numbers for what a line says besides its amount (party, role, contract), and how each begins in JSON.
// The sale book keeps the number, the answer writer copies the beginning: one look-up serves both.
// Example: bruno as coproducer by c1 → 9 → {"party":"bruno","role":"coproducer","contract":"c1","amount":
import type { Line, LineRole } from "../engine/line.ts";
import type { Plan } from "../engine/plan.ts";

const KINDS = 8;
const PRODUCER = 0;
const CONTRACT = 1;
const AFFILIATE = 2;
const PLATFORM = 3;
const PROCESSOR = 4;
const TAX = 5;
const RECOUP = 6;
const ADVANCE = 7;

/** So many beginnings are kept at once; parties may be as many as sales. */
const KEPT = 10_000;

export class LineNames {
  readonly #plan: Plan;
  readonly #contracts: ReadonlyMap<string, number>;
  readonly #names: string[] = [];
  readonly #numbers = new Map<string, number>();
  // Processors and currencies: neighbours mostly share them, and comparing is quicker than looking up.
  readonly #lastNames = ["", ""];
  readonly #lastNumbers = [-1, -1];
  #beginnings: (Uint8Array | undefined)[] = [];
  #kept = 0;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#contracts = new Map(plan.contracts.map(({ id }, index) => [id, index * KINDS + CONTRACT]));
  }

  /** The number of a party's name, or of any other text. */
  numberOf(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#names.length;
      this.#names.push(name);
      this.#numbers.set(name, number);
    }
    return number;
  }

  /** The same for a name that mostly comes again at once: 0 for currencies, 1 for processors. */
  repeatedNumberOf(series: 0 | 1, name: string): number {
    if (name === this.#lastNames[series]) return this.#lastNumbers[series] as number;
    const number = this.numberOf(name);
    this.#lastNames[series] = name;
    this.#lastNumbers[series] = number;
    return number;
  }

  nameOf(number: number): string {
    return this.#names[number] as string;
  }

  codeOf({ role, contract, party }: Line): number {
    if (contract !== undefined) {
      const code = this.#contracts.get(contract) as number;
      return role === "recoup"
        ? code - CONTRACT + RECOUP
        : role === "advance"
          ? code - CONTRACT + ADVANCE
          : code;
    }
    if (role === "affiliate") return this.numberOf(party) * KINDS + AFFILIATE;
    if (role === "processor_fee") return this.repeatedNumberOf(1, party) * KINDS + PROCESSOR;
    return role === "platform_fee" ? PLATFORM : role === "tax" ? TAX : PRODUCER;
  }

  lineOf(code: number, amount: number): Line {
    const kind = code % KINDS;
    const index = (code - kind) / KINDS;
    if (kind === CONTRACT || kind === RECOUP || kind === ADVANCE) {
      const { id, party, scope } = this.#plan.contracts[index] as Plan["contracts"][number];
      if (kind === RECOUP) return { party, role: "recoup", contract: id, amount };
      if (kind === ADVANCE) return { party: this.#plan.producer, role: "advance", contract: id, amount };
      return { party, role: scope === "recruited" ? "manager" : "coproducer", contract: id, amount };
    }
    if (kind === AFFILIATE) return { party: this.nameOf(index), role: "affiliate", amount };
    if (kind === PROCESSOR) return { party: this.nameOf(index), role: "processor_fee", amount };
    const role: LineRole = kind === PLATFORM ? "platform_fee" : kind === TAX ? "tax" : "producer";
    const party =
      kind === PLATFORM ? this.#plan.platformFee?.party : kind === TAX ? "tax" : this.#plan.producer;
    return { party: party as string, role, amount };
  }

  /**
   * The JSON of a line up to its amount, as UTF-8; of any but the first, with the end of the line before it.
   */
  beginningOf(code: number): Uint8Array {
    return this.#beginnings[code] ?? this.#spell(code);
  }

  #spell(code: number): Uint8Array {
    const { party, role, contract } = this.lineOf(code, 0);
    const named = contract === undefined ? { party, role } : { party, role, contract };
    const separator = code === PRODUCER ? "" : "},";
    const text = `${separator}${JSON.stringify(named).slice(0, -1)},"amount":`;
    const beginning = new TextEncoder().encode(text);
    if (this.#kept >= KEPT) {
      this.#beginnings = [];
      this.#kept = 0;
    }
    this.#beginnings[code] = beginning;
    this.#kept++;
    return beginning;
  }
}
