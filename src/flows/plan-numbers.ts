// The short numbers that plans have in the journal of one workspace. A plan that is used for the first time
// gets the next; its row flies with the sale that used it. Never reads or writes.
// Example: numbers.name(interval, fresh) → { no: 3, hash: "9f86d0…" }, and fresh holds the plan when 3 is
// new.
import type { StoredPlan } from "../contracts/plans.ts";
import type { PlanOfSale } from "./product-plans.ts";

export interface PlanName {
  no: number;
  /** Hex. */
  hash: string;
}

export class PlanNumbers {
  #names = new Map<string, PlanName>();

  forget(): void {
    this.#names = new Map();
  }

  /** What the database holds; numbers given by a flight that is still in the air stay. */
  learn(numbers: Iterable<readonly [hash: string, no: number]>): void {
    for (const [hash, no] of numbers) this.#names.set(hash, { no, hash });
  }

  name({ hash, body }: Pick<PlanOfSale, "hash" | "body">, fresh: StoredPlan[]): PlanName {
    let name = this.#names.get(hash);
    if (name === undefined) {
      name = { no: this.#names.size + 1, hash };
      this.#names.set(hash, name);
      fresh.push({ ...name, body });
    }
    return name;
  }
}
