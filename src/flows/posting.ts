// The posting desks of all workspaces: everything that moves money goes through the one desk of its workspace.
// Opened at the first order; in one process there is one desk a workspace, several processes settle it by the head.
// Example: posting.post(7, { is: "sale", facts, actor: "key:…" }) → { id, seq, created: true, split }.
import type { IdSource } from "../base/id.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { AccountBook } from "../ledger/account-book.ts";
import { type Attempt, Desk, type Plan, type Planner } from "../ledger/desk.ts";
import { findEntries, readSales } from "../sales/read-sale.ts";
import { gatherTakeBacks } from "./gather-take-backs.ts";
import { type KnownSale, type Posted, planSales, type SaleOrder } from "./plan-sales.ts";
import { planTakeBacks } from "./plan-take-backs.ts";
import type { TakeBackOrder } from "./take-back-order.ts";
import { WorkspaceTerms } from "./workspace-terms.ts";

export type Order = SaleOrder | TakeBackOrder;

export interface Posting {
  /** Answers after the commit; throws the order's refusal, or a Fault when the outcome is unknown. */
  post(ws: number, order: Order): Promise<Posted>;
}

export function openPosting(db: Database, ids: IdSource): Posting {
  const desks = new Map<number, Desk<Order, Posted>>();
  return {
    post(ws, order) {
      let desk = desks.get(ws);
      if (desk === undefined) {
        desk = new Desk(db, ws, ids, plannerOf(db, ws, ids));
        desks.set(ws, desk);
      }
      return desk.post(order);
    },
  };
}

function plannerOf(db: Database, ws: number, ids: IdSource): Planner<Order, Posted> {
  const terms = new WorkspaceTerms(db, ws);
  return {
    run: runOf,
    // What takes back is decided on the sale as it stands: it waits until what is in the air has landed.
    isFree: (order) => order.is === "sale",
    forget: () => terms.forget(),
    plan(orders, book, attempt) {
      const sales = orders.filter((order) => order.is === "sale");
      if (sales.length > 0) return planRunOfSales(db, terms, ids, book, sales, attempt);
      return planRunOfTakeBacks(db, terms, ids, book, orders as readonly TakeBackOrder[]);
    },
  };
}

/** Sales fly together; what takes back flies one by one, each decided on what the one before left. */
function runOf(orders: readonly Order[]): number {
  if (orders[0]?.is !== "sale") return 1;
  const end = orders.findIndex((order) => order.is !== "sale");
  return end < 0 ? orders.length : end;
}

async function planRunOfSales(
  db: Database,
  terms: WorkspaceTerms,
  ids: IdSource,
  book: AccountBook,
  orders: readonly SaleOrder[],
  attempt: Attempt,
): Promise<Plan<Posted>> {
  await terms.ensure(new Set(orders.map((order) => order.facts.product)));
  const known = attempt === "first" ? new Map<string, KnownSale>() : await findKnown(db, terms.ws, orders);
  return planSales(terms, ids, book, orders, known);
}

async function findKnown(
  db: Database,
  ws: number,
  orders: readonly SaleOrder[],
): Promise<Map<string, KnownSale>> {
  return inWorkspace(db, ws, async (tx) => {
    const facts = orders.map((order) => order.facts);
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
  book: AccountBook,
  orders: readonly TakeBackOrder[],
): Promise<Plan<Posted>> {
  await terms.ensure(new Set());
  const gathered = await gatherTakeBacks(db, terms, orders);
  await terms.ensureCounters();
  return planTakeBacks(terms, ids, book, orders, gathered);
}
