// The posting desks of all workspaces: everything that moves money goes through the one desk of its
// workspace. Opened at the first act; in one process there is one desk a workspace, several processes settle
// it by the head.
// Example: posting.post(7, { is: "sale", facts, actor: "key:…" }) → { id, seq, created: true, split }.
import type { IdSource } from "../base/id.ts";
import { UuidSeries } from "../base/uuid-series.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import { Desk } from "../ledger/desk.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import type { Plan, Planner, Result } from "../ledger/planner.ts";
import { type FirstCharges, readFirstCharges, subscriptionKey } from "../sales/first-charges.ts";
import { findEntries, readSales } from "../sales/read-sale.ts";
import { isLimited, readCouponRoom } from "./coupon-room.ts";
import { gatherTakeBacks } from "./gather-take-backs.ts";
import { type AdjustmentAct, planAdjustment } from "./plan-adjustment.ts";
import { type DifferenceAct, planDifference } from "./plan-difference.ts";
import { type FindingAct, isFindingAct, planFinding } from "./plan-finding.ts";
import { type OpeningAct, planOpening } from "./plan-opening.ts";
import { isPayoutAct, type PayoutAct, planPayouts } from "./plan-payouts.ts";
import { type KnownSale, type Posted, planSales, type SaleAct } from "./plan-sales.ts";
import { gatherSettlement, planSettlement, type SettleAct } from "./plan-settlement.ts";
import { planSourceExchange, type SourceExchangeAct } from "./plan-source-exchange.ts";
import { planSourceSettlement, type SourceSettlementAct } from "./plan-source-settlement.ts";
import { planTakeBacks } from "./plan-take-backs.ts";
import type { TakeBackAct } from "./take-back-act.ts";
import { WorkspaceTerms } from "./workspace-terms.ts";

const NONE_KNOWN: ReadonlyMap<string, KnownSale> = new Map();

export type Act =
  | SaleAct
  | TakeBackAct
  | SettleAct
  | OpeningAct
  | AdjustmentAct
  | FindingAct
  | PayoutAct
  | SourceSettlementAct
  | SourceExchangeAct
  | DifferenceAct;

export interface Posting {
  /** Answers after the commit; throws the act's refusal, or a Fault when the outcome is unknown. */
  post(ws: number, act: Act): Promise<Posted>;
  /** The same for many at once, in order; what `post` would throw is a Declined in the act's place. */
  postAll(ws: number, acts: readonly Act[]): Promise<Result<Posted>[]>;
}

export function openPosting(db: Database, ids: IdSource): Posting {
  const desks = new Map<number, Desk<Act, Posted>>();
  const deskOf = (ws: number): Desk<Act, Posted> => {
    let desk = desks.get(ws);
    if (desk === undefined) {
      desk = new Desk(db, ws, ids, plannerOf(db, ws, ids));
      desks.set(ws, desk);
    }
    return desk;
  };
  return {
    post: (ws, act) => deskOf(ws).post(act),
    postAll: (ws, acts) => deskOf(ws).postAll(acts),
  };
}

function plannerOf(db: Database, ws: number, ids: IdSource): Planner<Act, Posted> {
  const terms = new WorkspaceTerms(db, ws);
  const uuids = new UuidSeries(ids);
  return {
    run: runOf,
    // What takes back is decided on the sale as it stands, a renewal on its first charge, a use of a coupon
    // on those before it: they wait until what is in the air has landed.
    isFree: (act) => act.is === "sale" && subscriptionKey(act.facts) === null && !isLimited(act.facts),
    forget: () => terms.forget(),
    async plan(acts, page, attempt) {
      if (acts[0]?.is === "opening") {
        await terms.ensure(new Set());
        return planOpening(db, terms, ids, page, acts[0]);
      }
      if (acts[0]?.is === "adjustment") {
        await terms.ensure(new Set());
        return planAdjustment(db, terms, ids, page, acts[0]);
      }
      if (acts[0] !== undefined && isFindingAct(acts[0])) {
        await terms.ensure(new Set());
        return planFinding(db, terms, ids, page, acts[0]);
      }
      if (acts[0] !== undefined && isPayoutAct(acts[0])) {
        await terms.ensure(new Set());
        return planPayouts(db, terms, ids, page, acts[0]);
      }
      if (acts[0]?.is === "source_settlement") {
        await terms.ensure(new Set());
        return planSourceSettlement(db, terms, ids, page, acts[0]);
      }
      if (acts[0]?.is === "source_exchange") {
        await terms.ensure(new Set());
        return planSourceExchange(db, terms, ids, page, acts[0]);
      }
      if (acts[0]?.is === "settlement_difference") {
        await terms.ensure(new Set());
        return planDifference(db, terms, ids, page, acts[0]);
      }
      if (acts[0]?.is === "settlement") return planOneSettlement(db, terms, ids, page, acts[0]);
      if (acts[0]?.is !== "sale") return planRunOfTakeBacks(db, terms, ids, page, acts as TakeBackAct[]);
      const sales = acts as readonly SaleAct[];
      await terms.ensure(new Set(sales.map((act) => act.facts.product)));
      const known = attempt === "first" ? NONE_KNOWN : await findKnown(db, ws, sales);
      const firstCharges = await findFirstCharges(db, ws, sales);
      const coupons = await readCouponRoom(db, ws, sales);
      return planSales(terms, uuids, page, sales, { known, firstCharges, coupons }, ids.now());
    },
  };
}

/** Asks the database only where a sale is a charge of a subscription. */
async function findFirstCharges(db: Database, ws: number, acts: readonly SaleAct[]): Promise<FirstCharges> {
  const facts = acts.map((act) => act.facts).filter((one) => subscriptionKey(one) !== null);
  if (facts.length === 0) return new Map();
  return await inWorkspace(db, ws, (tx) => readFirstCharges(tx, ws, facts));
}

/** Sales fly together; all else flies one by one, each decided on what the one before left. */
function runOf(acts: readonly Act[]): number {
  if (acts[0]?.is !== "sale") return 1;
  const end = acts.findIndex((act) => act.is !== "sale");
  return end < 0 ? acts.length : end;
}

async function findKnown(
  db: Database,
  ws: number,
  acts: readonly SaleAct[],
): Promise<Map<string, KnownSale>> {
  return inWorkspace(db, ws, async (tx) => {
    const facts = acts.map((act) => act.facts);
    const entries = await findEntries(tx, ws, "sale", facts);
    const sales = await readSales(
      tx,
      ws,
      [...entries.values()].map((entry) => entry.subject),
    );
    const known = new Map<string, KnownSale>();
    for (const [key, { subject }] of entries) {
      const sale = sales.get(subject);
      if (sale !== undefined) known.set(key, sale);
    }
    return known;
  });
}

async function planRunOfTakeBacks(
  db: Database,
  terms: WorkspaceTerms,
  ids: IdSource,
  page: JournalPage,
  acts: readonly TakeBackAct[],
): Promise<Plan<Posted>> {
  await terms.ensure(new Set());
  const gathered = await gatherTakeBacks(db, terms, acts);
  await terms.ensureCounters();
  return planTakeBacks(terms, ids, page, acts, gathered);
}

async function planOneSettlement(
  db: Database,
  terms: WorkspaceTerms,
  ids: IdSource,
  page: JournalPage,
  act: SettleAct,
): Promise<Plan<Posted>> {
  await terms.ensure(new Set());
  const asked = await gatherSettlement(db, terms, act);
  await terms.ensureCounters();
  return planSettlement(terms, ids, page, asked);
}
