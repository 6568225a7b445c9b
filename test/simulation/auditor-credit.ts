// Who is credited with a sale, with which weight and why, by a second telling of docs/attribution.md: told
// of clicks, leads, standings, coupons and sales, it predicts. Imports nothing of the product, and rules
// touches out in rounds instead of judging them one by one.
// Example: carla's click on 1 May, dora's on 9 May, model "last", dora suspended → [["carla", 1000000]],
// dora's touch "suspended".
const DAY = 86_400_000;
const WHOLE = 1_000_000;

export type CreditModel = "last" | "first" | "first_and_last" | "linear";
export type RenewalKind =
  | { kind: "first" }
  | { kind: "all" }
  | { kind: "charges"; count: number }
  | { kind: "months"; count: number };

export interface CreditRulesTold {
  model: CreditModel;
  windowDays: number;
  mayBuyOwn: boolean;
  couponsCredit: boolean;
  renewals: RenewalKind;
}

export interface SeenSale {
  at: number;
  visitor: string | null;
  coupons: readonly string[];
  /** In the plain form. */
  email: string | null;
  card: string | null;
  /** Named by the caller: nothing is judged but how he stood. */
  named: string | null;
  subscription: { ref: string; charge: number } | null;
}

interface Stand {
  at: number;
  state: string;
  recruiter: string | null;
}

export interface Predicted {
  credits: [string, number][];
  /** Party and why it has no credit, in order of time; null where nothing is told of a journey. */
  reasons: [string | null, string | null][] | null;
}

interface Way {
  party: string | null;
  at: number;
  coupon: string | null;
  why: string | null;
}

export class CreditAuditor {
  readonly rules: CreditRulesTold;
  readonly #clicks: { party: string; visitor: string; at: number }[] = [];
  readonly #leads: { email: string; visitor: string; at: number }[] = [];
  readonly #stands = new Map<string, Stand[]>();
  readonly #coupons = new Map<string, { party: string; left: number }>();
  readonly #addresses = new Map<string, Set<string>>();
  readonly #cards = new Map<string, Set<string>>();
  readonly #gone = new Set<string>();
  readonly #firsts = new Map<string, { at: number; credits: [string, number][] }>();

  constructor(rules: CreditRulesTold) {
    this.rules = rules;
  }

  click(party: string, visitor: string, at: number): void {
    this.#clicks.push({ party, visitor, at });
  }

  lead(email: string, visitor: string, at: number): void {
    this.#leads.push({ email, visitor, at });
  }

  coupon(code: string, party: string, left: number): void {
    this.#coupons.set(code, { party, left });
  }

  addresses(party: string, all: readonly string[]): void {
    this.#addresses.set(party, new Set(all));
  }

  /** A person took back what the party earned on the first charge. */
  forfeit(ref: string, party: string): void {
    this.#gone.add(`${ref} ${party}`);
  }

  stand(party: string, at: number, state: string, recruiter: string | null): void {
    this.#stands.set(party, [...(this.#stands.get(party) ?? []), { at, state, recruiter }]);
  }

  standAt(party: string, at: number): Stand | undefined {
    return this.#stands.get(party)?.findLast((one) => one.at <= at);
  }

  isOwn(party: string, { email, card }: SeenSale): boolean {
    const known = this.#addresses.get(party) ?? new Set();
    const used = card === null ? [] : [...(this.#cards.get(card) ?? [])];
    return [...used, ...(email === null ? [] : [email])].some((one) => known.has(one));
  }

  /** The last click of a party that led to the sale; null where there is none. */
  lastClick(party: string, sale: SeenSale): number | null {
    const own = this.#linksOf(sale).filter((one) => one.party === party);
    return own.length === 0 ? null : Math.max(...own.map((one) => one.at));
  }

  /** Counts what the sale uses: it is recorded then. */
  credit(sale: SeenSale): Predicted {
    const predicted = this.#predict(sale);
    const { subscription, card, email } = sale;
    if (subscription?.charge === 1)
      this.#firsts.set(subscription.ref, { at: sale.at, credits: predicted.credits });
    if (card !== null && email !== null) {
      this.#cards.set(card, (this.#cards.get(card) ?? new Set()).add(email));
    }
    return predicted;
  }

  #predict(sale: SeenSale): Predicted {
    const { named, at, subscription } = sale;
    if (named !== null) {
      const isThere = this.standAt(named, at)?.state === "approved";
      return { credits: isThere ? [[named, WHOLE]] : [], reasons: null };
    }
    if (subscription !== null && subscription.charge > 1) return this.#renew(sale);
    const way: Way[] = this.#linksOf(sale).map(({ party, at: when }) => {
      return { party, at: when, coupon: null, why: null };
    });
    const known = sale.coupons.filter((code) => this.#coupons.has(code));
    for (const code of known) {
      way.push({ party: this.#coupons.get(code)?.party as string, at, coupon: code, why: null });
    }
    for (const code of sale.coupons.filter((one) => !known.includes(one))) {
      way.push({ party: null, at, coupon: code, why: "unknown_coupon" });
    }
    if (way.every((one) => one.why === "unknown_coupon") && sale.visitor === null) {
      return { credits: [], reasons: null };
    }
    const credits = this.#share(this.#ruleOut(way, sale));
    return { credits, reasons: way.map(({ party, why }) => [party, why]) };
  }

  /** In rounds: each takes out what is left and breaks one rule. */
  #ruleOut(way: Way[], sale: SeenSale): Way[] {
    const { couponsCredit, windowDays, mayBuyOwn } = this.rules;
    const rounds: ((one: Way) => string | null)[] = [
      (one) => (one.coupon !== null && !couponsCredit ? "coupons_do_not_count" : null),
      (one) => (one.coupon !== null && this.#left(one.coupon) <= 0 ? "coupon_used_up" : null),
      (one) => (one.coupon === null && sale.at - one.at > windowDays * DAY ? "outside_window" : null),
      (one) => {
        const state = this.standAt(one.party as string, sale.at)?.state ?? "refused";
        return state === "approved" ? null : state === "refused" ? "not_affiliated" : state;
      },
      (one) => (!mayBuyOwn && this.isOwn(one.party as string, sale) ? "own_purchase" : null),
    ];
    for (const round of rounds) {
      for (const one of way.filter((each) => each.why === null)) one.why = round(one);
    }
    const left = way.filter((one) => one.why === null);
    const coupon = left.findLast((one) => one.coupon !== null);
    if (coupon === undefined) return left;
    for (const one of left) {
      if (one !== coupon) one.why = one.coupon === null ? "coupon_beats_link" : "not_last";
    }
    const told = this.#coupons.get(coupon.coupon as string) as { left: number };
    told.left -= 1;
    return [coupon];
  }

  #left(code: string): number {
    return this.#coupons.get(code)?.left ?? 0;
  }

  /** Of those that are left, in order of time. */
  #share(left: Way[]): [string, number][] {
    const { model } = this.rules;
    const out = (taken: Way[], why: string) => {
      for (const one of taken) one.why = why;
    };
    if (left.length === 0) return [];
    const [first, last] = [left[0] as Way, left.at(-1) as Way];
    if (model === "last") out(left.slice(0, -1), "not_last");
    if (model === "first") out(left.slice(1), "not_first");
    if (model === "first_and_last") {
      out(left.slice(1, -1), "between");
      if (first !== last && first.party === last.party) last.why = "counted_already";
    }
    if (model === "linear") {
      out(
        left.filter((one, i) => left.slice(0, i).some((before) => before.party === one.party)),
        "counted_already",
      );
    }
    const sharing = left.filter((one) => one.why === null).map((one) => one.party as string);
    return even(sharing);
  }

  #renew(sale: SeenSale): Predicted {
    const { ref, charge } = sale.subscription as { ref: string; charge: number };
    const first = this.#firsts.get(ref);
    if (first === undefined || first.credits.length === 0) return { credits: [], reasons: null };
    const reasons = first.credits.map(([party]): [string, string | null] => {
      if (!this.#earnsOn(first.at, charge, sale.at)) return [party, "no_renewals"];
      if (this.#gone.has(`${ref} ${party}`)) return [party, "taken_back"];
      const state = this.standAt(party, sale.at)?.state ?? "refused";
      if (state === "refused") return [party, "not_affiliated"];
      if (state !== "approved") return [party, state];
      return [party, !this.rules.mayBuyOwn && this.isOwn(party, sale) ? "own_purchase" : null];
    });
    const stays = first.credits.filter((_, i) => reasons[i]?.[1] === null);
    return { credits: grown(stays), reasons };
  }

  #earnsOn(first: number, charge: number, at: number): boolean {
    const rule = this.rules.renewals;
    if (rule.kind === "first" || rule.kind === "all") return rule.kind === "all";
    if (rule.kind === "charges") return charge <= rule.count;
    const then = new Date(first);
    const month = then.getUTCFullYear() * 12 + then.getUTCMonth() + rule.count;
    const last = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
    const day = Math.min(then.getUTCDate(), last);
    return at < Date.UTC(Math.floor(month / 12), month % 12, day) + (first % DAY);
  }

  #linksOf({ visitor, email, at }: SeenSale) {
    const visitors = this.#leads.filter((one) => one.email === email && one.at <= at);
    const all = new Set([...visitors.map((one) => one.visitor), ...(visitor === null ? [] : [visitor])]);
    return this.#clicks.filter((one) => all.has(one.visitor) && one.at <= at).sort((a, b) => a.at - b.at);
  }
}

function even(parties: readonly string[]): [string, number][] {
  return grown(parties.map((party) => [party, 1]));
}

/** Weights that add up to the whole: floors first, then a millionth each to the largest fractions. */
function grown(parts: readonly [string, number][]): [string, number][] {
  const sum = parts.reduce((all, [, weight]) => all + weight, 0);
  if (sum === 0) return [];
  const exact = parts.map(([party, weight], i) => {
    return { party, i, floor: Math.floor((weight * WHOLE) / sum), over: (weight * WHOLE) % sum };
  });
  let left = WHOLE - exact.reduce((all, one) => all + one.floor, 0);
  for (const one of [...exact].sort((a, b) => b.over - a.over || a.i - b.i)) {
    if (left === 0) break;
    one.floor += 1;
    left -= 1;
  }
  return exact.map(({ party, floor }): [string, number] => [party, floor]).filter(([, weight]) => weight > 0);
}
