// Plans a batch of sales for one posting flight: what is known already is answered, what is new is placed.
// One bad sale is refused alone; the same sale twice is posted once. Never talks to the database.
import type { IdSource, Uuid } from "../base/id.ts";
import { saveCounters } from "../contracts/counters.ts";
import { storePlans } from "../contracts/plans.ts";
import { eventStatement } from "../db/events.ts";
import type { Statement } from "../db/flight.ts";
import type { Split } from "../engine/split.ts";
import type { AccountBook } from "../ledger/account-book.ts";
import type { Outcome, Plan } from "../ledger/desk.ts";
import { checkSale } from "../sales/check-facts.ts";
import type { SaleFacts } from "../sales/facts.ts";
import { insertBuyers, insertSales, type NewSale } from "../sales/insert-sales.ts";
import { differs, isSameSale, unknownProduct } from "../sales/same-sale.ts";
import { emptyLoad, placeSale, type SaleLoad } from "./place-sale.ts";
import { StaleNames } from "./stale-names.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

export interface SaleAct {
  is: "sale";
  facts: SaleFacts;
  actor: string;
  /** terms_epoch under which names were resolved to ids; left out where no name was. */
  epoch?: number;
}

export interface Posted {
  /** The sale, refund or dispute. */
  id: Uuid;
  /** Its entry in the journal. */
  seq: number;
  /** False: it was known already, and nothing was posted again. */
  created: boolean;
  /** Of a new sale. */
  split: Split | null;
}

export interface KnownSale {
  id: Uuid;
  seq: number;
  facts: SaleFacts;
}

/** `known`: sales of the batch that are in the journal already, by `source key`. */
export function planSales(
  terms: WorkspaceTerms,
  ids: IdSource,
  book: AccountBook,
  acts: readonly SaleAct[],
  known: ReadonlyMap<string, KnownSale>,
): Plan<Posted> {
  const load = emptyLoad();
  const placed = new Map<string, number>();
  const outcomes = acts.map(({ facts, epoch }): Outcome<Posted> => {
    const key = `${facts.source} ${facts.externalId}`;
    const before = known.get(key);
    if (before) return again(before.facts, facts, () => ({ id: before.id, seq: before.seq }));
    const twin = placed.get(key);
    if (twin !== undefined) {
      const { id, facts: first } = load.sales[twin] as NewSale;
      return again(first, facts, (firstSeq) => ({ id, seq: firstSeq + twin }));
    }
    // Names of a newer epoch than ours need no look: the flight itself finds ours superseded.
    if (epoch !== undefined && epoch < terms.epoch) return { is: "refused", why: new StaleNames() };
    const refusal = checkSale(facts);
    if (refusal !== null) return { is: "refused", why: refusal };
    const interval = terms.planAt(facts.product, facts.happenedAt);
    if (interval === null) return { is: "refused", why: unknownProduct() };
    const index = load.entries.length;
    placed.set(key, index);
    const { id, split } = placeSale(terms, ids, book, load, facts, interval);
    return { is: "posted", answer: (firstSeq) => ({ id, seq: firstSeq + index, created: true, split }) };
  });
  const actor = oneActor(acts);
  return {
    epoch: terms.epoch,
    entries: load.entries,
    outcomes,
    statements: (firstSeq) => statementsOf(terms, load, firstSeq, actor, ids.now()),
  };
}

function again(
  first: SaleFacts,
  facts: SaleFacts,
  where: (firstSeq: number) => { id: Uuid; seq: number },
): Outcome<Posted> {
  if (!isSameSale(first, facts)) return { is: "refused", why: differs(facts) };
  return { is: "posted", answer: (firstSeq) => ({ ...where(firstSeq), created: false, split: null }) };
}

function statementsOf(
  terms: WorkspaceTerms,
  load: SaleLoad,
  firstSeq: number,
  actor: string,
  now: number,
): Statement[] {
  load.sales.forEach((sale, i) => {
    sale.seq = firstSeq + i;
  });
  const buyers = insertBuyers(terms.ws, load.sales);
  const counters = [...load.counters].map((name) => ({ name, value: terms.counters?.get(name) ?? 0 }));
  const payload = { fromSeq: firstSeq, toSeq: firstSeq + load.entries.length - 1 };
  return [
    ...(load.plans.length > 0 ? [storePlans(terms.ws, load.plans, now)] : []),
    insertSales(terms.ws, load.sales),
    ...load.totals.statements(terms.ws),
    ...(buyers ? [buyers] : []),
    ...(counters.length > 0 ? [saveCounters(terms.ws, counters)] : []),
    eventStatement(terms.ws, { type: "ledger.posted", subject: "ledger", actor, payload, at: now }),
  ];
}

/** A batch may hold several people's acts; its one event names the one, or says that there were several. */
export function oneActor(acts: readonly { actor: string }[]): string {
  const actors = new Set(acts.map((act) => act.actor));
  return actors.size === 1 ? (acts[0]?.actor ?? "system") : "several";
}
