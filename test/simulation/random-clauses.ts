// Random clauses of contracts, and lines that end a period, for `random-plans.ts`: every kind, together.
// It knows what is interesting (edges of tiers, small advances, goals soon met), never what is right.
// Example: { "kind": "recoup", "amount": 3000, "currency": "USD", "from": "whole", "rate": "0.15" }.
import type { Random } from "./seeded.ts";

type Json = Record<string, unknown>;
export interface ClauseWorld {
  r: Random;
  top: number;
  currencies: string[];
}

const NAMES = ["piano", "violin", "ç", "__proto__", "7"];
const PERIODS = ["month", "quarter", "year", "term"];

export const fromMillionths = (ppm: number): string => {
  const text = `${Math.floor(ppm / 1e6)}.${`${ppm % 1e6}`.padStart(6, "0")}`;
  return ppm % 2 === 0 ? text.replace(/\.?0+$/, "") : text;
};

export function amountUpTo(r: Random, top: number): number {
  if (r.chance(0.06)) return 0;
  if (r.chance(0.1)) return top;
  if (r.chance(0.15)) return Math.min(top, r.pick([1, 2, 3, 5, 7, 10, 99, 100, 101, 1000]));
  return Math.floor((r.below(1_000_000_007) / 1_000_000_007) * top);
}

const someAmount = ({ r, top }: ClauseWorld, times: number[]): number =>
  Math.min(1e15, Math.max(1, Math.floor(amountUpTo(r, top * r.pick(times)))));

/** Within `most` millionths altogether; `share` is what is left for the contract's own. */
export function randomClauses(w: ClauseWorld, most: number): { clauses: Json[]; share: number } {
  const { r, top, currencies } = w;
  const clauses: Json[] = [];
  let share = most;
  const currency = () => r.pick([...currencies, ...currencies, "CHF"]);
  while (r.chance(0.25)) {
    const recoup = { kind: "recoup", amount: someAmount(w, [0.1, 1, 5]), currency: currency() };
    const rate = r.pick([Math.floor(share / 2), r.below(share + 1), 0]);
    const isWhole = r.chance(0.6);
    if (isWhole) share -= rate;
    clauses.push({
      ...recoup,
      ...(isWhole ? { from: "whole", rate: fromMillionths(rate) } : { from: "share" }),
    });
  }
  const shared = r.pick(["tiers", "tiers", "mix", "share"]);
  if (shared === "tiers") clauses.push(randomTiers(w, share));
  if (shared === "mix") {
    const named = NAMES.filter(() => r.chance(0.5)).concat("piano");
    const shares = [...new Set(named)].map((of) => ({ of, share: fromMillionths(r.below(share + 1)) }));
    clauses.push({ kind: "mix", by: r.pick(["product", "category", "offer"]), shares });
  }
  while (r.chance(0.35)) {
    const earned = Math.floor(Math.min(amountUpTo(r, top * r.pick([0.1, 1, 2])), 1e15));
    clauses.push(r.chance(0.6) ? { kind: "cap", earned } : { kind: "cap", sales: r.below(7) });
  }
  while (r.chance(0.3)) {
    const about = { currency: currency(), period: r.pick(PERIODS) };
    const bonus = someAmount(w, [0.1, 1]);
    const measure = r.pick(["net", "sales", "earned"]);
    const goal = measure === "sales" ? 1 + r.below(5) : someAmount(w, [0.1, 1, 3]);
    const amount = someAmount(w, [0.1, 1, 3]);
    const isMinimum = r.chance(0.5);
    clauses.push(
      isMinimum
        ? { kind: "minimum", amount, ...about }
        : { kind: "milestone", measure, goal, bonus, ...about },
    );
  }
  return { clauses: clauses.sort(() => r.pick([-1, 1])), share };
}

function randomTiers({ r, top }: ClauseWorld, most: number): Json {
  const measure = r.pick(["net", "net", "sales"]);
  const steps = 1 + r.below(4);
  let upTo = 0;
  const tiers = Array.from({ length: steps }, (_, i): Json => {
    upTo += 1 + (measure === "net" ? amountUpTo(r, top * r.pick([1, 3])) : r.below(4));
    const share = fromMillionths(r.chance(0.3) ? most : r.below(most + 1));
    return i === steps - 1 ? { share } : { upTo: Math.min(upTo, 1e15 - steps + i), share };
  });
  return { kind: "tiers", measure, period: r.pick(PERIODS), tiers };
}

/** What a sale is of, for a mix. */
export function randomKind(r: Random): Json {
  const of = (key: string) => (r.chance(0.5) ? { [key]: r.pick([...NAMES, "drum"]) } : {});
  return { ...of("product"), ...of("category"), ...of("offer") };
}

/** Several in place of one, each with its weight; now and then their weights are no whole. */
export function randomAffiliates(
  r: Random,
  parties: readonly string[],
  randomRate: (r: Random) => string,
): Json {
  const chosen = [...new Set([r.pick(parties), r.pick(parties), "promo", r.pick(parties)])];
  let left = 1_000_000;
  const affiliates = chosen.map((party, i) => {
    const weight = i === chosen.length - 1 ? left : r.pick([0, Math.floor(left / 2), r.below(left + 1)]);
    left -= weight;
    const recruiter = r.chance(0.6) ? { recruitedBy: r.pick(parties) } : {};
    return { party, rate: randomRate(r), weight: fromMillionths(weight), ...recruiter };
  });
  return { affiliates: r.chance(0.02) ? affiliates.slice(1) : affiliates };
}

export function randomSettlement({ r, currencies }: ClauseWorld, id: string): Json {
  const year = r.pick(["2026", "2026", "2026", "2027", "2024", "1999"]);
  const month = `${1 + r.below(12)}`.padStart(2, "0");
  const settle = r.pick([`${year}-${month}`, `${year}-Q${1 + r.below(4)}`, year, "term"]);
  return { settle, id, currency: r.pick(currencies) };
}
