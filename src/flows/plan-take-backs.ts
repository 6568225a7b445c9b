// Plans what takes back, or comes after a split: refunds, disputes, late fees. Each is decided on the sale as
// it stands at the ledger's head, so that together they never exceed what was paid; a refused one leaves its
// neighbours alone.
import { dayIn } from "../base/calendar.ts";
import type { IdSource } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { saveCounters } from "../contracts/counters.ts";
import { eventStatement } from "../db/events.ts";
import type { Statement } from "../db/flight.ts";
import type { AccountBook } from "../ledger/account-book.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import { Declined, type Plan, type Result } from "../ledger/planner.ts";
import { lateFeePostings } from "../ledger/sale-postings.ts";
import { bodyHash, factBody } from "../sales/canonical.ts";
import { checkTakeBack } from "../sales/check-facts.ts";
import { DayTotals } from "../sales/day-totals.ts";
import type { LateFee } from "../sales/facts.ts";
import type { Gathered } from "./gather-take-backs.ts";
import { placeDispute, placeDisputeEnd } from "./place-dispute.ts";
import { placeRefund } from "./place-refund.ts";
import { oneActor, type Posted } from "./plan-sales.ts";
import type { RecalledSale } from "./recall-sales.ts";
import type { Placed, TakeBackAct } from "./take-back-act.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

export function planTakeBacks(
  terms: WorkspaceTerms,
  ids: IdSource,
  page: JournalPage,
  acts: readonly TakeBackAct[],
  gathered: Gathered,
): Plan<Posted> {
  const rows: Statement[] = [];
  const counted = new Set<string>();
  const results = acts.map((act, i): Result<Posted> => {
    try {
      const known = gathered.known(act);
      if (known !== null) return { ...known, created: false, split: null };
      const one = place(terms, ids, page.book, act, gathered.saleOf(i), gathered);
      terms.count(one.moves, counted);
      const seq = page.add(one.entry);
      rows.push(...one.statements(seq));
      return { id: one.id, seq, created: true, split: null };
    } catch (why) {
      if (why instanceof Refusal) return new Declined(why);
      throw why;
    }
  });
  const counters = [...counted].map((name) => ({ name, value: terms.counters?.get(name) ?? 0 }));
  const payload = { fromSeq: page.head.seq + 1, toSeq: page.nextSeq - 1 };
  const actor = oneActor(acts);
  const statements = [
    ...rows,
    ...(counters.length > 0 ? [saveCounters(terms.ws, counters)] : []),
    eventStatement(terms.ws, { type: "ledger.posted", subject: "ledger", actor, payload, at: ids.now() }),
  ];
  return { epoch: terms.epoch, results, statements };
}

function place(
  terms: WorkspaceTerms,
  ids: IdSource,
  book: AccountBook,
  act: TakeBackAct,
  sale: RecalledSale | null,
  gathered: Gathered,
): Placed {
  const amount = "amount" in act.facts ? act.facts.amount : act.facts.fee || 1;
  const refusal = checkTakeBack({ ...act.facts, amount });
  if (refusal !== null) throw refusal;
  if (sale === null) throw new Refusal(404, "unknown_sale", "This workspace has no such sale.");
  switch (act.is) {
    case "refund":
      return placeRefund(terms, ids, book, act.facts, sale);
    case "dispute":
      return placeDispute(terms, ids, book, act.facts, sale);
    case "dispute_end":
      return placeDisputeEnd(terms, book, act.facts, gathered.disputeOf(act.facts), sale);
    case "fee":
      return placeLateFee(terms, book, act.facts, sale);
  }
}

function placeLateFee(terms: WorkspaceTerms, book: AccountBook, facts: LateFee, sale: RecalledSale): Placed {
  const { amount, externalId, happenedAt, party, source } = facts;
  const where = { book, source: sale.facts.source, currency: sale.facts.currency };
  const producer = terms.uuidOf(sale.compiled.plan.producer);
  const day = dayIn(terms.timeZone, happenedAt);
  const totals = new DayTotals();
  const place = { ...sale.facts, day };
  totals.given(place, producer, "producer", -amount);
  totals.given(place, party, "processor_fee", amount);
  return {
    id: sale.id,
    moves: [],
    statements: () => totals.statements(terms.ws),
    entry: {
      kind: "fee",
      source,
      key: externalId,
      subject: sale.id,
      bodyHash: bodyHash(
        "fee",
        factBody({ amount, at: happenedAt, externalId, party, sale: sale.id, source }),
      ),
      currency: where.currency,
      plan: null,
      happenedAt,
      postings: lateFeePostings(where, producer, party, amount, day),
    },
  };
}
