// A small source of chance that a seed repeats, for plans, lines and worlds. Never the machine's own.
// Example: seeded(7).below(100) is the same number in every run.

export type Random = { chance(p: number): boolean; below(n: number): number; pick<T>(list: readonly T[]): T };

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    chance: (p) => next() < p,
    below,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
  };
}
