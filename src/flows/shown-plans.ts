// For each sale the plan that a party may hold in hand and that answers it what the true one did: its own
// contracts with the others as one, and a stand-in where the last unit wants one. Each plan has a name, so
// that it is written once. Null where no such plan is found: then the sale is told by its answer alone.
// Example: shown.of(held) → { name: "p1", isNew: true, body: { producer: "others", … }, sale: { … } }
import { publicId, type Uuid } from "../base/id.ts";
import type { CompiledPlan } from "../engine/compile-plan.ts";
import { writePlan } from "../engine/plan-hash.ts";
import type { Sale } from "../engine/sale.ts";
import { compileBody, type HeldSale } from "./hold-sales.ts";
import { type OwnAmount, ownAnswers } from "./own-amounts.ts";
import { redactPlan, redactSale, standIns } from "./redact-plan.ts";

interface Tried {
  /** The plan's text. */
  key: string;
  compiled: CompiledPlan;
  body: unknown;
}

export interface ShownSale {
  name: string;
  /** False where the plan was named before. */
  isNew: boolean;
  body: unknown;
  counts: boolean;
  sale: Sale;
}

export class ShownPlans {
  readonly #party: string;
  readonly #seesOthers: boolean;
  readonly #tried = new Map<string, Tried>();
  /** By their text, in the order in which they came. */
  readonly #named = new Map<string, { name: string; body: unknown }>();

  constructor(party: Uuid, seesOthers: boolean) {
    this.#party = publicId("party", party);
    this.#seesOthers = seesOthers;
  }

  get first(): unknown {
    const [first] = this.#named.values();
    return first?.body ?? { producer: "others" };
  }

  /** What the true plan answered the party. */
  answers({ compiled, sale, counters, reversals }: HeldSale): OwnAmount[][] {
    return ownAnswers(this.#party, compiled, sale, counters, reversals);
  }

  of(held: HeldSale): ShownSale | null {
    const { recorded, compiled, counters } = held;
    const id = publicId("sale", recorded.id);
    if (this.#seesOthers) {
      const whole = this.#try(`${recorded.plan}`, () => writePlan(compiled.plan));
      return this.#show(whole, { ...held.sale, id });
    }
    const sale = redactSale(held.sale, compiled, this.#party, id);
    const wanted = JSON.stringify(this.answers(held));
    // In what the party holds, a lost dispute is a refund of what was in dispute.
    const reversals = held.reversals.map((one) => ({ ...one, lines: null }));
    for (const standIn of standIns(compiled.plan, this.#party)) {
      const redacted = () => writePlan(redactPlan(compiled.plan, this.#party, standIn));
      const tried = this.#try(`${recorded.plan} ${standIn}`, redacted);
      const answers = tryAnswers(this.#party, tried.compiled, sale, counters, reversals);
      if (JSON.stringify(answers) === wanted) return this.#show(tried, sale);
    }
    return null;
  }

  /** Compiled once, however many sales look at it. */
  #try(key: string, write: () => unknown): Tried {
    let tried = this.#tried.get(key);
    if (tried === undefined) {
      const body = write();
      tried = { key: JSON.stringify(body), compiled: compileBody(body), body };
      this.#tried.set(key, tried);
    }
    return tried;
  }

  #show({ key, compiled, body }: Tried, sale: Sale): ShownSale {
    const known = this.#named.get(key);
    const name = known?.name ?? `p${this.#named.size + 1}`;
    if (known === undefined) this.#named.set(key, { name, body });
    return { name, isNew: known === undefined, body, counts: compiled.counts, sale };
  }
}

/** Null where a plan cannot even take back that much. */
function tryAnswers(...asked: Parameters<typeof ownAnswers>): OwnAmount[][] | null {
  try {
    return ownAnswers(...asked);
  } catch {
    return null;
  }
}
