// The events of one payment become the sales that are posted: the charge says how much and when, the session
// or the invoice says what was bought and by whom. Order of arrival does not matter; what the charge says
// itself stands. Never invents: a charge whose product nobody named stays one sale without a product, to be
// parked.
// Example: charge ch_1 of 30.00 and a session with two line items → sales "ch_1/li_1" and "ch_1/li_2".
import { allocate } from "../base/allocate.ts";
import type { Minor } from "../base/amount.ts";
import { convertParts } from "./convert-shares.ts";
import { type ChargeAmounts, divideCharge } from "./divide-charge.ts";
import type {
  ChargeLine,
  EnrichMessage,
  FeeMessage,
  FeePart,
  Note,
  ProductRef,
  SaleMessage,
  SideFacts,
} from "./message.ts";

/**
 * Those of `facts` that speak of the payment of this sale, through any chain of shared ids: a charge knows
 * its payment intent, an invoice payment joins that to an invoice, the invoice is also named by the session.
 */
export function factsOfPayment(sale: SaleMessage, facts: readonly EnrichMessage[]): EnrichMessage[] {
  const known = new Set([sale.chargeId, ...sale.refs]);
  const found = new Set<EnrichMessage>();
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const fact of facts) {
      if (found.has(fact) || !fact.refs.some((ref) => known.has(ref))) continue;
      found.add(fact);
      for (const ref of fact.refs) known.add(ref);
    }
  }
  return facts.filter((fact) => found.has(fact));
}

/**
 * The sales of one charge. `charge` is the source's sale message; `facts` are all enrichments of its payment,
 * in any order; `fee` a balance transaction that names the fees the charge did not. One sale per product; its
 * `externalId` is the charge's own id where there is one product, and "charge/line" where there are several.
 */
export function composeCharge(
  charge: SaleMessage,
  facts: readonly EnrichMessage[],
  fee?: FeeMessage,
): SaleMessage[] {
  const ordered = [...facts].sort((a, b) => a.at - b.at || (a.externalId < b.externalId ? -1 : 1));
  const notes: Note[] = [...charge.notes, ...ordered.flatMap((fact) => fact.notes)];
  const amounts = amountsOf(charge, ordered, fee, notes);
  const base: SaleMessage = {
    ...charge,
    ...mergeSideFacts(charge, ordered),
    refs: [...new Set([...charge.refs, ...ordered.flatMap((fact) => fact.refs)])].filter(
      (ref) => ref !== charge.chargeId,
    ),
    ...amounts,
    feesRef: amounts.fees === null ? charge.feesRef : null,
    notes,
  };

  const named = namedProduct(charge, ordered);
  const lines = ordered.find((fact) => fact.lines !== null && fact.lines.length > 0)?.lines;
  if (named !== null || lines === undefined || lines === null) return [{ ...base, product: named }];
  return saleOfEach(base, amounts, lines);
}

function saleOfEach(base: SaleMessage, amounts: ChargeAmounts, lines: readonly ChargeLine[]): SaleMessage[] {
  const parts = divideCharge(amounts, lines);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return [{ ...base, product: only.product }];
  const weights = base.paid > 0 ? parts.map((part) => part.paid) : parts.map(() => 1);
  const atSource = base.paidAtSource.map((paid) => ({
    ...paid,
    shares: paid.amount === null ? null : allocate(paid.amount, weights),
  }));
  return parts.map((part, i) => ({
    ...base,
    ...part,
    externalId: `${base.chargeId}/${part.line}`,
    paidAtSource: atSource.map(({ shares, ...paid }) => ({
      ...paid,
      amount: shares === null ? null : (shares[i] as Minor),
    })),
  }));
}

/** The product that somebody named for the payment as a whole. */
function namedProduct(charge: SaleMessage, facts: readonly EnrichMessage[]): ProductRef | null {
  return charge.product ?? facts.find((fact) => fact.product !== null)?.product ?? null;
}

function amountsOf(
  charge: SaleMessage,
  facts: readonly EnrichMessage[],
  fee: FeeMessage | undefined,
  notes: Note[],
): ChargeAmounts {
  const fees = charge.fees ?? (fee === undefined ? null : feesInSaleCurrency(charge, fee));
  const own: ChargeAmounts = { ...pick(charge), fees };
  const telling = facts.find((fact) => fact.amount !== null && fact.currency === charge.currency);
  if (telling === undefined) return own;
  if (telling.amount !== charge.paid) {
    notes.push({
      code: "amounts_differ",
      message: `the charge says ${charge.paid}, ${telling.externalId} says ${telling.amount}: the charge's is taken`,
      path: null,
    });
  }
  const tax = charge.tax > 0 ? charge.tax : (telling.tax ?? charge.tax);
  const shipping = charge.shipping > 0 ? charge.shipping : (telling.shipping ?? charge.shipping);
  if (tax + shipping > charge.paid) {
    notes.push({
      code: "amounts_contradict",
      message: "tax and shipping are more than was paid: left out",
      path: null,
    });
    return own;
  }
  return { paid: charge.paid, tax, shipping, discount: charge.discount ?? telling.discount, fees };
}

function pick({ paid, tax, shipping, discount }: SaleMessage) {
  return { paid, tax, shipping, discount };
}

/**
 * Fees of a balance transaction in the currency of the sale, exactly, through what was settled for what was
 * paid.
 */
export function feesInSaleCurrency(sale: SaleMessage, fee: FeeMessage): FeePart[] | null {
  if (fee.currency === sale.currency) return [...fee.fees];
  const amounts = convertParts(
    sale.paid,
    fee.ofAmount,
    fee.fees.map((part) => part.amount),
  );
  return amounts === undefined
    ? null
    : fee.fees.map((part, i) => ({ party: part.party, amount: amounts[i] as Minor }));
}

/** The charge's own facts first, then those of the enrichments, the earlier before the later. */
export function mergeSideFacts(first: SideFacts, others: readonly SideFacts[]): SideFacts {
  const all = [first, ...others];
  const metadata: Record<string, string> = {};
  for (const facts of all.toReversed()) Object.assign(metadata, facts.metadata);
  return {
    buyer: mergeBuyers(all),
    affiliate: firstOf(all, (facts) => facts.affiliate),
    subscription: firstOf(all, (facts) => facts.subscription),
    paymentMethod: firstOf(all, (facts) => facts.paymentMethod),
    instalments: firstOf(all, (facts) => facts.instalments),
    coupon: firstOf(all, (facts) => facts.coupon),
    clickId: firstOf(all, (facts) => facts.clickId),
    metadata,
  };
}

function mergeBuyers(all: readonly SideFacts[]): SideFacts["buyer"] {
  const known = all.filter((facts) => facts.buyer !== null);
  if (known.length === 0) return null;
  return {
    email: firstOf(known, (facts) => facts.buyer?.email),
    name: firstOf(known, (facts) => facts.buyer?.name),
    reference: firstOf(known, (facts) => facts.buyer?.reference),
    country: firstOf(known, (facts) => facts.buyer?.country),
  };
}

function firstOf<T, R>(all: readonly T[], read: (item: T) => R | null | undefined): R | null {
  for (const item of all) {
    const value = read(item);
    if (value !== null && value !== undefined) return value;
  }
  return null;
}
