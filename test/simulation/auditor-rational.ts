// Exact fractions of big integers and the one rule of dividing a whole over them (domain §2).
// Part of the auditor: simple rather than fast, and it imports nothing from the product.
// It rounds nowhere but in `halfAway` and `divide`, where the domain says how.
// Example: divide(791n, [395.5, 395.5]) is [396n, 395n]: the odd unit goes to the first of the list.
export class Q {
  static readonly zero = new Q(0n);
  readonly n: bigint;
  readonly d: bigint;
  constructor(n: bigint, d: bigint = 1n) {
    if (d === 0n) throw new Error("a fraction over zero");
    let [a, b] = [n, d];
    while (b !== 0n) [a, b] = [b, a % b];
    const g = a < 0n === d < 0n ? a : -a;
    this.n = n / g;
    this.d = d / g;
  }
  plus = (by: Q): Q => new Q(this.n * by.d + by.n * this.d, this.d * by.d);
  minus = (by: Q): Q => new Q(this.n * by.d - by.n * this.d, this.d * by.d);
  times = (by: Q): Q => new Q(this.n * by.n, this.d * by.d);
  over = (by: Q): Q => new Q(this.n * by.d, this.d * by.n);
  below = (other: Q): boolean => this.n * other.d < other.n * this.d;
  atMost = (limit: Q): Q => (limit.below(this) ? limit : this);
  floor = (): bigint => (this.n - (((this.n % this.d) + this.d) % this.d)) / this.d;
  halfAway = (): bigint =>
    this.n < 0n ? -new Q(-this.n, this.d).halfAway() : this.plus(new Q(1n, 2n)).floor();
}
export const total = (list: readonly Q[]): Q => list.reduce((a, b) => a.plus(b), Q.zero);
export const sum = (list: readonly bigint[]): bigint => list.reduce((a, b) => a + b, 0n);
export const atLeast = (least: bigint, n: bigint): bigint => (n > least ? n : least);

/**
 * Each part gets its floor; then the largest fraction, the first of equals, gets a unit, until all is given.
 */
export function divide(whole: bigint, quotas: readonly Q[]): bigint[] {
  if (total(quotas).minus(new Q(whole)).n !== 0n) throw new Error("the quotas do not add up to the whole");
  const parts = quotas.map((x) => ({ units: x.floor(), fraction: x.minus(new Q(x.floor())) }));
  for (let left = whole - sum(parts.map((part) => part.units)); left > 0n; left -= 1n) {
    const next = parts.reduce((best, part) => (best.fraction.below(part.fraction) ? part : best));
    next.units += 1n;
    next.fraction = new Q(-1n);
  }
  return parts.map((part) => part.units);
}

/** The whole in proportion to weights; nothing of nothing. */
export function inProportion(whole: bigint, weights: readonly bigint[]): bigint[] {
  const all = whole === 0n ? 1n : sum(weights);
  const quotas = weights.map((weight) => new Q(whole * weight, all));
  return divide(whole, quotas);
}
