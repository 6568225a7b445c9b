// Takes back a part of a sale: from each line in proportion to what is still un-reversed, by largest
// remainder, so that a full refund ends every line at exactly zero, whatever came before. Then, who bears the
// fees the source keeps. Pure: what was reversed so far comes in, and the answer is one amount a line, in the
// same order as the lines.
// Example: lines 712, 79, 209, refund 400 → 285, 32, 83; then 600 more → 427, 47, 126: all exactly zero.
import { allocate } from "../base/allocate.ts";
import type { Instant } from "../base/instant.ts";
import { assert, Refusal } from "../base/refusal.ts";
import { countersOfClauses } from "./clauses/read-clause.ts";
import type { CounterKind, Period } from "./clauses/rule.ts";
import type { KeptOf } from "./compile-plan.ts";
import { Calendar, type CounterMove, counterName } from "./counters.ts";
import { isFee, type Line } from "./line.ts";
import type { Contract, Plan } from "./plan.ts";
import type { FeesReturned } from "./sale.ts";

export interface Reversal {
  /** Per line, in proportion to the remainder: what "un-reversed" counts from now on. */
  readonly computed: readonly number[];
  /** Per line, what it really gives back: differs where the source keeps fees. Adds up to the same. */
  readonly taken: readonly number[];
  /** What was earned, recouped or held back counts less by what the contract's lines gave back. */
  readonly moves: readonly CounterMove[];
}

export interface ReversalRequest {
  /** Minor units, ≥ 1, tax and shipping included. */
  readonly amount: number;
  readonly feesReturned: FeesReturned;
  readonly currency: string;
  /** When the sale was made: needed where a contract counts what is earned in a period. */
  readonly at?: Instant | undefined;
  /** Which counters a contract keeps beside those of the plan's own clauses. */
  readonly keptOf?: KeptOf | undefined;
}

/**
 * @param lines as split gave them, and `reversed` the sum of `computed` per line so far ([] is none).
 * Refuses (422 refund_exceeds_remaining) an amount above what remains.
 */
export function reverse(
  plan: Plan,
  lines: readonly Line[],
  reversed: readonly number[],
  request: ReversalRequest,
): Reversal {
  return takeReversal(plan, lines, computeReversal(lines, reversed, request.amount), request);
}

/** The second half of `reverse`, for parts that were computed before: a dispute's, when it is lost. */
export function takeReversal(
  plan: Plan,
  lines: readonly Line[],
  computed: readonly number[],
  request: Pick<ReversalRequest, "feesReturned" | "currency" | "keptOf" | "at">,
): Reversal {
  const taken = keepFees(plan, lines, computed, request.feesReturned);
  return { computed, taken, moves: earnedMoves(plan, lines, taken, request) };
}

/** Each line's part of `amount`, before any question of fees: also what a dispute concerns. */
export function computeReversal(
  lines: readonly Line[],
  reversed: readonly number[],
  amount: number,
): number[] {
  assert(Number.isSafeInteger(amount) && amount > 0, `not an amount to take back: ${amount}`);
  const left = lines.map((line, index) => line.amount - (reversed[index] ?? 0));
  const remaining = left.reduce((sum, one) => sum + one, 0);
  if (amount > remaining) {
    throw new Refusal(
      422,
      "refund_exceeds_remaining",
      `Only ${remaining} of the sale is left, not ${amount}.`,
      {
        details: [
          { path: "amount", code: "refund_exceeds_remaining", message: `must not be above ${remaining}` },
        ],
        facts: { remaining },
      },
    );
  }
  return allocate(amount, left);
}

export function isReturned(role: "platform_fee" | "processor_fee", feesReturned: FeesReturned): boolean {
  return feesReturned === "all" || feesReturned === role;
}

/**
 * True where the others do not share in a kept fee: by the plan's policy, or because the producer bore it
 * anyway.
 */
export function isProducerBorne(plan: Plan, role: "platform_fee" | "processor_fee"): boolean {
  if (plan.unreturnedFees === "producer") return true;
  const bearer = role === "platform_fee" ? plan.platformFee?.bearer : plan.processorFee.bearer;
  return bearer === "producer";
}

/** What weighs for kept fees: what the other lines reverse; tax aside, and nothing below 0. */
export function weightsOfKept(
  lines: readonly Line[],
  computed: readonly number[],
  kept: FeesReturned,
): number[] {
  return lines.map(({ role }, index) => {
    const isOut = role === "tax" || (isFee(role) && !isReturned(role, kept));
    return isOut ? 0 : Math.max(0, computed[index] as number);
  });
}

function keepFees(
  plan: Plan,
  lines: readonly Line[],
  computed: readonly number[],
  feesReturned: FeesReturned,
): readonly number[] {
  if (feesReturned === "all") return computed;
  const taken = [...computed];
  let byProducer = 0;
  let byAll = 0;
  lines.forEach(({ role }, index) => {
    if (!isFee(role) || isReturned(role, feesReturned)) return;
    const fee = computed[index] as number;
    if (isProducerBorne(plan, role)) byProducer += fee;
    else byAll += fee;
    taken[index] = 0;
  });
  const weights = byAll === 0 ? [] : weightsOfKept(lines, computed, feesReturned);
  if (weights.some((weight) => weight > 0)) {
    allocate(byAll, weights).forEach((part, index) => {
      taken[index] = (taken[index] as number) + part;
    });
  } else {
    byProducer += byAll;
  }
  const producer = lines.findIndex(({ role }) => role === "producer");
  taken[producer] = (taken[producer] as number) + byProducer;
  return taken;
}

function earnedMoves(
  plan: Plan,
  lines: readonly Line[],
  taken: readonly number[],
  request: Pick<ReversalRequest, "currency" | "keptOf" | "at">,
): CounterMove[] {
  const moves: CounterMove[] = [];
  for (const contract of plan.contracts) {
    const back = backOf(contract.id, lines, taken);
    if (back === null) continue;
    for (const { measure, period } of countedOf(contract, request.keptOf)) {
      const by = measure === "earned" || measure === "recouped" || measure === "advance" ? back[measure] : 0;
      if (by === 0) continue;
      const name = counterName(measure, periodOf(plan, period, request.at), request.currency, contract.id);
      moves.push({ name, by: -by });
    }
  }
  return moves;
}

/** What the lines of a contract gave back, by what counts it; null where none gave back anything. */
function backOf(
  id: string,
  lines: readonly Line[],
  taken: readonly number[],
): Record<"earned" | "recouped" | "advance", number> | null {
  const back = { earned: 0, recouped: 0, advance: 0 };
  let isAny = false;
  for (let index = 0; index < lines.length; index++) {
    const amount = taken[index] as number;
    const { contract, role } = lines[index] as Line;
    if (contract !== id || amount === 0) continue;
    isAny = true;
    if (role === "recoup") back.recouped += amount;
    else back.earned += amount;
    if (role === "advance") back.advance += amount;
  }
  return isAny ? back : null;
}

const ownCounters = new WeakMap<Contract, readonly CounterKind[]>();

/** Those of its own clauses, and those that it keeps beside them, each once. */
function countedOf(contract: Contract, keptOf: KeptOf | undefined): readonly CounterKind[] {
  let own = ownCounters.get(contract);
  if (own === undefined) {
    own = countersOfClauses(contract.clauses);
    ownCounters.set(contract, own);
  }
  const kept = keptOf?.(contract.id) ?? [];
  const isOwn = (one: CounterKind) =>
    own.some(({ measure, period }) => measure === one.measure && period === one.period);
  return kept.length === 0 ? own : [...own, ...kept.filter((one) => !isOwn(one))];
}

/** The period that a sale's own instant falls in. */
function periodOf(plan: Plan, period: Period, at: Instant | undefined): string {
  if (period === "term") return "term";
  assert(at !== undefined, "a counter of a period falls by a sale whose instant is not known");
  return new Calendar(plan.timeZone).periodOf(period, at);
}
