// Places the opening and the end of a dispute in a posting flight: everyone's part into the reserve, and out
// of it again, to the party when it is won, to the buyer when it is lost. What is held there already is
// reserved once. The dispute fee falls on the producer.

import { dayIn } from "../base/calendar.ts";
import { type IdSource, newUuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import { Refusal } from "../base/refusal.ts";
import { disputeParts } from "../engine/dispute.ts";
import { takeReversal } from "../engine/reverse.ts";
import { insertReserves } from "../findings/write-finding.ts";
import type { AccountBook } from "../ledger/account-book.ts";
import {
  disputeFeePostings,
  noPostings,
  paidAtSourceBack,
  paidAtSourcePostings,
  reservePostings,
  reversalPostings,
} from "../ledger/sale-postings.ts";
import { bodyHash, factBody } from "../sales/canonical.ts";
import type { DisputeEnd, DisputeFacts } from "../sales/facts.ts";
import type { RecordedDispute } from "../sales/read-disputes.ts";
import { minus, plus } from "../sales/reserve.ts";
import { endDispute, insertDispute, saveRemaining } from "../sales/take-back.ts";
import type { RecalledSale } from "./recall-sales.ts";
import { moveReserve } from "./reserved-lines.ts";
import type { Placed } from "./take-back-act.ts";
import { takeBackTotals } from "./take-back-totals.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

export function placeDispute(
  terms: WorkspaceTerms,
  ids: IdSource,
  book: AccountBook,
  facts: DisputeFacts,
  sale: RecalledSale,
): Placed {
  const { source, externalId, happenedAt, amount } = facts;
  const { currency, paid } = sale.facts;
  const lines = disputeParts(sale.lines, sale.reversed, sale.disputes, amount);
  const id = newUuid(ids);
  const disputed = sale.remaining.disputed + amount;
  const change = { sale: sale.id, paid, before: sale.remaining, after: { ...remainingOf(sale), disputed } };
  const where = { book, source: sale.facts.source, currency };
  const moved = moveReserve(sale, { disputes: [...sale.disputes, { lines }] });
  const postings = reservePostings(where, sale.posted, moved.lines, sale.days);
  return {
    id,
    moves: [],
    entry: {
      kind: "dispute_opened",
      source,
      key: externalId,
      subject: sale.id,
      bodyHash: bodyHash("dispute_opened", disputeBody(facts)),
      currency,
      plan: null,
      happenedAt,
      postings: postings.length > 0 ? postings : noPostings(where, dayIn(terms.timeZone, happenedAt)),
    },
    statements: (seq) => [
      insertDispute(terms.ws, { ...facts, id, key: externalId, openedAt: happenedAt, lines, openedSeq: seq }),
      saveRemaining(terms.ws, [change]),
      ...insertReserves(terms.ws, seq, moved.holds),
    ],
  };
}

export function disputeBody({ amount, externalId, happenedAt, sale, source }: DisputeFacts): string {
  return factBody({ amount, at: happenedAt, externalId, sale, source });
}

export function placeDisputeEnd(
  terms: WorkspaceTerms,
  book: AccountBook,
  facts: DisputeEnd,
  dispute: RecordedDispute,
  sale: RecalledSale,
): Placed {
  const { source, externalId, happenedAt, outcome, fee } = facts;
  const { currency, paid } = sale.facts;
  const at = instant(sale.facts.happenedAt);
  if (dispute.state !== "open") {
    throw new Refusal(409, "dispute_ended", `This dispute was ${dispute.state} already.`);
  }
  const isLost = outcome === "lost";
  const where = { book, source: sale.facts.source, currency };
  const ownDay = dayIn(terms.timeZone, happenedAt);
  const producer = terms.uuidOf(sale.compiled.plan.producer);
  const { remaining } = dispute;
  const request = { feesReturned: "all", currency, at, keptOf: terms.keptOf } as const;
  const reversal = takeReversal(sale.compiled.plan, sale.lines, dispute.lines, request);
  const { reversed } = sale.remaining;
  const back = paidAtSourceBack(sale.paidAtSource, paid, reversed, reversed + remaining);
  const after = isLost ? lostOf(sale, dispute) : remainingOf(sale);
  const moved = moveReserve(sale, {
    taken: after.linesTaken,
    reversed: after.reversed,
    disputes: sale.disputes.filter((one) => one.id !== dispute.id),
  });
  const fromReserve = minus(none(sale), moved.lines);
  const postings = isLost
    ? [
        ...reversalPostings(where, remaining, sale.posted, dispute.lines, fromReserve, sale.days, ownDay),
        ...paidAtSourcePostings(where, back, ownDay),
        ...disputeFeePostings(where, producer, fee, ownDay),
      ]
    : reservePostings(where, sale.posted, moved.lines, sale.days);
  const disputed = sale.remaining.disputed - remaining;
  const change = { sale: sale.id, paid, before: sale.remaining, after: { ...after, disputed } };
  const parts = { day: ownDay, amount: remaining, taken: dispute.lines, atSource: back };
  const totals = takeBackTotals(sale, { ...parts, fee: { producer, amount: fee } });
  return {
    id: dispute.id as Placed["id"],
    moves: isLost ? reversal.moves : [],
    entry: {
      kind: isLost ? "dispute_lost" : "dispute_won",
      source,
      key: externalId,
      subject: sale.id,
      bodyHash: bodyHash("dispute_end", factBody({ at: happenedAt, externalId, fee, outcome, source })),
      currency,
      plan: null,
      happenedAt,
      postings: postings.length > 1 ? postings : noPostings(where, ownDay),
    },
    statements: (seq) => [
      saveRemaining(terms.ws, [change]),
      ...(isLost ? totals.statements(terms.ws) : []),
      ...insertReserves(terms.ws, seq, moved.holds),
      endDispute(terms.ws, {
        id: dispute.id as Placed["id"],
        state: outcome,
        fee: isLost ? fee : 0,
        closedAt: happenedAt,
        closedSeq: seq,
      }),
    ],
  };
}

const none = (sale: RecalledSale) => sale.posted.map(() => 0);

function remainingOf(sale: RecalledSale) {
  const { reversed } = sale.remaining;
  return { reversed, linesReversed: sale.reversed, linesTaken: sale.taken };
}

function lostOf(sale: RecalledSale, dispute: RecordedDispute) {
  return {
    reversed: sale.remaining.reversed + dispute.remaining,
    linesReversed: plus(sale.reversed, dispute.lines),
    linesTaken: plus(sale.taken, dispute.lines),
  };
}
