// A plan made quick to apply: for every stretch of time and kind of sale the contracts that speak of it, each
// with its rules and counters ready. Compile once, split many. Decides nothing that the plan does not say.
// Example: c1 from January, c2 from March until June → four stretches; in April a direct sale meets [c1, c2].
import { compareInstants, type Instant } from "../base/instant.ts";
import type { Ppm } from "../base/rate.ts";
import { rulesOf } from "./clauses/read-clause.ts";
import type { CounterKind, Rule } from "./clauses/rule.ts";
import { Calendar, Slot } from "./counters.ts";
import { type Base, type Contract, isInForce, type Plan } from "./plan.ts";
import type { SaleAffiliate } from "./sale.ts";

export interface CompiledContract {
  readonly contract: Contract;
  readonly role: "coproducer" | "manager";
  readonly base: Base;
  readonly share: Ppm;
  readonly maxAffiliateRate: Ppm | null;
  readonly rules: readonly Rule[];
  /** The hooks of the rules, by when they are tried. */
  readonly takesFirst: Rule["takesFirst"];
  readonly setter: Rule["setQuota"];
  readonly gates: readonly (() => boolean)[];
  readonly ceilings: readonly (() => number)[];
  readonly holdsBack: Rule["holdsBack"];
  readonly slots: readonly Slot[];
  /**
   * Counted by every sale in scope and read by none: clauses of the contract's other versions look at them.
   */
  readonly onlyCounted: readonly Slot[];
}

/**
 * Which counters a contract keeps, whichever of its versions is in force: a plan tells only those of the
 * version it holds. `contract` is the plan's id of it.
 */
export type KeptOf = (contract: string) => readonly CounterKind[];

const NONE: readonly never[] = Object.freeze([]);
const ONLY_ITS_OWN: KeptOf = () => NONE;

/** The contracts in force between two instants at which a contract starts or ends. */
export interface Stretch {
  /** All of them, in order of acceptance. */
  readonly inForce: readonly CompiledContract[];
  readonly direct: readonly CompiledContract[];
  readonly affiliate: readonly CompiledContract[];
  /** By recruiter: the contracts of `affiliate` and those of that recruiter, in order of acceptance. */
  readonly recruited: ReadonlyMap<string, readonly CompiledContract[]>;
  /** Parties whose contract forbids them to be the affiliate of a sale as well. */
  readonly barred: ReadonlyMap<string, Contract>;
}

export interface CompiledPlan {
  readonly plan: Plan;
  readonly calendar: Calendar;
  /** True where a sale of it moves any counter. */
  readonly counts: boolean;
  /** True where a clause recoups, from the whole or from a share. */
  readonly recoups: boolean;
  stretchAt(at: Instant, finer?: string): Stretch;
}

export function compilePlan(plan: Plan, keptOf: KeptOf = ONLY_ITS_OWN): CompiledPlan {
  const compiled = plan.contracts.map((contract) => compileContract(contract, keptOf(contract.id)));
  const turns = turnsOf(plan.contracts);
  const stretches: (Stretch | undefined)[] = [];
  let start = Number.NaN;
  let end = Number.NaN;
  let current: Stretch | undefined;
  return {
    plan,
    calendar: new Calendar(plan.timeZone),
    counts: compiled.some(({ slots, onlyCounted }) => slots.length + onlyCounted.length > 0),
    recoups: compiled.some((one) => one.takesFirst !== undefined || one.holdsBack !== undefined),
    stretchAt(at, finer = "") {
      // Whole milliseconds that lie wholly within the stretch: nothing finer needs a look.
      if (current !== undefined && at >= start && at < end) return current;
      const index = countUpTo(turns, at, finer);
      const first = turns[index - 1];
      start = first === undefined ? Number.NEGATIVE_INFINITY : first.finer === "" ? first.at : first.at + 1;
      end = turns[index]?.at ?? Number.POSITIVE_INFINITY;
      current = stretches[index] ??= makeStretch(compiled, at, finer);
      return current;
    },
  };
}

/** An instant at which a contract starts or ends. */
interface Turn {
  readonly at: Instant;
  readonly finer: string;
}

/** Ascending, each once. */
function turnsOf(contracts: readonly Contract[]): Turn[] {
  const turns = contracts.flatMap(({ from, until, fromFiner = "", untilFiner = "" }): Turn[] => [
    { at: from, finer: fromFiner },
    ...(until === null ? [] : [{ at: until, finer: untilFiner }]),
  ]);
  turns.sort((a, b) => compareInstants(a.at, a.finer, b.at, b.finer));
  return turns.filter((turn, i) => turn.at !== turns[i - 1]?.at || turn.finer !== turns[i - 1]?.finer);
}

function compileContract(contract: Contract, kept: readonly CounterKind[]): CompiledContract {
  const slots: Slot[] = [];
  const slotOf = (measure: Slot["measure"], period: Slot["period"]) => {
    const known = slots.find((slot) => slot.measure === measure && slot.period === period);
    if (known !== undefined) return known;
    const slot = new Slot(contract.id, measure, period);
    slots.push(slot);
    return slot;
  };
  const rules = contract.clauses.flatMap((clause) => rulesOf(clause, contract.share, slotOf));
  const role = contract.scope === "recruited" ? "manager" : "coproducer";
  return {
    contract,
    role,
    base: contract.base,
    share: contract.share,
    maxAffiliateRate: contract.maxAffiliateRate,
    rules,
    takesFirst: rules.find((rule) => rule.takesFirst !== undefined)?.takesFirst,
    setter: rules.find((rule) => rule.setQuota !== undefined)?.setQuota,
    gates: rules.flatMap(({ admits }) => admits ?? []),
    ceilings: rules.flatMap(({ ceiling }) => ceiling ?? []),
    holdsBack: rules.find((rule) => rule.holdsBack !== undefined)?.holdsBack,
    slots,
    onlyCounted: kept
      .filter(({ measure, period }) => slots.every((own) => own.measure !== measure || own.period !== period))
      .map(({ measure, period }) => new Slot(contract.id, measure, period)),
  };
}

/** How many of the ascending turns lie at or before an instant. */
function countUpTo(ascending: readonly Turn[], at: Instant, finer: string): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const turn = ascending[middle] as Turn;
    if (compareInstants(turn.at, turn.finer, at, finer) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function makeStretch(contracts: readonly CompiledContract[], at: Instant, finer: string): Stretch {
  const inForce = contracts.filter(({ contract }) => isInForce(contract, at, finer));
  const recruiters = new Set(
    inForce.filter(({ contract }) => contract.scope === "recruited").map(({ contract }) => contract.party),
  );
  const inScope = (kind: "direct" | "affiliate", recruiter: string | null) =>
    inForce.filter(({ contract: { scope, party } }) =>
      scope === "recruited" ? party === recruiter : scope === "all" || scope === kind,
    );
  const barring = inForce.filter(({ contract }) => !contract.mayBeAffiliate);
  return {
    inForce,
    direct: inScope("direct", null),
    affiliate: inScope("affiliate", null),
    recruited: new Map([...recruiters].map((party) => [party, inScope("affiliate", party)])),
    // The first to bar a party is the one that an explanation names.
    barred: new Map(barring.map(({ contract }) => [contract.party, contract] as const).reverse()),
  };
}

/** The affiliate that counts: none where a contract in force bars its party from being one. */
export function countedAffiliate(stretch: Stretch, affiliate: SaleAffiliate | null): SaleAffiliate | null {
  return affiliate === null || stretch.barred.has(affiliate.party) ? null : affiliate;
}

export function contractsFor(stretch: Stretch, affiliate: SaleAffiliate | null): readonly CompiledContract[] {
  if (affiliate === null) return stretch.direct;
  const { recruitedBy } = affiliate;
  return (recruitedBy === null ? undefined : stretch.recruited.get(recruitedBy)) ?? stretch.affiliate;
}
