// Takes lines of text one after the other and gives answers and errors, in order: the state of one `partage
// split`. Knows nothing of files or terminals. A line that is refused changes nothing: neither its id nor a
// counter is used.
// Example: a sale of 10.00, then {"refund":"s1","id":"r1","amount":400} → an answer of 10.00 and one of
// −4.00.
import { Refusal } from "../base/refusal.ts";
import { countersOfClauses } from "../engine/clauses/read-clause.ts";
import { type CompiledPlan, compilePlan } from "../engine/compile-plan.ts";
import { applyMoves } from "../engine/counters.ts";
import { explain } from "../engine/explain.ts";
import { explainReversal } from "../engine/explain-reversal.ts";
import type { Line } from "../engine/line.ts";
import type { Plan } from "../engine/plan.ts";
import { readLine } from "../engine/read-line.ts";
import { reverse } from "../engine/reverse.ts";
import type { Refund, Sale, Settlement } from "../engine/sale.ts";
import { settle } from "../engine/settle.ts";
import { split } from "../engine/split.ts";
import { AnswerWriter } from "./answer-writer.ts";
import { IdTable } from "./id-table.ts";
import { LineNames } from "./line-names.ts";
import { SaleBook } from "./sale-book.ts";

const BLANK = /^[ \t\r]*$/;

export class SaleStream {
  readonly #plan: CompiledPlan;
  readonly #explains: boolean;
  readonly #names: LineNames;
  readonly #book: SaleBook;
  readonly #refundIds = new IdTable();
  readonly #settlementIds = new Set<string>();
  readonly #counters = new Map<string, number>();
  readonly #writer: AnswerWriter;
  // Filled anew for every sale, so that a million make no waste.
  readonly #codes: number[] = [];
  readonly #amounts: number[] = [];
  #errors = "";
  /** Lines taken so far, blank ones included: the number of the last. */
  lines = 0;
  refused = 0;

  constructor(plan: Plan, explains: boolean) {
    this.#plan = compilePlan(plan);
    this.#explains = explains;
    this.#names = new LineNames(plan);
    this.#book = new SaleBook(this.#names, countsByPeriod(plan));
    this.#writer = new AnswerWriter(this.#names);
  }

  /** The next line; null is one that is no text, for the reason given. */
  take(text: string | null, reason: string): undefined {
    this.lines++;
    if (text === null) return this.#refuse("invalid_json", `The line ${reason}`, "");
    // Almost no line is blank, so the first character decides almost always.
    if (text.charCodeAt(0) !== 123 && BLANK.test(text)) return;
    const { sale, refund, settlement, problem } = readLine(text);
    if (sale !== undefined) this.#takeSale(sale);
    else if (refund !== undefined) this.#takeRefund(refund);
    else if (settlement !== undefined) this.#settle(settlement);
    else if (problem !== undefined) this.#refuse(problem.code, problem.message, problem.path);
  }

  /** What clauses had counted before the next line, instead of what was counted here. */
  handCounters(counters: Iterable<readonly [string, number]>): void {
    this.#counters.clear();
    for (const [name, value] of counters) this.#counters.set(name, value);
  }

  /** To be used before the next line is taken. */
  takeAnswers(): Uint8Array {
    return this.#writer.take();
  }

  takeErrors(): string {
    const errors = this.#errors;
    this.#errors = "";
    return errors;
  }

  #takeSale(sale: Sale): undefined {
    if (this.#book.find(sale.id) >= 0) {
      return this.#refuse("duplicate_sale", `A sale ${JSON.stringify(sale.id)} was read before`, "id");
    }
    const { lines, isAbated, moves } = split(this.#plan, sale, this.#counters);
    const why = this.#explains ? explain(this.#plan, sale, this.#counters) : undefined;
    if (moves.length > 0) applyMoves(this.#counters, moves);
    const codes = this.#codes;
    const amounts = this.#amounts;
    codes.length = amounts.length = lines.length;
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i] as Line;
      codes[i] = this.#names.codeOf(line);
      amounts[i] = line.amount;
    }
    const { id, currency, paid } = sale;
    this.#book.add(id, currency, lines, codes, sale.at);
    this.#writer.write({ id, refundOf: undefined, currency, paid, isAbated, why }, codes, amounts);
  }

  #takeRefund(refund: Refund): undefined {
    const { id, refund: saleId, amount, feesReturned } = refund;
    if (this.#refundIds.find(id) >= 0) {
      return this.#refuse("duplicate_refund", `A refund ${JSON.stringify(id)} was read before`, "id");
    }
    const place = this.#book.find(saleId);
    if (place < 0) {
      return this.#refuse("unknown_sale", `No sale ${JSON.stringify(saleId)} was read before`, "refund");
    }
    const { currency, lines, at } = this.#book.read(place);
    const request = { amount, feesReturned, currency, at };
    const { plan } = this.#plan;
    try {
      const { computed, taken, moves } = reverse(plan, lines, [], request);
      const why = this.#explains ? explainReversal(plan, lines, [], request) : undefined;
      applyMoves(this.#counters, moves);
      const left = lines.map((line, i) => ({ ...line, amount: line.amount - (computed[i] as number) }));
      this.#book.overwrite(place, { currency, lines: left, at });
      this.#refundIds.close(this.#refundIds.besideId(this.#refundIds.add(id, 0)));
      const answer = { id, refundOf: saleId, currency, paid: -amount, isAbated: false, why };
      const codes = lines.map((line) => this.#names.codeOf(line));
      this.#writer.write(
        answer,
        codes,
        taken.map((amount) => -amount),
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#refuse(error.code, error.message, "amount");
    }
  }

  #settle(settlement: Settlement): undefined {
    const { id, settle: settled, currency } = settlement;
    if (this.#settlementIds.has(id)) {
      return this.#refuse("duplicate_settlement", `A settlement ${JSON.stringify(id)} was read before`, "id");
    }
    this.#settlementIds.add(id);
    const { lines: allocations, moves, why } = settle(this.#plan.plan, settlement, this.#counters);
    applyMoves(this.#counters, moves);
    const answer = { id, settled, currency, paid: 0, allocations };
    this.#writer.writeObject(this.#explains ? { ...answer, why } : answer);
  }

  #refuse(code: string, message: string, path: string): undefined {
    this.refused++;
    this.#errors += `${JSON.stringify({ line: this.lines, error: { code, message, path } })}\n`;
  }
}

/** What is earned in a period counts less by a refund, so that the period of each sale must be remembered. */
function countsByPeriod(plan: Plan): boolean {
  return plan.contracts.some(({ clauses }) =>
    countersOfClauses(clauses).some(({ measure, period }) => measure === "earned" && period !== "term"),
  );
}
