// The independent auditor: predicts every answer of `partage split` and every balance of a workspace from the
// facts alone, in exact fractions, written from the domain page and not from the product. It stores nothing.
// Example: after {"paid":1000} with only a producer: processor:api -1000, payable of that party +1000.
import { atLeast, inProportion, sum } from "./auditor-rational.ts";
import { settlePeriod } from "./auditor-settle.ts";
import { type Answer, answerOf, Counters, held, reverse, type Sold, splitSale } from "./auditor-split.ts";
import {
  Invalid,
  type Plan,
  readLine,
  readPlan,
  refuse,
  refuseIf,
  type Sale,
  type Settlement,
} from "./split-text.ts";

export type Problem = { line?: number; error: { code: string } };
export type Outcome<T = void> = { answer: T } | Problem;
type Told = { source: string; plan?: string; line: string; startedHere?: boolean };
type LateFee = { source: string; sale: string; party: string; amount: number };
type Opened = { source: string; sale: string; id: string; amount?: number };
type Closed = { source: string; id: string; outcome: "won" | "lost"; fee?: number; bearer?: string };
type Dispute = { sold: Sold; amount: bigint; lines: bigint[]; open: boolean };

const kindOf = (role: string) => (role === "tax" ? role : role.endsWith("_fee") ? `${role}s` : "payable");
const negative = (list: bigint[]) => list.map((n) => -n);
const less = (from: bigint[], by: bigint[]) => from.map((n, i) => n - (by[i] ?? 0n));
const at = (...parts: string[]) => JSON.stringify(parts);
function attempt<T>(act: () => T): Outcome<T> {
  try {
    return { answer: act() };
  } catch (error) {
    if (error instanceof Invalid) return { error: { code: error.message } };
    throw error;
  }
}

/**
 * One a workspace, told the facts in ledger order; amounts are integers of minor units, of type number:
 *   sale({ source, plan, line })            plan.json in force at the sale and the sale, both as text of §11
 *   refund({ source, line, startedHere? })  line as in §11; started here, refused while a dispute is open
 *   lateFee({ source, sale, party, amount })               a processor fee after the split, the producer's
 *   disputeOpened({ source, sale, id, amount? })           of the whole remaining amount when none is given
 *   disputeClosed({ source, id, outcome, fee?, bearer? })  the dispute fee is taken when it is lost
 * Each gives { answer } or { error: { code } }; what is refused moves nothing. Where a refund meets disputes
 * the oldest shrinks first, by its amount, and what stays disputed is divided anew over what is left.
 */
export class Auditor {
  readonly #counters = new Counters();
  readonly #plans = new Map<string, Plan>();
  readonly #sales = new Map<string, Sold>();
  readonly #refunds = new Set<string>();
  readonly #settlements = new Set<string>();
  readonly #disputes = new Map<string, Dispute>();
  readonly #balances = new Map<string, bigint>();

  sale = (fact: Told & { plan: string }): Outcome<Answer> => this.entry(fact);
  refund = (fact: Told): Outcome<Answer> => this.entry(fact);
  entry({ source, plan, line, startedHere }: Told): Outcome<Answer> {
    return attempt(() => {
      const read = readLine(line);
      if ("sale" in read) return this.#sell(source, plan ?? refuse("no_plan"), read.sale);
      if ("settlement" in read) return this.#settle(source, plan ?? refuse("no_plan"), read.settlement);
      const { id, refund, amount, feesReturned } = read.refund;
      refuseIf(this.#refunds.has(at(source, id)), "duplicate_refund");
      const sold = this.#sold(source, refund);
      const open = this.#open(sold);
      refuseIf(startedHere === true && open.length > 0, "dispute_open");
      refuseIf(amount > sold.left, "refund_exceeds_remaining");
      const given = negative(reverse(sold, inProportion(amount, held(sold)), feesReturned, this.#counters));
      this.#refunds.add(at(source, id));
      this.#move(source, sold, given);
      this.#shrink(sold, open, amount);
      return answerOf(sold, { id, refundOf: refund }, given);
    });
  }
  lateFee({ source, sale, party, amount }: LateFee): Outcome {
    return attempt(() => {
      const { plan, currency } = this.#sold(source, sale);
      this.#post(plan.producer, "payable", currency, -BigInt(amount));
      this.#post(party, "processor_fees", currency, BigInt(amount));
    });
  }
  disputeOpened(fact: Opened): Outcome {
    return attempt(() => {
      const key = at(fact.source, fact.id);
      const sold = this.#sold(fact.source, fact.sale);
      const remaining = sold.left - sum(this.#open(sold).map((dispute) => dispute.amount));
      const amount = fact.amount === undefined ? remaining : BigInt(fact.amount);
      refuseIf(this.#disputes.has(key), "duplicate_dispute");
      refuseIf(amount < 1n || amount > remaining, "dispute_exceeds_remaining");
      const lines = inProportion(amount, this.#undisputed(sold));
      this.#disputes.set(key, { sold, amount, lines, open: true });
      this.#reserve(sold, lines);
    });
  }
  disputeClosed({ source, id, outcome, fee, bearer }: Closed): Outcome {
    return attempt(() => {
      const dispute = this.#disputes.get(at(source, id)) ?? refuse("unknown_dispute");
      refuseIf(!dispute.open, "dispute_closed");
      const { sold, lines } = Object.assign(dispute, { open: false });
      this.#reserve(sold, negative(lines));
      if (outcome === "won") return;
      this.#move(source, sold, negative(reverse(sold, lines, true, this.#counters)));
      this.#post(bearer ?? sold.plan.producer, "payable", sold.currency, -BigInt(fee ?? 0));
      this.#post("", `processor:${source}`, sold.currency, BigInt(fee ?? 0));
    });
  }
  balances(): { owner: string; kind: string; currency: string; amount: number }[] {
    const rows = [...this.#balances].filter(([, n]) => n !== 0n).sort(([a], [b]) => (a < b ? -1 : 1));
    return rows.map(([key, n]) => {
      const [owner, kind, currency] = JSON.parse(key) as [string, string, string];
      return { owner, kind, currency, amount: Number(n) };
    });
  }
  #planOf(text: string): Plan {
    const plan = this.#plans.get(text) ?? readPlan(text, true);
    this.#plans.set(text, plan);
    return plan;
  }
  #settle(source: string, planText: string, settlement: Settlement): Answer {
    refuseIf(this.#settlements.has(at(source, settlement.id)), "duplicate_settlement");
    this.#settlements.add(at(source, settlement.id));
    const answer = settlePeriod(this.#planOf(planText), settlement, this.#counters);
    for (const { party, amount } of answer.allocations)
      this.#post(party, "payable", settlement.currency, BigInt(amount));
    return answer;
  }
  #sell(source: string, planText: string, sale: Sale): Answer {
    refuseIf(this.#sales.has(at(source, sale.id)), "duplicate_sale");
    const plan = this.#planOf(planText);
    const sold = splitSale(plan, sale, this.#counters);
    this.#sales.set(at(source, sale.id), sold);
    this.#move(source, sold, held(sold));
    return answerOf(sold, { id: sale.id }, held(sold));
  }
  #shrink(sold: Sold, open: Dispute[], refunded: bigint): void {
    const before = open.map((dispute) => dispute.lines);
    for (const dispute of open) {
      const kept = atLeast(0n, dispute.amount - refunded);
      refunded -= dispute.amount - kept;
      Object.assign(dispute, { amount: kept, lines: [] });
    }
    open.forEach((dispute, i) => {
      dispute.lines = inProportion(dispute.amount, this.#undisputed(sold));
      this.#reserve(sold, less(dispute.lines, before[i] ?? []));
    });
  }
  #sold = (source: string, id: string): Sold => this.#sales.get(at(source, id)) ?? refuse("unknown_sale");
  #open = (sold: Sold): Dispute[] => [...this.#disputes.values()].filter((d) => d.open && d.sold === sold);
  #undisputed = (sold: Sold) => this.#open(sold).reduce((rest, d) => less(rest, d.lines), held(sold));
  #post(owner: string, kind: string, currency: string, amount: bigint): void {
    const key = at(owner, kind, currency);
    this.#balances.set(key, (this.#balances.get(key) ?? 0n) + amount);
  }
  #move(source: string, sold: Sold, amounts: bigint[]): void {
    this.#post("", `processor:${source}`, sold.currency, -sum(amounts));
    for (const [i, { party, role }] of sold.lines.entries())
      this.#post(party, kindOf(role), sold.currency, amounts[i] ?? 0n);
  }
  #reserve(sold: Sold, amounts: bigint[]): void {
    for (const [i, { party, role }] of sold.lines.entries()) {
      if (kindOf(role) !== "payable") continue;
      this.#post(party, "payable", sold.currency, -(amounts[i] ?? 0n));
      this.#post(party, "reserved", sold.currency, amounts[i] ?? 0n);
    }
  }
}
