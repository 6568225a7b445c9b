// Places one refund in a posting flight: what the engine takes back of each line, from the frozen plan; what
// that leaves of open disputes and of held commissions; what a source that pays parties itself takes back
// there.

import { dayIn } from "../base/calendar.ts";
import { type IdSource, newUuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import { Refusal } from "../base/refusal.ts";
import type { Statement } from "../db/flight.ts";
import { shrinkDisputes } from "../engine/dispute.ts";
import { reverse } from "../engine/reverse.ts";
import { insertReserves } from "../findings/write-finding.ts";
import type { AccountBook } from "../ledger/account-book.ts";
import {
  paidAtSourceBack,
  paidAtSourcePostings,
  reservePostings,
  reversalPostings,
} from "../ledger/sale-postings.ts";
import { bodyHash, factBody } from "../sales/canonical.ts";
import type { RefundFacts } from "../sales/facts.ts";
import { plus } from "../sales/reserve.ts";
import { insertRefunds, saveRemaining, shrinkDispute } from "../sales/take-back.ts";
import type { RecalledSale } from "./recall-sales.ts";
import { moveReserve } from "./reserved-lines.ts";
import type { Placed } from "./take-back-act.ts";
import { takeBackTotals } from "./take-back-totals.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

export function placeRefund(
  terms: WorkspaceTerms,
  ids: IdSource,
  book: AccountBook,
  facts: RefundFacts,
  sale: RecalledSale,
): Placed {
  refuseWhileDisputed(facts, sale);
  const { lines, posted, remaining } = sale;
  const { currency, source, paid } = sale.facts;
  const { keptOf } = terms;
  const at = instant(sale.facts.happenedAt);
  const request = { amount: facts.amount, feesReturned: facts.feesReturned, currency, at, keptOf };
  const reversal = reverse(sale.compiled.plan, lines, sale.reversed, request);
  const reversed = plus(sale.reversed, reversal.computed);
  const shrunk = shrinkDisputes(lines, reversed, sale.disputes, facts.amount);
  const disputed = shrunk.reduce((sum, one) => sum + one.remaining, 0);
  const where = { book, source, currency };
  const ownDay = dayIn(terms.timeZone, facts.happenedAt);
  const nothing = lines.map(() => 0);
  const reversedNow = remaining.reversed + facts.amount;
  const back = paidAtSourceBack(sale.paidAtSource, paid, remaining.reversed, reversedNow);
  const moved = { day: ownDay, amount: facts.amount, taken: reversal.taken, atSource: back };
  const id = newUuid(ids);
  const taken = plus(sale.taken, reversal.taken);
  const reserve = moveReserve(sale, { taken, reversed: reversedNow, disputes: shrunk });
  const change = {
    sale: sale.id,
    paid,
    before: remaining,
    after: {
      reversed: reversedNow,
      disputed,
      linesReversed: reversed,
      linesTaken: taken,
    },
  };
  return {
    id,
    moves: reversal.moves,
    entry: {
      kind: "refund",
      source: facts.source,
      key: facts.externalId,
      subject: sale.id,
      bodyHash: bodyHash("refund", refundBody(facts)),
      currency,
      plan: null,
      happenedAt: facts.happenedAt,
      postings: [
        ...reversalPostings(where, facts.amount, posted, reversal.taken, nothing, sale.days, ownDay),
        ...reservePostings(where, posted, reserve.lines, sale.days),
        ...paidAtSourcePostings(where, back, ownDay),
      ],
    },
    statements: (seq) => [
      insertRefunds(terms.ws, [{ id, seq, facts }]),
      saveRemaining(terms.ws, [change]),
      ...takeBackTotals(sale, moved).statements(terms.ws),
      ...insertReserves(terms.ws, seq, reserve.holds),
      ...shrunk.flatMap((one, i) => shrinkStatements(terms.ws, sale.disputes[i], one)),
    ],
  };
}

function shrinkStatements(
  ws: number,
  dispute: RecalledSale["disputes"][number] | undefined,
  left: { remaining: number; lines: readonly number[] },
): Statement[] {
  if (dispute === undefined) return [];
  // Also where only its lines are others: what each of them reserves is read from here when it ends.
  const isSame = dispute.lines.every((line, i) => line === left.lines[i]);
  if (isSame && dispute.remaining === left.remaining) return [];
  return [shrinkDispute(ws, dispute.id as Placed["id"], left.remaining, left.lines)];
}

/** The canonical facts of a refund. */
export function refundBody(facts: RefundFacts): string {
  const { amount, externalId, feesReturned, happenedAt, sale, source } = facts;
  return factBody({ amount, at: happenedAt, externalId, feesReturned, sale, source });
}

/** Only what is started here is refused; what a source reports is booked, from the reserve first. */
export function refuseWhileDisputed({ origin }: RefundFacts, { disputes }: RecalledSale): void {
  if (origin !== "here" || disputes.length === 0) return;
  const message = "A dispute is open on this sale: wait for its outcome, or settle it with the buyer's bank.";
  throw new Refusal(409, "dispute_open", message);
}
