// Places one sale in a posting flight: the plan of its instant, the engine's split, the entry, the row.
// Never computes a share and never talks to the database.
import { isMinor } from "../base/amount.ts";
import { dayIn } from "../base/calendar.ts";
import { type IdSource, newUuid, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { StoredPlan } from "../contracts/plans.ts";
import { type Split, split } from "../engine/split.ts";
import type { AccountBook } from "../ledger/account-book.ts";
import type { EntryDraft, Posting } from "../ledger/entry.ts";
import { paidAtSourcePostings, payableLineOf, payableOf, salePostings } from "../ledger/sale-postings.ts";
import { bodyHash, saleBody } from "../sales/canonical.ts";
import { DayTotals } from "../sales/day-totals.ts";
import type { SaleFacts } from "../sales/facts.ts";
import type { NewSale } from "../sales/insert-sales.ts";
import { engineSale, postedLines } from "./split-facts.ts";
import type { TermsInterval, WorkspaceTerms } from "./workspace-terms.ts";

/** What one flight of sales gathers on its way. */
export interface SaleLoad {
  entries: EntryDraft[];
  sales: NewSale[];
  /** Used for the first time. */
  plans: StoredPlan[];
  /** Names of counters that moved. */
  counters: Set<string>;
  totals: DayTotals;
}

export function emptyLoad(): SaleLoad {
  return { entries: [], sales: [], plans: [], counters: new Set(), totals: new DayTotals() };
}

export function placeSale(
  terms: WorkspaceTerms,
  ids: IdSource,
  book: AccountBook,
  load: SaleLoad,
  facts: SaleFacts,
  interval: TermsInterval,
): { id: Uuid; split: Split } {
  const id = newUuid(ids);
  const done = split(interval.compiled, engineSale(terms, facts), terms.counters ?? undefined);
  refuseTooLarge(done);
  terms.count(done.moves, load.counters);
  const no = terms.planNumber(interval, (plan) => load.plans.push(plan));
  load.entries.push({
    kind: "sale",
    source: facts.source,
    key: facts.externalId,
    subject: id,
    bodyHash: bodyHash("sale", saleBody(facts)),
    currency: facts.currency,
    plan: { no, hash: interval.hash },
    happenedAt: facts.happenedAt,
    postings: postingsOf(terms, book, load.totals, facts, done),
  });
  const counters =
    done.read.length === 0 ? null : Object.fromEntries(done.read.map((one) => [one.name, one.value]));
  load.sales.push({ id, seq: 0, facts, counters });
  return { id, split: done };
}

function postingsOf(
  terms: WorkspaceTerms,
  book: AccountBook,
  totals: DayTotals,
  facts: SaleFacts,
  done: Split,
): Posting[] {
  const day = terms.availableDay(facts);
  const where = { book, source: facts.source, currency: facts.currency };
  const lines = postedLines(terms, done.lines);
  const postings = salePostings(where, facts.paid, lines, day);
  const place = { ...facts, day: dayIn(terms.timeZone, facts.happenedAt) };
  totals.sold(place, facts.paid);
  for (const line of lines) totals.given(place, line, line.amount);
  const told = facts.side?.paidAtSource;
  if (told === undefined) return postings;
  const paid = told.map(({ party, amount }) => ({ party, amount: amount ?? payableOf(lines, party) }));
  for (const { party, amount } of paid) totals.atSource(place, payableLineOf(lines, party), amount);
  return [...postings, ...paidAtSourcePostings(where, paid, day)];
}

// Fees may pass what was paid; a line that leaves the range of an amount cannot be booked.
function refuseTooLarge(done: Split): void {
  if (done.lines.every((line) => isMinor(line.amount))) return;
  const message = "The fees of this sale take a party past 10^15 minor units.";
  throw new Refusal(422, "amount_too_large", message, {
    details: [{ path: "fees", code: "amount_too_large", message }],
  });
}
