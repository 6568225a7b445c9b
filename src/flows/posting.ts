// The posting desks of all workspaces: everything that moves money goes through the one desk of its
// workspace. Opened at the first act; in one process there is one desk a workspace, several processes settle
// it by the head.
// Example: posting.post(7, { is: "sale", facts, actor: "key:…" }) → { id, seq, created: true, split }.
import type { IdSource } from "../base/id.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { AccountBook } from "../ledger/account-book.ts";
import { type Attempt, Desk, type Plan, type Planner } from "../ledger/desk.ts";
import { findEntries, readSales } from "../sales/read-sale.ts";
import { gatherTakeBacks } from "./gather-take-backs.ts";
import { type KnownSale, type Posted, planSales, type SaleAct } from "./plan-sales.ts";
import { planTakeBacks } from "./plan-take-backs.ts";
import type { TakeBackAct } from "./take-back-act.ts";
import { WorkspaceTerms } from "./workspace-terms.ts";

export type Act = SaleAct | TakeBackAct;

export interface Posting {
  /** Answers after the commit; throws the act's refusal, or a Fault when the outcome is unknown. */
  post(ws: number, act: Act): Promise<Posted>;
}

export function openPosting(db: Database, ids: IdSource): Posting {
  const desks = new Map<number, Desk<Act, Posted>>();
  return {
    post(ws, act) {
      let desk = desks.get(ws);
      if (desk === undefined) {
        desk = new Desk(db, ws, ids, plannerOf(db, ws, ids));
        desks.set(ws, desk);
      }
      return desk.post(act);
    },
  };
}

function plannerOf(db: Database, ws: number, ids: IdSource): Planner<Act, Posted> {
  const terms = new WorkspaceTerms(db, ws);
  return {
    run: runOf,
    // What takes back is decided on the sale as it stands: it waits until what is in the air has landed.
    isFree: (act) => act.is === "sale",
    forget: () => terms.forget(),
    plan(acts, book, attempt) {
      const sales = acts.filter((act) => act.is === "sale");
      if (sales.length > 0) return planRunOfSales(db, terms, ids, book, sales, attempt);
      return planRunOfTakeBacks(db, terms, ids, book, acts as readonly TakeBackAct[]);
    },
  };
}

/** Sales fly together; what takes back flies one by one, each decided on what the one before left. */
function runOf(acts: readonly Act[]): number {
  if (acts[0]?.is !== "sale") return 1;
  const end = acts.findIndex((act) => act.is !== "sale");
  return end < 0 ? acts.length : end;
}

async function planRunOfSales(
  db: Database,
  terms: WorkspaceTerms,
  ids: IdSource,
  book: AccountBook,
  acts: readonly SaleAct[],
  attempt: Attempt,
): Promise<Plan<Posted>> {
  await terms.ensure(new Set(acts.map((act) => act.facts.product)));
  const known = attempt === "first" ? new Map<string, KnownSale>() : await findKnown(db, terms.ws, acts);
  return planSales(terms, ids, book, acts, known);
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
  book: AccountBook,
  acts: readonly TakeBackAct[],
): Promise<Plan<Posted>> {
  await terms.ensure(new Set());
  const gathered = await gatherTakeBacks(db, terms, acts);
  await terms.ensureCounters();
  return planTakeBacks(terms, ids, book, acts, gathered);
}
