// The sales that a party may see, a page at a time in the order of the ledger, each with its frozen plan,
// what its clauses were handed and what was taken back of it. Each page is a look of the party's own; what is
// recorded after the first look is left for another time. Reads only.
// Example: for await (const page of new HeldSales(app, { ws: 7, party: bruno }).pages()) … 2,000 sales a page
import type { Uuid } from "../base/id.ts";
import { assert } from "../base/refusal.ts";
import { readPlans } from "../contracts/plans.ts";
import { inParty, type Tx } from "../db/transaction.ts";
import { type CompiledPlan, compilePlan } from "../engine/compile-plan.ts";
import { readPlan } from "../engine/read-plan.ts";
import type { Sale } from "../engine/sale.ts";
import { listPartnerSalesInOrder, readLastEntry } from "../reports/partner-sales.ts";
import { findSalesOfParty } from "../reports/sales-of-party.ts";
import { type Reversal, readReversals } from "../sales/read-reversals.ts";
import { type RecordedSale, readSales } from "../sales/read-sale.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import type { App } from "./app.ts";
import { PartyBook } from "./party-book.ts";
import { seenProducts } from "./show-own-sales.ts";
import { engineSale } from "./split-facts.ts";

export interface WantedSales {
  ws: number;
  party: Uuid;
  product?: Uuid | undefined;
  /** Epoch milliseconds; `to` is exclusive. */
  from?: number | undefined;
  to?: number | undefined;
}

export interface HeldSale {
  recorded: RecordedSale;
  sale: Sale;
  compiled: CompiledPlan;
  counters: ReadonlyMap<string, number>;
  reversals: readonly Reversal[];
}

const PAGE = 2_000;

export class HeldSales {
  readonly #app: App;
  readonly #wanted: WantedSales;
  readonly #plans = new Map<number, CompiledPlan>();
  #upTo: number | null = null;

  constructor(app: App, wanted: WantedSales) {
    this.#app = app;
    this.#wanted = wanted;
  }

  /** The same pages however often they are walked. */
  async *pages(): AsyncGenerator<HeldSale[]> {
    const { ws, party } = this.#wanted;
    const look = <T>(read: (tx: Tx) => Promise<T>) => inParty(this.#app.db, { ws, party }, read);
    const scope = await look(async (tx) => ({
      products: await seenProducts(tx, ws, party),
      own: await findSalesOfParty(tx, ws, party),
      book: new PartyBook((await readPostingSettings(tx, ws)).taxParty),
      upTo: this.#upTo ?? (await readLastEntry(tx, ws)),
    }));
    this.#upTo = scope.upTo;
    for (let after = 0; ; ) {
      const { held, last } = await look(async (tx) => {
        const asked = { ...this.#wanted, ...scope, after, limit: PAGE };
        const found = await listPartnerSalesInOrder(tx, ws, asked);
        const ids = found.map((one) => one.id);
        return { held: await this.#hold(tx, scope.book, ids), last: found.at(-1)?.seq ?? null };
      });
      if (last === null) return;
      yield held;
      after = last;
    }
  }

  async #hold(tx: Tx, book: PartyBook, ids: readonly Uuid[]): Promise<HeldSale[]> {
    const { ws } = this.#wanted;
    const upTo = this.#upTo ?? 0;
    const sales = await readSales(tx, ws, ids);
    const reversals = await readReversals(tx, ws, ids);
    const unread = [...sales.values()].map((one) => one.plan).filter((no) => !this.#plans.has(no));
    for (const { no, body } of (await readPlans(tx, ws, unread)).values()) {
      this.#plans.set(no, compileBody(body));
    }
    return ids.map((id) => {
      const recorded = sales.get(id);
      const compiled = recorded && this.#plans.get(recorded.plan);
      assert(recorded && compiled, `sale ${id} or its plan is not kept`);
      return {
        recorded,
        compiled,
        sale: engineSale(book, recorded.facts),
        counters: new Map(Object.entries((recorded.counters ?? {}) as Record<string, number>)),
        reversals: (reversals.get(id) ?? []).filter((one) => one.seq <= upTo),
      };
    });
  }
}

export function compileBody(body: unknown): CompiledPlan {
  const read = readPlan(body, { checkCap: false });
  assert(read.ok, "a plan as it is kept is not valid");
  return compilePlan(read.plan);
}
