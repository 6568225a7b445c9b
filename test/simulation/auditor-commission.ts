// What each affiliate, each manager and the producer get of a sale, by a second telling of the pages on
// affiliates and on several of them: rates with their days, the three days of a cut, largest remainders in
// exact fractions. Imports nothing of the product.
// Example: 100.00, carla 30 % with a quarter of the weight, recruited by davi (10 %), dora 20 % → 7.50,
// 15.00, davi 1.94, producer 75.56.
const WHOLE = 1_000_000n;
const NOTICE = 3 * 86_400_000;

export interface ToldRule {
  party: string | null;
  offer: string | null;
  rate: number;
  from: number;
  until: number | null;
}

export interface Credited {
  party: string;
  weight: number;
  rate: number;
  recruiter: string | null;
}

export class CommissionAuditor {
  readonly rules: ToldRule[] = [];
  /** Parts per million of what is left after the affiliates, by manager. */
  readonly managers: ReadonlyMap<string, number>;

  constructor(managers: ReadonlyMap<string, number>) {
    this.managers = managers;
  }

  rateOf(party: string, offer: string | null, at: number, rules: readonly ToldRule[] = this.rules): number {
    const speaks = rules.filter(
      (one) =>
        (one.party ?? party) === party &&
        (one.offer === null || one.offer === offer) &&
        one.from <= at &&
        (one.until === null || at < one.until),
    );
    const sorted = speaks
      .map((one, i) => ({ one, key: [one.party === null ? 0 : 1, one.offer === null ? 0 : 1, one.from, i] }))
      .sort((a, b) => a.key.map((k, i) => k - (b.key[i] as number)).find((d) => d !== 0) ?? 0);
    return sorted.at(-1)?.one.rate ?? 0;
  }

  /** Throws where the rule, made now, takes from anybody within three days what was announced to him. */
  addRule(rule: ToldRule, now: number, parties: readonly string[], offers: readonly (string | null)[]): void {
    const next = [...this.rules, rule];
    const turns = next.flatMap((one) => [one.from, ...(one.until === null ? [] : [one.until])]);
    for (const at of [now, ...turns.filter((turn) => turn > now && turn < now + NOTICE)]) {
      for (const party of parties) {
        for (const offer of offers) {
          const [before, after] = [this.rateOf(party, offer, at), this.rateOf(party, offer, at, next)];
          if (after < before)
            throw new Error(`${party} is cut from ${before} to ${after} with less than three days' notice`);
        }
      }
    }
    this.rules.push(rule);
  }

  /** In the order of the credits; managers by party. */
  split(paid: number, credits: readonly Credited[]) {
    const whole = BigInt(paid);
    const quotas = credits.map(({ weight, rate }) =>
      fraction(whole * BigInt(weight) * BigInt(rate), WHOLE * WHOLE),
    );
    const [rest = 0n, ...affiliates] = remainders(whole, quotas);
    const shares: [string, bigint][] = [];
    const exact: Fraction[] = [];
    for (const [manager, share] of this.managers) {
      const own = credits.filter((one) => one.recruiter === manager);
      if (own.length === 0) continue;
      const weight = own.reduce((sum, one) => sum + BigInt(one.weight), 0n);
      const [, base = 0n] = remainders(rest, [fraction(rest * weight, WHOLE)]);
      shares.push([manager, 0n]);
      exact.push(fraction(base * BigInt(share), WHOLE));
    }
    const [producer = 0n, ...managed] = remainders(rest, exact);
    return {
      producer: Number(producer),
      affiliates: affiliates.map(Number),
      managers: new Map(shares.map(([manager], i) => [manager, Number(managed[i])])),
    };
  }
}

interface Fraction {
  over: bigint;
  under: bigint;
}

const fraction = (over: bigint, under: bigint): Fraction => ({ over, under });

/** The rest first, then the parts; units left over go to the largest fractions, on a tie to the earlier. */
function remainders(whole: bigint, parts: readonly Fraction[]): bigint[] {
  const under = parts.reduce((all, one) => all * one.under, 1n);
  const spelled = parts.map((one) => (one.over * under) / one.under);
  const all = [whole * under - spelled.reduce((sum, one) => sum + one, 0n), ...spelled];
  const floors = all.map((one) => one / under);
  let left = whole - floors.reduce((sum, one) => sum + one, 0n);
  const order = all.map((one, i) => ({ i, over: one % under }));
  order.sort((a, b) => (a.over === b.over ? a.i - b.i : a.over < b.over ? 1 : -1));
  for (const { i } of order) {
    if (left === 0n) break;
    floors[i] = (floors[i] as bigint) + 1n;
    left -= 1n;
  }
  return floors;
}
