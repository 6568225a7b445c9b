// Chance for ids that a seed repeats, whatever else goes on: each act draws from a source of its own, so that
// what a request that died left running, or one pressed at the same moment, takes no number of another's.
// Example: const { random, apart } = chanceApart(7); await apart(() => knock(…)) → the same ids in every run.
import { AsyncLocalStorage } from "node:async_hooks";
import { type Random, seeded } from "./seeded.ts";

export interface ChanceApart {
  random(count: number): Uint8Array;
  /** What the act begins, and whatever it leaves running, draws from one source. */
  apart<T>(act: () => Promise<T>): Promise<T>;
}

export function chanceApart(seed: number): ChanceApart {
  const whole = seeded(seed);
  const own = new AsyncLocalStorage<Random>();
  const source = () => own.getStore() ?? whole;
  return {
    random: (count) => Uint8Array.from({ length: count }, () => source().below(256)),
    apart: (act) => own.run(seeded(source().below(2 ** 32)), act),
  };
}
