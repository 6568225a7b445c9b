// Before terms are signed: the sale at which the producer would keep less than the cap promises him, or at
// which the parts do not fit and are scaled down. Shares of gross or net, big fees and high affiliate rates
// lead there. Never refuses: both sides are told in figures. Example: 50 % of gross and an affiliate of 60 %
// of 97.00 USD → affiliate 58.20, 38.80 left for 48.50: abated, the producer keeps 0.
import { allocate } from "../base/allocate.ts";
import { publicId } from "../base/id.ts";
import { formatRate, type Ppm } from "../base/rate.ts";
import { assert } from "../base/refusal.ts";
import { plansOf } from "../contracts/plans.ts";
import type { Tx } from "../db/transaction.ts";
import { compilePlan } from "../engine/compile-plan.ts";
import type { Plan } from "../engine/plan.ts";
import { readPlan } from "../engine/read-plan.ts";
import type { SaleAffiliate } from "../engine/sale.ts";
import type { Offer } from "../products/product.ts";
import { readOffersOf } from "../products/read-products.ts";
import { readHighestRate } from "../reports/touched.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import { type ExampleAbout, type SplitLine, splitExample, withProposed } from "./work-example.ts";

const WHOLE = 1_000_000;
/** Where nobody promotes the product yet. */
const SOME_RATE = 300_000 as Ppm;

export interface WorstCase {
  /** `abated`: the parts do not fit; `keeps_less`: they fit, and leave less than the cap promises. */
  kind: "abated" | "keeps_less";
  sale: "direct" | "affiliate";
  /** Of the affiliate; null of a direct sale. */
  rate: string | null;
  currency: string;
  paid: number;
  /** To be divided among producer and partners. */
  rest: number;
  /** What the producer keeps of it; null for a partner's eyes. */
  kept: number | null;
  /** What the cap promises him at least; null for a partner's eyes. */
  least: number | null;
  /** What the party of these terms gets. */
  own: number;
}

/** At most one for direct sales and one for those by an affiliate, at the lowest price there is. */
export async function warnWorstCase(tx: Tx, ws: number, about: ExampleAbout): Promise<WorstCase[]> {
  const { product, at, party } = about;
  const offers = (await readOffersOf(tx, ws, [product])).get(product) ?? [];
  const sold = offers.filter((one) => one.status === "active" && one.price > 0);
  const [cheapest] = sold.sort((a, b) => a.price - b.price);
  const interval = (await plansOf(tx, ws, product)).find((one) => at < one.until);
  if (cheapest === undefined || interval === undefined) return [];
  const read = readPlan(withProposed(interval.plan, about), { checkCap: false });
  assert(read.ok, `the plan of product ${product} is not valid`);
  const { maxShared } = await readWorkspace(tx, ws);
  const rate = (await readHighestRate(tx, ws, product)) ?? SOME_RATE;
  const promoted = { party: "", rate, recruitedBy: publicId("party", party) };
  return [null, promoted].flatMap((affiliate) => {
    const found = lookAt(read.plan, about, cheapest, affiliate, maxShared);
    return found === null ? [] : [found];
  });
}

function lookAt(
  plan: Plan,
  { at, party, isForParty }: ExampleAbout,
  offer: Offer,
  affiliate: SaleAffiliate | null,
  maxShared: number,
): WorstCase | null {
  const { currency, price } = offer;
  const { lines, isAbated } = splitExample(compilePlan(plan), at, offer, affiliate);
  const sum = (some: (line: SplitLine) => boolean) =>
    lines.filter(some).reduce((total, line) => total + line.amount, 0);
  const fee = plan.platformFee?.bearer === "producer" ? 0 : sum((line) => line.role === "platform_fee");
  const rest = price - fee - sum((line) => line.role === "affiliate");
  const isShared = ({ role }: SplitLine) => role === "coproducer" || role === "manager";
  const kept = rest - sum(isShared);
  const [least = 0] = rest <= 0 ? [0] : allocate(rest, [WHOLE - maxShared, maxShared]);
  // Shares are rounded to whole units, so one unit less is none.
  if (!isAbated && kept + 1 >= least) return null;
  const own = publicId("party", party);
  return {
    kind: isAbated ? "abated" : "keeps_less",
    sale: affiliate === null ? "direct" : "affiliate",
    rate: affiliate === null ? null : formatRate(affiliate.rate),
    ...{ currency, paid: price, rest },
    ...(isForParty ? { kept: null, least: null } : { kept, least }),
    own: sum((line) => isShared(line) && line.party === own),
  };
}
