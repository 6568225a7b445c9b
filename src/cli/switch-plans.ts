// One stream of lines under several plans, one after the other: beside sales and refunds it takes lines that
// name a plan, go back to a named one, or hand over what clauses had counted. That is how a partner's
// download is split again whole: its contract's versions, its renewals and its counters from any day on.
// Answers nothing to such a line.
// Example: {"plan":"p2","is":{…}} · {"counters":{"volume:term:USD:c1":90000}} · {"id":"s9", …} ·
// {"plan":"p1"}
import { NotExact, parseExactJson } from "../engine/exact-json.ts";
import type { Plan } from "../engine/plan.ts";
import { readPlan } from "../engine/read-plan.ts";
import { SaleStream } from "./split-stream.ts";

const P = 112;
const C = 99;
/** As src/engine/counters.ts spells them. */
const COUNTER =
  /^(sales|volume|earned|recouped|advance|minimum|milestone-[a-z]+-\d+):(term|\d{1,4}(-\d\d|-Q[1-4])?):([A-Z]{3})?:./s;

export class PlanSwitch {
  readonly #explains: boolean;
  readonly #named = new Map<string, SaleStream>();
  #current: SaleStream;
  #answers: Uint8Array[] = [];
  #errors = "";
  #refusedHere = 0;
  lines = 0;

  constructor(plan: Plan, explains: boolean) {
    this.#explains = explains;
    this.#current = new SaleStream(plan, explains);
    this.#streams.add(this.#current);
  }

  readonly #streams = new Set<SaleStream>();

  get refused(): number {
    let refused = this.#refusedHere;
    for (const stream of this.#streams) refused += stream.refused;
    return refused;
  }

  take(text: string | null, reason: string): undefined {
    const second = text === null ? 0 : text.charCodeAt(2);
    if (second === P && text?.startsWith('{"plan"')) return this.#turn(text, "plan");
    if (second === C && text?.startsWith('{"counters"')) return this.#turn(text, "counters");
    this.#current.lines = this.lines++;
    this.#current.take(text, reason);
  }

  /** To be used before the next line is taken. */
  takeAnswers(): Uint8Array {
    const own = this.#current.takeAnswers();
    if (this.#answers.length === 0) return own;
    const all = Buffer.concat([...this.#answers, own]);
    this.#answers = [];
    return all;
  }

  takeErrors(): string {
    const errors = this.#errors + this.#current.takeErrors();
    this.#errors = "";
    return errors;
  }

  #turn(text: string, kind: "plan" | "counters"): undefined {
    this.lines++;
    let line: unknown;
    try {
      line = parseExactJson(text);
    } catch (error) {
      if (!(error instanceof NotExact)) throw error;
      return this.#refuse(error.code, `The line ${error.message}`, error.path);
    }
    const fields = line as Record<string, unknown>;
    const unknown = Object.keys(fields).find((key) => key !== kind && !(kind === "plan" && key === "is"));
    if (unknown !== undefined) return this.#refuse("invalid_line", `${unknown} is not a known key`, unknown);
    if (kind === "plan") this.#takePlan(fields);
    else this.#handOver(fields.counters);
  }

  #takePlan({ plan: name, is }: Record<string, unknown>): undefined {
    if (typeof name !== "string" || name === "") {
      return this.#refuse("invalid_line", "plan must be a name", "plan");
    }
    if (is === undefined) {
      const known = this.#named.get(name);
      if (known === undefined) return this.#refuse("unknown_plan", `No plan ${name} was read before`, "plan");
      return this.#goTo(known);
    }
    if (this.#named.has(name)) {
      return this.#refuse("duplicate_plan", `A plan ${name} was read before`, "plan");
    }
    const read = readPlan(is);
    if (!read.ok) {
      for (const { code, message, path } of read.errors)
        this.#refuse(code, `is ${path} ${message}`, `is.${path}`);
      return;
    }
    const stream = new SaleStream(read.plan, this.#explains);
    this.#named.set(name, stream);
    this.#streams.add(stream);
    this.#goTo(stream);
  }

  #handOver(counters: unknown): undefined {
    const isObject = typeof counters === "object" && counters !== null && !Array.isArray(counters);
    const pairs = isObject ? Object.entries(counters) : [];
    if (!isObject || pairs.some(([, value]) => !Number.isSafeInteger(value) || (value as number) < 0)) {
      const message = "counters must be an object of whole numbers, 0 or more";
      return this.#refuse("invalid_line", message, "counters");
    }
    const odd = pairs.find(([name]) => !COUNTER.test(name));
    if (odd !== undefined) {
      const message = `${odd[0]} is no counter: measure:period:currency:contract, as volume:2026-03:USD:c1`;
      return this.#refuse("invalid_line", message, `counters.${odd[0]}`);
    }
    this.#current.handCounters(pairs as [string, number][]);
  }

  #goTo(stream: SaleStream): undefined {
    if (stream === this.#current) return;
    const answers = this.#current.takeAnswers();
    if (answers.length > 0) this.#answers.push(Uint8Array.from(answers));
    this.#errors += this.#current.takeErrors();
    this.#current = stream;
  }

  #refuse(code: string, message: string, path: string): undefined {
    this.#errors += this.#current.takeErrors();
    this.#refusedHere++;
    this.#errors += `${JSON.stringify({ line: this.lines, error: { code, message, path } })}\n`;
  }
}
