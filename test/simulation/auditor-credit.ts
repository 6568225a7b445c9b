// Who is credited with a sale and what each affiliate gets, by a second telling of docs/attribution.md: told
// of clicks, standings, coupons and sales, it predicts. Imports nothing of the product.
// Example: carla's click on 1 May, dora's on 9 May, model "last", dora suspended → [["carla", 1000000]].
const DAY = 86_400_000;
const WHOLE = 1_000_000;

export type CreditModel = "last" | "first" | "first_and_last" | "linear";

export interface SeenClick {
  party: string;
  visitor: string;
  at: number;
}

export interface SeenSale {
  at: number;
  visitor: string;
  coupon: string | null;
  /** The affiliate who buys, where it is one. */
  buyer: string | null;
  paid: number;
}

export class CreditAuditor {
  readonly #model: CreditModel;
  readonly #windowDays: number;
  readonly #clicks: SeenClick[] = [];
  readonly #states = new Map<string, { at: number; isActive: boolean }[]>();
  readonly #coupons = new Map<string, { party: string; left: number }>();

  constructor(model: CreditModel, windowDays: number) {
    this.#model = model;
    this.#windowDays = windowDays;
  }

  click(click: SeenClick): void {
    this.#clicks.push(click);
  }

  coupon(code: string, party: string, left: number): void {
    this.#coupons.set(code, { party, left });
  }

  standing(party: string, at: number, isActive: boolean): void {
    this.#states.set(party, [...(this.#states.get(party) ?? []), { at, isActive }]);
  }

  /** Party and weight, in the order of the first credited touch. Counts the coupon's use. */
  credit(sale: SeenSale): [string, number][] {
    const used = sale.coupon === null ? undefined : this.#coupons.get(sale.coupon);
    if (used !== undefined && used.left > 0 && this.#mayEarn(used.party, sale)) {
      used.left -= 1;
      return [[used.party, WHOLE]];
    }
    const way = this.#clicks
      .filter((one) => one.visitor === sale.visitor && one.at <= sale.at)
      .filter((one) => sale.at - one.at <= this.#windowDays * DAY && this.#mayEarn(one.party, sale))
      .sort((a, b) => a.at - b.at)
      .map((one) => one.party);
    const [first] = way;
    const last = way.at(-1);
    if (first === undefined || last === undefined) return [];
    if (this.#model === "last") return [[last, WHOLE]];
    if (this.#model === "first") return [[first, WHOLE]];
    const sharing = this.#model === "linear" ? [...new Set(way)] : [...new Set([first, last])];
    const each = Math.floor(WHOLE / sharing.length);
    const over = WHOLE - each * sharing.length;
    return sharing.map((party, i) => [party, each + (i < over ? 1 : 0)]);
  }

  /** The last click of a party on the way to a sale; null where there is none. */
  lastClick(party: string, { visitor, at }: SeenSale): number | null {
    const own = this.#clicks.filter((one) => one.party === party && one.visitor === visitor && one.at <= at);
    return own.length === 0 ? null : Math.max(...own.map((one) => one.at));
  }

  #mayEarn(party: string, { at, buyer }: SeenSale): boolean {
    const then = this.#states.get(party)?.findLast((one) => one.at <= at);
    return then?.isActive === true && buyer !== party;
  }
}

/**
 * Of what was paid, without fees: the rest first, then each; the largest fractions get the units left over.
 */
export function shareOf(paid: number, parts: readonly { weight: number; rate: number }[]): number[] {
  const unit = BigInt(WHOLE) * BigInt(WHOLE);
  const quotas = parts.map(({ weight, rate }) => BigInt(paid) * BigInt(weight) * BigInt(rate));
  const all = [BigInt(paid) * unit - quotas.reduce((sum, one) => sum + one, 0n), ...quotas];
  const floors = all.map((one) => one / unit);
  let left = BigInt(paid) - floors.reduce((sum, one) => sum + one, 0n);
  const order = all
    .map((one, i) => ({ i, over: one % unit }))
    .sort((a, b) => (a.over === b.over ? a.i - b.i : a.over < b.over ? 1 : -1));
  for (const { i } of order) {
    if (left === 0n) break;
    floors[i] = (floors[i] as bigint) + 1n;
    left -= 1n;
  }
  return floors.slice(1).map(Number);
}
