// Plans a batch of sales for one posting flight: what is known already is answered, what is new is placed.
// One bad sale is refused alone; the same sale twice is posted once. Never talks to the database.
import { insertUses } from "../affiliates/coupon-uses.ts";
import type { Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { UuidSeries } from "../base/uuid-series.ts";
import { saveCounters } from "../contracts/counters.ts";
import { storePlans } from "../contracts/plans.ts";
import { eventStatement } from "../db/events.ts";
import type { Statement } from "../db/flight.ts";
import type { Split } from "../engine/split.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import { Declined, type Plan, type Result } from "../ledger/planner.ts";
import { checkSale } from "../sales/check-facts.ts";
import type { SaleFacts } from "../sales/facts.ts";
import { type FirstCharges, subscriptionKey } from "../sales/first-charges.ts";
import { insertBuyers, insertSales } from "../sales/insert-sales.ts";
import { insertJourneys } from "../sales/journey.ts";
import { differs, isSameSale, unknownProduct } from "../sales/same-sale.ts";
import type { CouponRoom } from "./coupon-room.ts";
import { emptyLoad, placeSale, type SaleLoad } from "./place-sale.ts";
import { PlacedSales } from "./placed-sales.ts";
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
  /** Of several payouts at once: those that were not moved, and why. */
  refused?: ReadonlyMap<Uuid, string>;
}

export interface KnownSale {
  id: Uuid;
  seq: number;
  facts: SaleFacts;
}

/** What was read for a batch at the head that it swaps from. */
export interface GatheredSales {
  /** Sales of the batch that are in the journal already, by `source key`. */
  known: ReadonlyMap<string, KnownSale>;
  /** Of their subscriptions; those of the batch itself are added. */
  firstCharges: FirstCharges;
  coupons: CouponRoom;
}

export function planSales(
  terms: WorkspaceTerms,
  uuids: UuidSeries,
  page: JournalPage,
  acts: readonly SaleAct[],
  { known, firstCharges, coupons }: GatheredSales,
  now: number,
): Plan<Posted> {
  const load = emptyLoad(page);
  const placed = new PlacedSales();
  const results = acts.map(({ facts, epoch }): Result<Posted> => {
    const before = placed.get(facts) ?? knownBefore(known, facts);
    if (before !== undefined) return again(before, facts);
    // Names of a newer epoch than ours need no look: the flight itself finds ours superseded.
    if (epoch !== undefined && epoch < terms.epoch) return new Declined(new StaleNames());
    if (!coupons.hasRoom(facts)) return new Declined(new StaleNames());
    const refusal = checkSale(facts);
    if (refusal !== null) return new Declined(refusal);
    const subscription = subscriptionKey(facts);
    const first = subscription === null ? undefined : firstCharges.get(subscription);
    const plan = terms.planOf(facts, first);
    if (plan === null) return new Declined(unknownProduct());
    const done = placeSale(terms, uuids, load, facts, plan);
    if (done instanceof Refusal) return new Declined(done);
    if (subscription !== null) noteCharge(firstCharges, subscription, facts.happenedAt);
    const { sale, split } = done;
    coupons.take(facts);
    placed.add(sale);
    return { id: sale.id, seq: sale.seq, created: true, split };
  });
  const statements = load.sales.length === 0 ? [] : statementsOf(terms, load, oneActor(acts), now);
  return { epoch: terms.epoch, results, statements };
}

function noteCharge(firstCharges: FirstCharges, subscription: string, at: number): void {
  firstCharges.set(subscription, Math.min(at, firstCharges.get(subscription) ?? at));
}

function knownBefore(
  known: ReadonlyMap<string, KnownSale>,
  { source, externalId }: SaleFacts,
): KnownSale | undefined {
  return known.size === 0 ? undefined : known.get(`${source} ${externalId}`);
}

function again({ id, seq, facts: first }: KnownSale, facts: SaleFacts): Result<Posted> {
  if (!isSameSale(first, facts)) return new Declined(differs(facts));
  return { id, seq, created: false, split: null };
}

function statementsOf(terms: WorkspaceTerms, load: SaleLoad, actor: string, now: number): Statement[] {
  const buyers = insertBuyers(terms.ws, load.sales);
  const journeys = insertJourneys(terms.ws, load.sales);
  const used = insertUses(terms.ws, load.sales);
  const counters = [...load.counters].map((name) => ({ name, value: terms.counters?.get(name) ?? 0 }));
  const payload = { fromSeq: load.page.head.seq + 1, toSeq: load.page.nextSeq - 1 };
  return [
    ...(load.plans.length > 0 ? [storePlans(terms.ws, load.plans, now)] : []),
    insertSales(terms.ws, load.sales),
    ...load.totals.statements(terms.ws),
    ...(buyers ? [buyers] : []),
    ...(journeys ? [journeys] : []),
    ...(used ? [used] : []),
    ...(counters.length > 0 ? [saveCounters(terms.ws, counters)] : []),
    eventStatement(terms.ws, { type: "ledger.posted", subject: "ledger", actor, payload, at: now }),
  ];
}

/** A batch may hold several people's acts; its one event names the one, or says that there were several. */
export function oneActor(acts: readonly { actor: string }[]): string {
  const actors = new Set(acts.map((act) => act.actor));
  return actors.size === 1 ? (acts[0]?.actor ?? "system") : "several";
}
