// Takes lines of text one after the other and gives answers and errors, in order: the state of one `partage split`.
// Knows nothing of files or terminals. A line that is refused changes nothing: neither its id nor a counter is used.
// Example: a sale of 10.00, then {"refund":"s1","id":"r1","amount":400} → an answer of 10.00 and one of −4.00.
import { Refusal } from "../base/refusal.ts";
import { type CompiledPlan, compilePlan } from "../engine/compile-plan.ts";
import { applyMoves } from "../engine/counters.ts";
import { explain, explainReversal } from "../engine/explain.ts";
import type { Plan } from "../engine/plan.ts";
import { readLine } from "../engine/read-line.ts";
import { reverse } from "../engine/reverse.ts";
import type { Refund, Sale } from "../engine/sale.ts";
import { split } from "../engine/split.ts";
import { IdIndex, SaleBook } from "./sale-book.ts";
import { AnswerWriter } from "./write-answer.ts";

const BLANK = /^[ \t\r]*$/;

export class SaleStream {
  readonly #plan: CompiledPlan;
  readonly #explains: boolean;
  readonly #book: SaleBook;
  readonly #refundIds = new IdIndex();
  readonly #counters = new Map<string, number>();
  readonly #writer = new AnswerWriter();
  #answers = "";
  #errors = "";
  /** Lines taken so far, blank ones included: the number of the last. */
  lines = 0;
  refused = 0;

  constructor(plan: Plan, explains: boolean) {
    this.#plan = compilePlan(plan);
    this.#explains = explains;
    this.#book = new SaleBook(plan);
  }

  /** The next line; null is one that is no text, for the reason given. */
  take(text: string | null, reason: string): undefined {
    this.lines++;
    if (text === null) return this.#refuse("invalid_json", `The line ${reason}`, "");
    // Almost no line is blank, so the first character decides almost always.
    if (text.charCodeAt(0) !== 123 && BLANK.test(text)) return;
    const { sale, refund, problem } = readLine(text);
    if (sale !== undefined) this.#takeSale(sale);
    else if (refund !== undefined) this.#takeRefund(refund);
    else if (problem !== undefined) this.#refuse(problem.code, problem.message, problem.path);
  }

  takeAnswers(): string {
    const answers = this.#answers;
    this.#answers = "";
    return answers;
  }

  takeErrors(): string {
    const errors = this.#errors;
    this.#errors = "";
    return errors;
  }

  #takeSale(sale: Sale): undefined {
    if (this.#book.find(sale.id) !== undefined) {
      return this.#refuse("duplicate_sale", `A sale ${JSON.stringify(sale.id)} was read before`, "id");
    }
    const { lines, isAbated, moves } = split(this.#plan, sale, this.#counters);
    const why = this.#explains ? explain(this.#plan, sale, this.#counters) : undefined;
    applyMoves(this.#counters, moves);
    this.#book.add(sale.id, sale.currency, lines);
    const { id, currency, paid } = sale;
    this.#answers += this.#writer.write({ id, currency, paid, isAbated, why }, lines, undefined, 1);
  }

  #takeRefund(refund: Refund): undefined {
    const { id, refund: saleId, amount, feesReturned } = refund;
    if (this.#refundIds.get(id) !== undefined) {
      return this.#refuse("duplicate_refund", `A refund ${JSON.stringify(id)} was read before`, "id");
    }
    const place = this.#book.find(saleId);
    if (place === undefined) {
      return this.#refuse("unknown_sale", `No sale ${JSON.stringify(saleId)} was read before`, "refund");
    }
    const { currency, lines } = this.#book.read(place);
    const request = { amount, feesReturned, currency };
    const { plan } = this.#plan;
    try {
      const { computed, taken, moves } = reverse(plan, lines, [], request);
      const why = this.#explains ? explainReversal(plan, lines, [], request) : undefined;
      applyMoves(this.#counters, moves);
      const left = lines.map((line, i) => ({ ...line, amount: line.amount - (computed[i] as number) }));
      this.#book.overwrite(place, { currency, lines: left });
      this.#refundIds.set(id, 1);
      const answer = { id, refundOf: saleId, currency, paid: -amount, isAbated: false, why };
      this.#answers += this.#writer.write(answer, lines, taken, -1);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#refuse(error.code, error.message, "amount");
    }
  }

  #refuse(code: string, message: string, path: string): undefined {
    this.refused++;
    this.#errors += `${JSON.stringify({ line: this.lines, error: { code, message, path } })}\n`;
  }
}
