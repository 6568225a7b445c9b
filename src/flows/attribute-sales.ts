// Finds the affiliates of those sales whose caller named none but said how the buyer came: a click, a
// visitor, a lead (by its id or the buyer's address), a coupon, or a later charge of a subscription. All of a
// batch in one transaction; sales that say nothing of it cost nothing. Whom the caller named stays; without a
// rate of the caller's it is the one that the programme's rules give at the instant of the sale.
// Example: 1,000 sales, 40 with a click id → 40 judged in one transaction, 960 as they were.
import { hasLeadsByEmail } from "../affiliates/lead.ts";
import { readBarred } from "../affiliates/read-barred.ts";
import type { Uuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import { type Ppm, WHOLE } from "../base/rate.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import { ruleFor } from "../engine/commission.ts";
import { readCorrectedShares } from "../sales/credit-correction.ts";
import type { AffiliateShare, SaleFacts } from "../sales/facts.ts";
import { type FirstCharge, readFirstCharge, sharesOf } from "../sales/first-charge.ts";
import { subscriptionKey } from "../sales/first-charges.ts";
import { readEpoch } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { CouponCounts } from "./coupon-counts.ts";
import { creditAffiliates } from "./credit-affiliates.ts";
import { creditRenewal } from "./credit-renewal.ts";
import { type ProductCredit, readProductCredit } from "./credit-rules.ts";
import { shareOut } from "./name-affiliates.ts";
import { type NameBook, nameBookOf } from "./name-book.ts";
import { codesOf } from "./sale-touches.ts";
import { settleClicks } from "./settle-clicks.ts";

/** In the order given; `facts` that are not to be judged come back as they are, the same object. */
export async function attributeSales(
  app: App,
  ws: number,
  sales: readonly SaleFacts[],
): Promise<SaleFacts[]> {
  const book = nameBookOf(app.db, ws);
  if (!sales.some((facts) => mayBeJudged(facts, book))) return [...sales];
  await settleClicks(app, ws, sales);
  const batch = new Batch(ws, sales);
  const found: SaleFacts[] = [];
  const epoch = await inWorkspace(app.db, ws, async (tx) => {
    const now = await readEpoch(tx, ws);
    for (const facts of sales) {
      const judged = mayBeJudged(facts, book) ? await batch.judge(tx, facts) : facts;
      found.push(judged);
      batch.keep(judged);
    }
    return now;
  });
  book.keep(epoch, batch.leadNowhere);
  return found;
}

/** False where a look at what is known already says that nothing can be found. */
function mayBeJudged(facts: SaleFacts, book: NameBook): boolean {
  const { affiliate, side, product, buyer } = facts;
  if (isUnrated(facts)) return book.get(programKey(product)) !== null;
  if (affiliate !== null || side?.affiliates !== undefined) return false;
  if (isRenewal(facts)) return book.get(programKey(product)) !== null;
  // Who named somebody that may not earn now has said how the buyer came.
  if (facts.leftOut !== true && (buyer?.email ?? null) !== null && book.get(leadsKey(product)) !== null)
    return true;
  if (side === null) return false;
  if (side.clickId !== undefined || side.visitorId !== undefined || side.lead !== undefined) return true;
  return codesOf(facts).some((code) => book.get(couponKey(product, code)) !== null);
}

/** Named by a code or a party alone: the rate is ours to say. */
function isUnrated({ affiliate, side, unrated }: SaleFacts): boolean {
  if (affiliate === null) return false;
  return side?.affiliates === undefined ? !affiliate.rateStated : unrated !== undefined;
}

function isRenewal({ side }: SaleFacts): boolean {
  return (side?.subscription?.charge ?? 1) > 1;
}

class Batch {
  readonly #ws: number;
  readonly #counts: CouponCounts;
  readonly #credits = new Map<Uuid, ProductCredit>();
  readonly #firsts = new Map<string, FirstCharge>();
  readonly #keepsFirsts: boolean;
  /** What is not asked for again until the terms change. */
  readonly leadNowhere = new Map<string, null>();

  constructor(ws: number, sales: readonly SaleFacts[]) {
    this.#ws = ws;
    this.#counts = new CouponCounts(ws);
    this.#keepsFirsts = sales.length > 1 && sales.some(isRenewal);
  }

  async judge(tx: Tx, facts: SaleFacts): Promise<SaleFacts> {
    const credit = await this.#creditOf(tx, facts.product);
    if (isUnrated(facts)) return ratedByRules(facts, credit, await this.#barredOf(tx, facts, credit));
    if (isRenewal(facts)) {
      const first = credit.hasProgram ? await this.#firstOf(tx, facts) : null;
      if (first === null || first.shares.length === 0) return facts;
      return await creditRenewal(tx, this.#ws, facts, credit, first);
    }
    const judged = await creditAffiliates(tx, this.#ws, facts, credit, this.#counts);
    for (const touch of judged.attributed?.journey.touches ?? []) {
      if (touch.skipped === "unknown_coupon") this.leadNowhere.set(couponKey(facts.product, touch.id), null);
    }
    // A coupon of the shop's own, and nothing else: not a word about affiliates.
    const touches = judged.attributed?.journey.touches ?? [];
    const { clickId, visitorId, lead } = facts.side ?? {};
    const saidNothing = clickId === undefined && visitorId === undefined && lead === undefined;
    return saidNothing && touches.every((one) => one.skipped === "unknown_coupon") ? facts : judged;
  }

  /** Named co-producers whom the programme kept from promoting at the sale's instant. */
  async #barredOf(tx: Tx, facts: SaleFacts, credit: ProductCredit): Promise<ReadonlySet<string>> {
    const { product, happenedAt } = facts;
    if (credit.at(happenedAt).coproducersMay) return new Set();
    const parties = namedOf(facts).map((one) => one.party);
    return new Set((await readBarred(tx, this.#ws, product, parties, happenedAt)).keys());
  }

  /** A first charge may come in the same batch as a later one. */
  keep(facts: SaleFacts): void {
    const key = this.#keepsFirsts && !isRenewal(facts) ? subscriptionKey(facts) : null;
    if (key === null || this.#firsts.has(key)) return;
    const shares = sharesOf(facts.affiliate?.party ?? null, facts.side);
    this.#firsts.set(key, { id: null, at: facts.happenedAt, shares });
  }

  async #firstOf(tx: Tx, facts: SaleFacts): Promise<FirstCharge | null> {
    const recorded = await readFirstCharge(tx, this.#ws, facts);
    const first = recorded ?? this.#firsts.get(subscriptionKey(facts) ?? "") ?? null;
    // Who is credited may have been put right since.
    const shares = recorded === null ? null : await readCorrectedShares(tx, this.#ws, facts);
    return first === null || shares === null ? first : { ...first, shares };
  }

  async #creditOf(tx: Tx, product: Uuid): Promise<ProductCredit> {
    const known = this.#credits.get(product);
    if (known !== undefined) return known;
    const credit = await readProductCredit(tx, this.#ws, product);
    this.#credits.set(product, credit);
    if (!(await hasLeadsByEmail(tx, this.#ws, product))) this.leadNowhere.set(leadsKey(product), null);
    const isRuled = credit.hasProgram || credit.commissions.length > 0;
    if (!isRuled) this.leadNowhere.set(programKey(product), null);
    return credit;
  }
}

function namedOf({ affiliate, side }: SaleFacts): AffiliateShare[] {
  if (side?.affiliates !== undefined) return side.affiliates;
  return affiliate === null ? [] : [{ ...affiliate, weight: WHOLE }];
}

/** Those who may earn, each at the rule's rate of the sale's instant where the caller stated none. */
function ratedByRules(
  facts: SaleFacts,
  { commissions }: ProductCredit,
  barred: ReadonlySet<string>,
): SaleFacts {
  const { offer, happenedAt, affiliate: first, unrated } = facts;
  const named = namedOf(facts);
  const counted = named
    .filter((one) => !barred.has(one.party))
    .map((one) => {
      const rateStated = unrated === undefined ? first?.rateStated === true : !unrated.includes(one.party);
      const rule = rateStated
        ? null
        : ruleFor(commissions, { party: one.party, offer, at: instant(happenedAt) });
      return { ...one, rate: (rule?.rate ?? one.rate) as Ppm, rateStated };
    });
  const { affiliate, affiliates } = shareOut(counted);
  const { affiliates: _, ...side } = facts.side ?? {};
  const rest = affiliates === undefined ? side : { ...side, affiliates };
  const isBare = facts.side === null || Object.keys(rest).length === 0;
  const leftOut = counted.length < named.length ? ({ leftOut: true } as const) : {};
  return { ...facts, ...leftOut, affiliate, side: isBare && affiliates === undefined ? null : rest };
}

function couponKey(product: Uuid, code: string): string {
  return `coupon ${product} ${code.toLowerCase()}`;
}

function leadsKey(product: Uuid): string {
  return `leads ${product}`;
}

function programKey(product: Uuid): string {
  return `programme ${product}`;
}
