// A charge of several products becomes one part per product: what was paid, tax, shipping, discount and every
// fee are divided over the lines by largest remainder, and each column adds up to what it was. Lines of the
// same product are one part; credits (a plan change) lower what the others were paid for.
// Example: 30.00 for lines 20.00 and 10.00, fee 1.17 → paid 20.00 and 10.00, fee 0.78 and 0.39.
import { allocate } from "../base/allocate.ts";
import type { Minor } from "../base/amount.ts";
import type { ChargeLine, FeePart, ProductRef } from "./message.ts";

export interface ChargeAmounts {
  paid: Minor;
  tax: Minor;
  shipping: Minor;
  discount: Minor | null;
  fees: readonly FeePart[] | null;
}

export interface ChargePart extends ChargeAmounts {
  line: string;
  product: ProductRef;
}

/** One part per product, in the order of the lines. Needs tax + shipping ≤ paid and at least one line. */
export function divideCharge(whole: ChargeAmounts, lines: readonly ChargeLine[]): ChargePart[] {
  const merged = mergeLines(lines);
  const kept = merged.filter((line) => line.amount > 0);
  const parts = kept.length > 0 ? kept : merged.slice(0, 1).map((line) => ({ ...line, amount: 1 as Minor }));
  const weights = parts.map((line) => line.amount);

  const goods = divideGoods(whole, parts, weights);
  const tax = divideTax(whole.tax, parts, weights);
  const shipping = allocate(whole.shipping, weights);
  const discount = divideDiscount(whole.discount, parts, weights);
  const paid = parts.map((_, i) => at(goods, i) + at(tax, i) + at(shipping, i));
  const feeWeights = paid.some((amount) => amount > 0) ? paid : weights;
  const fees = whole.fees?.map((fee) => ({ party: fee.party, shares: allocate(fee.amount, feeWeights) }));

  return parts.map((line, i) => ({
    line: line.line,
    product: line.product,
    paid: at(paid, i),
    tax: at(tax, i),
    shipping: at(shipping, i),
    discount: discount === null ? null : at(discount, i),
    fees: fees === undefined ? null : fees.map((fee) => ({ party: fee.party, amount: at(fee.shares, i) })),
  }));
}

/**
 * Lines of one product become one: amounts, taxes and discounts add up, a tax that one of them lacks is
 * unknown.
 */
function mergeLines(lines: readonly ChargeLine[]): ChargeLine[] {
  const merged = new Map<string, ChargeLine>();
  for (const line of lines) {
    const before = merged.get(line.product.ref);
    if (before === undefined) merged.set(line.product.ref, line);
    else {
      merged.set(line.product.ref, {
        line: before.line,
        product: before.product,
        amount: add(before.amount, line.amount) as Minor,
        tax: add(before.tax, line.tax),
        discount: add(before.discount, line.discount),
      });
    }
  }
  return [...merged.values()];
}

/**
 * What is left for the goods themselves: as the lines say where they account for every unit, else in
 * proportion.
 */
function divideGoods(
  whole: ChargeAmounts,
  parts: readonly ChargeLine[],
  weights: readonly number[],
): number[] {
  const rest = whole.paid - whole.tax - whole.shipping;
  const told = parts.map((line) => (line.tax === null ? Number.NaN : line.amount - line.tax));
  const isTold =
    told.every((amount) => amount >= 0) && told.reduce((sum, amount) => sum + amount, 0) === rest;
  return isTold ? told : allocate(rest, weights);
}

/**
 * Each line's own tax where the lines tell it, and what they do not account for (tax on shipping) in
 * proportion.
 */
function divideTax(tax: Minor, parts: readonly ChargeLine[], weights: readonly number[]): number[] {
  const told = parts.map((line) => line.tax ?? Number.NaN);
  const open = tax - told.reduce((sum, amount) => sum + amount, 0);
  if (!told.every((amount) => amount >= 0) || !(open >= 0)) return allocate(tax, weights);
  const shares = allocate(open, weights);
  return told.map((amount, i) => amount + at(shares, i));
}

function divideDiscount(discount: Minor | null, parts: readonly ChargeLine[], weights: readonly number[]) {
  if (discount === null) return null;
  const told = parts.map((line) => line.discount ?? Number.NaN);
  return told.reduce((sum, amount) => sum + amount, 0) === discount ? told : allocate(discount, weights);
}

function add(a: Minor | null, b: Minor | null): Minor | null {
  return a === null || b === null ? null : ((a + b) as Minor);
}

function at(amounts: readonly number[], i: number): Minor {
  return amounts[i] as Minor;
}
