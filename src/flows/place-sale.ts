// Places one sale in a posting flight: the plan of its instant, the engine's split, the entry, the row.
// Never computes a share and never talks to the database.
import { isMinor } from "../base/amount.ts";
import { Refusal } from "../base/refusal.ts";
import type { UuidSeries } from "../base/uuid-series.ts";
import type { StoredPlan } from "../contracts/plans.ts";
import { type Split, split } from "../engine/split.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import {
  paidAtSourcePostings,
  payableOf,
  payableRoleOf,
  postLine,
  postPaid,
} from "../ledger/sale-postings.ts";
import { saleHash } from "../sales/canonical.ts";
import { DayTotals, type TotalsPlace } from "../sales/day-totals.ts";
import type { PaidAtSource, SaleFacts } from "../sales/facts.ts";
import type { NewSale } from "../sales/insert-sales.ts";
import type { PlanOfSale } from "./product-plans.ts";
import { engineSale, postedLines } from "./split-facts.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

/** What one flight of sales gathers on its way; their entries stand on the page. */
export interface SaleLoad {
  page: JournalPage;
  sales: NewSale[];
  /** Used for the first time. */
  plans: StoredPlan[];
  /** Names of counters that moved. */
  counters: Set<string>;
  totals: DayTotals;
}

export function emptyLoad(page: JournalPage): SaleLoad {
  return { page, sales: [], plans: [], counters: new Set(), totals: new DayTotals() };
}

/** The sale as it will be recorded, or why it is not: then nothing of it is kept. */
export function placeSale(
  terms: WorkspaceTerms,
  uuids: UuidSeries,
  load: SaleLoad,
  facts: SaleFacts,
  plan: PlanOfSale,
): { sale: NewSale; split: Split } | Refusal {
  const done = split(plan.compiled, engineSale(terms, facts), terms.counters ?? undefined);
  if (!done.lines.every((line) => isMinor(line.amount))) return tooLarge();
  terms.count(done.moves, load.counters);
  postLines(terms, load, facts, done);
  const id = uuids.next();
  const seq = load.page.close({
    kind: "sale",
    source: facts.source,
    key: facts.externalId,
    subject: id,
    bodyHash: saleHash(facts),
    currency: facts.currency,
    plan: terms.planNumbers.name(plan, load.plans),
    happenedAt: facts.happenedAt,
  });
  const counters =
    done.read.length === 0 ? null : Object.fromEntries(done.read.map((one) => [one.name, one.value]));
  const sale = { id, seq, facts, counters };
  load.sales.push(sale);
  return { sale, split: done };
}

function postLines(
  terms: WorkspaceTerms,
  { page, totals }: SaleLoad,
  facts: SaleFacts,
  { lines }: Split,
): void {
  const { currency, product, source } = facts;
  const day = terms.dayOf(facts.happenedAt);
  const available = terms.availableDay(facts, day);
  const place = { day, currency, product, source };
  totals.sold(place, facts.paid, facts.affiliate !== null);
  postPaid(page, facts, available);
  for (let i = 0; i < lines.length; i++) {
    const { amount, party, role } = lines[i] as (typeof lines)[number];
    const owner = terms.uuidOf(party);
    postLine(page, role, owner, currency, amount, available);
    totals.given(place, owner, role, amount);
  }
  const told = facts.side?.paidAtSource;
  if (told !== undefined) postTold(terms, { page, totals }, place, told, lines, available);
}

function postTold(
  terms: WorkspaceTerms,
  { page, totals }: Pick<SaleLoad, "page" | "totals">,
  place: TotalsPlace,
  told: readonly PaidAtSource[],
  lines: Split["lines"],
  day: number,
): void {
  const posted = postedLines(terms, lines);
  const paid = told.map(({ party, amount }) => ({ party, amount: amount ?? payableOf(posted, party) }));
  for (const { party, amount } of paid) {
    totals.atSource(place, party, payableRoleOf(posted, party), amount);
  }
  const where = { book: page.book, source: place.source, currency: place.currency };
  for (const one of paidAtSourcePostings(where, paid, day)) page.post(one.account, one.amount, one.day);
}

// Fees may pass what was paid; a line that leaves the range of an amount cannot be booked.
function tooLarge(): Refusal {
  const message = "The fees of this sale take a party past 10^15 minor units.";
  return new Refusal(422, "amount_too_large", message, {
    details: [{ path: "fees", code: "amount_too_large", message }],
  });
}
