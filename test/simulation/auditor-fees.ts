// The auditor of what a product's fees promise (docs/contracts.md, What a contract promises): which edit
// takes from a partner, and which fees hold at an instant. It keeps versions and the changes that are asked
// for; who must be asked, the auditor of agreements says. It imports nothing of the product.
// Example: 9.9 % shared, then 12 % borne by the producer: nobody gets less; 12 % shared: all do.
import { ppmOf } from "./auditor-room.ts";

export interface Fees {
  platformFee: { party: string; rate: string; fixed: Record<string, number>; bearer: string };
  processorFee: { bearer: string };
  affiliate: { base: string };
  unreturnedFees: string;
}
/** What is asked of everybody whom it takes from; `basedOn`: how many versions there were. */
export interface FeesAsked {
  change: string;
  fees: Fees;
  basedOn: number;
}
type Version = { from: number; fees: Fees };

const NO_FEE = { rate: "0", fixed: {} };
const shared = ({ platformFee }: Fees) => (platformFee.bearer === "shared" ? platformFee : NO_FEE);

/** Whether somebody who shares what is left could be left with less. */
export function takesFrom(before: Fees, after: Fees): boolean {
  const [old, next] = [shared(before), shared(after)];
  const fixedOf = (fee: { fixed: Record<string, number> }, currency: string) => fee.fixed[currency] ?? 0;
  const isDearer =
    ppmOf(next.rate) > ppmOf(old.rate) ||
    Object.keys(next.fixed).some((currency) => fixedOf(next, currency) > fixedOf(old, currency));
  const turns = (from: string, to: string, was: string, is: string) => was === from && is === to;
  return (
    isDearer ||
    turns("producer", "shared", before.processorFee.bearer, after.processorFee.bearer) ||
    turns("net", "gross", before.affiliate.base, after.affiliate.base) ||
    turns("producer", "pro_rata", before.unreturnedFees, after.unreturnedFees)
  );
}

export class FeesBook {
  readonly #versions = new Map<string, Version[]>();
  hold(product: string, from: number, fees: Fees): void {
    this.#versions.set(product, [...(this.#versions.get(product) ?? []), { from, fees }]);
  }
  count = (product: string): number => this.#versions.get(product)?.length ?? 0;
  /** The newest that have begun: a later edit replaces what was to come. */
  at(product: string, instant: number): Fees {
    const all = this.#versions.get(product) ?? [];
    const found = all.findLast((one) => one.from <= instant) ?? all[0];
    if (found === undefined) throw new Error(`${product} has no fees`);
    return found.fees;
  }
}
