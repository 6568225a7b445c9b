// Divides one sale into lines that add up to what the buyer paid. Pure: counters come in as values and go out
// as moves; no clock, no randomness, nothing kept between sales.
// Example: 100.00 USD, platform 9.9 % + 0.50, affiliate 35 %, contract 10 % → producer 5242, coproducer 582,
// affiliate 3136, platform fee 1040.
import type { Measure } from "./clauses/rule.ts";
import { type CompiledPlan, compilePlan } from "./compile-plan.ts";
import type { CounterMove, CounterRead, Counters } from "./counters.ts";
import { type Line, TAX_PARTY } from "./line.ts";
import type { Sale } from "./sale.ts";
import { runWaterfall, Sheet } from "./waterfall.ts";

export interface Split {
  readonly lines: readonly Line[];
  /** The exact partner amounts exceeded what was there for them and were scaled to fit it. */
  readonly isAbated: boolean;
  /** Counters that were looked at, with the values handed in: a sale keeps them beside its plan. */
  readonly read: readonly CounterRead[];
  /** By how much each of them moves, and those that are only counted (compile-plan.ts). */
  readonly moves: readonly CounterMove[];
}

export const NO_COUNTERS: Counters = new Map<string, number>();

/** A counter that was read and moves: mostly all of them do, so that one list serves as both. */
type Touched = CounterRead & CounterMove;

const NOTHING: readonly Touched[] = Object.freeze([]);

// One sheet for all: a split runs to its end before the next begins, and nothing of the sheet leaves this
// file.
const sheet = new Sheet();

/** The lines in the order of the domain, §11. Never fails for a sale that readSale accepted. */
export function split(plan: CompiledPlan, sale: Sale, counters: Counters = NO_COUNTERS): Split {
  runWaterfall(sheet, plan, sale, counters);
  return splitOfSheet(sheet, plan, sale);
}

/**
 * The names of the counters that a split of this sale will read, so that a store can fetch them beforehand.
 */
export function countersOf(plan: CompiledPlan, sale: Sale): string[] {
  return split(plan, sale).read.map(({ name }) => name);
}

/** Compiles and splits in one go, for a single sale. */
export function splitOnce(plan: CompiledPlan["plan"], sale: Sale, counters?: Counters): Split {
  return split(compilePlan(plan), sale, counters);
}

export function splitOfSheet(figures: Sheet, compiled: CompiledPlan, sale: Sale): Split {
  const { plan, recoups } = compiled;
  const { contracts, parts } = figures;
  const lines: Line[] = [{ party: plan.producer, role: "producer", amount: figures.producer }];
  let touched: Touched[] | undefined;
  let isMoved = true;
  let others: CounterMove[] | undefined;
  for (let i = 0; i < contracts.length; i++) {
    const { contract, role, slots, onlyCounted } = contracts[i] as (typeof contracts)[number];
    const part = parts[i + 1] as number;
    const amount = recoups ? part - (figures.advances[i] as number) : part;
    if (amount !== 0) lines.push({ party: contract.party, role, contract: contract.id, amount });
    if (recoups) addRecouped(lines, figures, plan.producer, i);
    for (let j = 0; j < slots.length; j++) {
      const { measure, name, value } = slots[j] as (typeof slots)[number];
      const by = moveOf(measure, figures, i);
      touched ??= [];
      touched.push({ name, value, by });
      if (by === 0) isMoved = false;
    }
    for (const slot of onlyCounted) {
      const by = recoups || !isRecovery(slot.measure) ? moveOf(slot.measure, figures, i) : 0;
      slot.load(NO_COUNTERS, compiled.calendar, sale.at, sale.currency);
      others ??= [];
      if (by !== 0) others.push({ name: slot.name, by });
    }
  }
  if (figures.affiliatePart !== 0 && figures.affiliate !== null) {
    lines.push({ party: figures.affiliate.party, role: "affiliate", amount: figures.affiliatePart });
  }
  figures.several?.counted.forEach(({ party }, i) => {
    const amount = figures.several?.parts[i] as number;
    if (amount !== 0) lines.push({ party, role: "affiliate", amount });
  });
  if (figures.platformFee !== 0 && plan.platformFee !== null) {
    lines.push({ party: plan.platformFee.party, role: "platform_fee", amount: figures.platformFee });
  }
  for (const { party, amount } of sale.fees) {
    if (amount !== 0) lines.push({ party, role: "processor_fee", amount });
  }
  if (sale.tax !== 0) lines.push({ party: TAX_PARTY, role: "tax", amount: sale.tax });
  const read = touched ?? NOTHING;
  const moves = isMoved ? read : read.filter(({ by }) => by !== 0);
  return {
    lines,
    isAbated: figures.isAbated || figures.isFirstAbated,
    read,
    moves: others === undefined ? moves : [...moves, ...others],
  };
}

/** What a contract recouped, from the whole to its party and from its share to the producer. */
function addRecouped(lines: Line[], figures: Sheet, producer: string, i: number): void {
  const { party, id } = (figures.contracts[i] as Sheet["contracts"][number]).contract;
  const first = figures.firsts[i] as number;
  const advance = figures.advances[i] as number;
  if (first !== 0) lines.push({ party, role: "recoup", contract: id, amount: first });
  if (advance !== 0) lines.push({ party: producer, role: "advance", contract: id, amount: advance });
}

function isRecovery(measure: Measure): boolean {
  return measure === "recouped" || measure === "advance";
}

function moveOf(measure: Measure, figures: Sheet, i: number): number {
  switch (measure) {
    case "sales":
      return 1;
    case "volume":
      return Math.max(0, figures.bases[i] as number);
    case "earned":
      return figures.parts[i + 1] as number;
    case "recouped":
      return figures.firsts[i] as number;
    case "advance":
      return figures.advances[i] as number;
  }
}
