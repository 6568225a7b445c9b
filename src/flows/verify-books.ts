// Re-derives a workspace's books: the chain, the account pages and the balances from the journal, every
// plan's name from its content, every sale's body hash and postings from its raw facts, its plan and the
// engine, what clauses counted from all of them. Changes nothing.
// Example: an amount changed by hand in one entry is named by the chain, the balance and the split.

import { hexOf } from "../base/digest.ts";
import type { Uuid } from "../base/id.ts";
import { readPlanNumbers, readPlans } from "../contracts/plans.ts";
import { inSnapshot, type Tx } from "../db/transaction.ts";
import { planHash } from "../engine/plan-hash.ts";
import { readPlan } from "../engine/read-plan.ts";
import { readAccountNames } from "../ledger/account-names.ts";
import { expectedPostings } from "../ledger/sale-postings.ts";
import {
  type Disagreement,
  type JournalRow,
  type LedgerCheck,
  verifyLedger,
} from "../ledger/verify-ledger.ts";
import { saleHash } from "../sales/canonical.ts";
import { verifyTotals } from "../sales/verify-totals.ts";
import { readPostingSettings } from "../workspaces/posting-settings.ts";
import type { App } from "./app.ts";
import { PartyBook } from "./party-book.ts";
import { recallSales } from "./recall-sales.ts";
import { AdjustmentCheck } from "./verify-adjustments.ts";
import { openCounterCheck } from "./verify-counters.ts";
import { FindingCheck } from "./verify-findings.ts";
import { OpeningCheck } from "./verify-openings.ts";
import { PayoutCheck } from "./verify-payouts.ts";
import { SourceSettlementCheck } from "./verify-source-settlements.ts";

export interface BooksCheck extends LedgerCheck {
  sales: number;
  plans: number;
}

/** Everything that does not agree; `onEntries` hears how many entries were read. */
export async function verifyBooks(
  app: App,
  ws: number,
  onEntries: (done: number) => Promise<void> = async () => undefined,
): Promise<BooksCheck> {
  return await inSnapshot(app.db, ws, async (tx) => {
    const { taxParty, producer } = await readPostingSettings(tx, ws);
    const found: Disagreement[] = [];
    const plans = await checkPlans(tx, ws, found);
    const names = await readAccountNames(tx, ws);
    const book = new PartyBook(taxParty);
    const counters = await openCounterCheck(tx, ws, book, names, found);
    const openings = await OpeningCheck.begin(tx, ws, names, found);
    const adjustments = new AdjustmentCheck(tx, ws, names, producer, found);
    const findings = await FindingCheck.begin(tx, ws, book, names, found);
    const payouts = new PayoutCheck(tx, ws, names, found);
    const settled = new SourceSettlementCheck(tx, ws, names, producer, found);
    let sales = 0;
    let read = 0;
    const ledger = await verifyLedger(tx, ws, plans, async (rows) => {
      const entries = rows.filter((row) => row.kind === "sale");
      sales += entries.length;
      read += rows.length;
      await checkSales(tx, ws, book, names, entries, found);
      await onEntries(read);
      await counters.page(rows);
      openings.page(rows);
      findings.page(rows);
      await adjustments.page(rows);
      await payouts.page(rows);
      await settled.page(rows);
    });
    await counters.end();
    openings.end();
    await findings.end();
    await adjustments.end();
    await payouts.end();
    await settled.end();
    found.push(...(await verifyTotals(tx, ws)));
    return { ...ledger, sales, plans: plans.size, disagreements: [...found, ...ledger.disagreements] };
  });
}

/** Plan number → hex of the hash it is kept under; a plan whose content has another name is forged. */
async function checkPlans(tx: Tx, ws: number, found: Disagreement[]): Promise<Map<number, string>> {
  const numbers = [...(await readPlanNumbers(tx, ws)).values()];
  const hashes = new Map<number, string>();
  for (const plan of (await readPlans(tx, ws, numbers)).values()) {
    const read = readPlan(plan.body, { checkCap: false });
    const expected = read.ok ? planHash(read.plan) : "a valid plan";
    if (expected !== plan.hash) {
      found.push({ check: "plan", where: `plan ${plan.no}`, expected, found: plan.hash });
    }
    hashes.set(plan.no, plan.hash);
  }
  return hashes;
}

async function checkSales(
  tx: Tx,
  ws: number,
  book: PartyBook,
  names: ReadonlyMap<number, string>,
  rows: readonly JournalRow[],
  found: Disagreement[],
): Promise<void> {
  const ids = rows.map((row) => row.subject as Uuid);
  const sales = await recallSales(tx, ws, book, ids);
  for (const row of rows) {
    const sale = sales.get(row.subject as Uuid);
    const where = `entry ${row.seq}, sale ${row.key}`;
    if (sale === undefined || sale.seq !== row.seq) {
      found.push({ check: "sale", where, expected: "its row in sale", found: "none" });
      continue;
    }
    const hash = hexOf(saleHash(sale.facts));
    if (hash !== row.body_hash.toString("hex")) {
      found.push({
        check: "body",
        where,
        expected: hash,
        found: row.body_hash.toString("hex"),
      });
    }
    const expected = expectedPostings(sale.facts, sale.posted).join(", ");
    const split = row.accounts.map((account, i) => `${names.get(account)} ${row.amounts[i]}`);
    const posted = split.slice(0, sale.posted.length + 1).join(", ");
    if (expected !== posted) found.push({ check: "split", where, expected, found: posted });
  }
}
