// The sales behind a party's figures with the plans they were split by, as `partage split` reads them, and
// what it has to answer for that party: so that whoever doubts a figure splits them again on a machine of his
// own. Shows what the party may see and no more. Streams in the order of the ledger; each sale is followed by
// its reversals.
// Example: {"plan":"p1","is":{…}} · {"counters":{…}} · {"id":"sale_…",…} · {"refund":"sale_…",…} · …
import { publicId } from "../base/id.ts";
import type { App } from "./app.ts";
import { type HeldSale, HeldSales, type WantedSales } from "./hold-sales.ts";
import { ShownPlans } from "./shown-plans.ts";
import { reversalId, spellReversal, spellSale } from "./spell-line.ts";

/** Walks the sales twice: for what goes in, and for what has to come out. */
export class Proof {
  readonly #held: HeldSales;
  readonly #plans: ShownPlans;
  readonly #party: string;
  readonly #seesOthers: boolean;
  /** Answers of sales that no plan the party may see gives alike. */
  readonly notShown: string[] = [];
  readonly #skipped = new Set<number>();
  /** Sales so far. */
  count = 0;

  constructor(app: App, wanted: WantedSales & { seesOthers: boolean }) {
    this.#held = new HeldSales(app, wanted);
    this.#plans = new ShownPlans(wanted.party, wanted.seesOthers);
    this.#party = publicId("party", wanted.party);
    this.#seesOthers = wanted.seesOthers;
  }

  /** sales.ndjson */
  async *sales(): AsyncGenerator<string> {
    let current = "";
    for await (const page of this.#held.pages()) {
      const out: string[] = [];
      for (const held of page) {
        this.count++;
        const shown = this.#plans.of(held);
        if (shown === null) {
          this.#skipped.add(held.recorded.seq);
          this.notShown.push(...this.#answerLines(held));
          continue;
        }
        const { name, isNew, body, counts, sale } = shown;
        if (name !== current) out.push(line({ plan: name, ...(isNew ? { is: body } : {}) }));
        current = name;
        if (counts) out.push(line({ counters: this.#ownCounters(held) }));
        out.push(line(spellSale(sale)));
        for (const one of held.reversals) out.push(line(spellReversal(sale.id, one)));
      }
      yield out.join("");
    }
  }

  /** expected.ndjson, once `sales` has been walked. */
  async *expected(): AsyncGenerator<string> {
    for await (const page of this.#held.pages()) {
      const shown = page.filter((held) => !this.#skipped.has(held.recorded.seq));
      yield shown.flatMap((held) => this.#answerLines(held)).join("");
    }
  }

  /** The plan that comes first; where nothing was sold, one without contracts. */
  get plan(): unknown {
    return this.#plans.first;
  }

  #answerLines(held: HeldSale): string[] {
    const ids = [publicId("sale", held.recorded.id), ...held.reversals.map(reversalId)];
    return this.#plans.answers(held).map((lines, i) => line({ id: ids[i], lines }));
  }

  #ownCounters({ compiled, counters }: HeldSale): Record<string, number> {
    const own = compiled.plan.contracts.filter(({ party }) => this.#seesOthers || party === this.#party);
    const ends = own.map(({ id }) => `:${id}`);
    return Object.fromEntries([...counters].filter(([name]) => ends.some((end) => name.endsWith(end))));
  }
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
