// The plans of one product over time, compiled for its sales, and what of its offers decides how they are
// posted. Read once while the terms stand. Never decides: plans come from contracts, shares from the engine.
// Example: terms from May, a contract from July → three stretches; a sale of June 3 finds the second.
import type { Uuid } from "../base/id.ts";
import { assert } from "../base/refusal.ts";
import { type PlanBody, renewalPlan } from "../contracts/compose-plan.ts";
import { plansOver } from "../contracts/plans.ts";
import { type ProductHistory, readHistory } from "../contracts/terms-history.ts";
import type { Tx } from "../db/transaction.ts";
import { type CompiledPlan, compilePlan, type KeptOf } from "../engine/compile-plan.ts";
import { planHash } from "../engine/plan-hash.ts";
import { readPlan } from "../engine/read-plan.ts";
import { type OfferOfSale, offersOfSales } from "../products/offers-of-sales.ts";
import type { SaleFacts } from "../sales/facts.ts";

/** A plan as a sale is split by it. */
export interface PlanOfSale {
  compiled: CompiledPlan;
  /** plan.json, as it is kept. */
  body: unknown;
  hash: string;
}

export interface TermsInterval extends PlanOfSale {
  from: number;
  until: number;
}

export class ProductPlans {
  /** Ascending, without gaps. */
  readonly intervals: readonly TermsInterval[];
  readonly #offers: ReadonlyMap<string, OfferOfSale>;
  readonly #history: ProductHistory;
  readonly #keptOf: KeptOf;
  /** Composed for renewals, by their spelling. */
  readonly #composed = new Map<string, PlanOfSale>();
  readonly #longestGuarantee: number | null;

  constructor(history: ProductHistory, offers: ReadonlyMap<string, OfferOfSale>, keptOf: KeptOf) {
    this.#history = history;
    this.#offers = offers;
    this.#keptOf = keptOf;
    this.#longestGuarantee = longestGuarantee([...offers.values()]);
    this.intervals = plansOver(history).map(({ from, until, plan }) => ({
      from,
      until,
      ...compiledOf(plan, keptOf),
    }));
  }

  /**
   * A sale that names no offer may be of any: it waits for the longest guarantee that is on sale. Null where
   * the product has none to tell by.
   */
  guaranteeDays(offer: Uuid | null): number | null {
    return this.#offers.get(offer ?? "")?.guaranteeDays ?? this.#longestGuarantee;
  }

  /**
   * `firstCharge`: when the subscription of the sale was first charged, where it is a charge of one.
   * Instalments of one purchase follow the plan of their first charge; renewals what each contract says of
   * them (domain §4).
   */
  planOf(facts: SaleFacts, firstCharge: number | undefined): PlanOfSale | null {
    const at = facts.happenedAt;
    if (firstCharge === undefined || firstCharge >= at) return intervalAt(this.intervals, at);
    if (this.#offers.get(facts.offer ?? "")?.isInstalments === true) return this.#ofInstalment(firstCharge);
    const body = renewalPlan(this.#history, firstCharge, at);
    return body === null ? intervalAt(this.intervals, at) : this.#compile(body);
  }

  /** Its contracts hold for the whole purchase, whatever day their own term ends. */
  #ofInstalment(firstCharge: number): PlanOfSale | null {
    const first = intervalAt(this.intervals, firstCharge);
    if (first === null) return null;
    const { contracts, ...rest } = first.body as { contracts?: PlanBody[] };
    if (contracts === undefined) return first;
    return this.#compile({ ...rest, contracts: contracts.map(({ until: _, ...one }) => one) });
  }

  #compile(body: PlanBody): PlanOfSale {
    const spelled = JSON.stringify(body);
    const known = this.#composed.get(spelled);
    if (known !== undefined) return known;
    const compiled = compiledOf(body, this.#keptOf);
    this.#composed.set(spelled, compiled);
    return compiled;
  }
}

/** Of the offers on sale; where all are archived, of those. */
function longestGuarantee(offers: readonly OfferOfSale[]): number | null {
  const onSale = offers.filter((offer) => offer.isActive);
  const days = (onSale.length > 0 ? onSale : offers).map((offer) => offer.guaranteeDays);
  return days.length === 0 ? null : Math.max(...days);
}

/** Null when the workspace has no such product. */
export async function readProductPlans(
  tx: Tx,
  ws: number,
  product: Uuid,
  keptOf: KeptOf,
): Promise<ProductPlans | null> {
  const offers = await offersOfSales(tx, ws, product);
  const history = offers && (await readHistory(tx, ws, product));
  return history ? new ProductPlans(history, offers, keptOf) : null;
}

function compiledOf(body: PlanBody, keptOf: KeptOf): PlanOfSale {
  const read = readPlan(body, { checkCap: false });
  assert(read.ok, "a plan composed of what was agreed is not valid");
  return { compiled: compilePlan(read.plan, keptOf), body, hash: planHash(read.plan) };
}

/** The stretch that an instant falls in. */
function intervalAt(intervals: readonly TermsInterval[], instant: number): TermsInterval | null {
  let low = 0;
  let high = intervals.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((intervals[middle] as TermsInterval).until <= instant) low = middle + 1;
    else high = middle;
  }
  return intervals[low] ?? null;
}
