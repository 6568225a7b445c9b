// What a refund would take from each line of a sale, before it is asked for: the same sums and the same
// refusals as the refund itself. Books nothing.
// Example: 40.00 of 100.00, Stripe keeps its fee → before, taken, after of every line, and who bears the fee.

import { parsePublicId, type Uuid } from "../base/id.ts";
import { instant } from "../base/instant.ts";
import { inWorkspace } from "../db/transaction.ts";
import { shrinkDisputes } from "../engine/dispute.ts";
import { keptFees } from "../engine/kept-fees.ts";
import type { LineRole } from "../engine/line.ts";
import type { UnreturnedFees } from "../engine/plan.ts";
import { reverse } from "../engine/reverse.ts";
import { checkTakeBack } from "../sales/check-facts.ts";
import { minus, plus, reservedOf } from "../sales/reserve.ts";
import type { App } from "./app.ts";
import { recallSale } from "./explain-sale.ts";
import { giveForfeited } from "./give-forfeited.ts";
import { refuseWhileDisputed } from "./place-refund.ts";
import { type AskedRefund, factsOfRefund, tellsOfRefunds } from "./start-refund.ts";

export interface PreviewedLine {
  party: Uuid;
  role: LineRole;
  contract: string | null;
  /**
   * Kept so far of this line; then what the refund takes, of that from the reserve, and what is kept after
   * it.
   */
  before: number;
  taken: number;
  fromReserve: number;
  after: number;
  /** Of `taken`: its part of fees that the source keeps. */
  bears: number;
}

export interface RefundPreview {
  source: string;
  currency: string;
  /** Of what the buyer paid: not taken back before, and after the refund. */
  before: number;
  after: number;
  recordOnly: boolean;
  sourceTells: boolean;
  lines: PreviewedLine[];
  kept: { party: Uuid; role: LineRole; amount: number; fallsOn: UnreturnedFees }[];
}

/** Throws what the refund would: 404, 409 `dispute_open`, 422 `refund_exceeds_remaining`. */
export async function previewRefund(app: App, ws: number, asked: AskedRefund): Promise<RefundPreview> {
  const facts = factsOfRefund(asked);
  const refusal = checkTakeBack(facts);
  if (refusal !== null) throw refusal;
  const sale = await recallSale(app, ws, facts.sale);
  refuseWhileDisputed(facts, sale);
  const names = { uuidOf: (name: string) => parsePublicId("party", name) as Uuid };
  await inWorkspace(app.db, ws, (tx) => giveForfeited(tx, ws, names, new Map([[sale.id, sale]])));
  const { lines, posted, disputes, compiled } = sale;
  const { amount, feesReturned } = facts;
  const { currency, source, paid } = sale.facts;
  const at = instant(sale.facts.happenedAt);
  const request = { amount, feesReturned, currency, at };
  const { computed, taken } = reverse(compiled.plan, lines, sale.reversed, request);
  const shrunk = shrinkDisputes(lines, plus(sale.reversed, computed), disputes, amount);
  const fromReserve = minus(reservedOf(posted, disputes), reservedOf(posted, shrunk));
  const partyOf = (line: number) => posted[line]?.party as Uuid;
  return {
    source,
    currency,
    before: paid - sale.remaining.reversed,
    after: paid - sale.remaining.reversed - amount,
    recordOnly: facts.recordOnly,
    sourceTells: tellsOfRefunds(source),
    lines: lines.map(({ role, contract, amount: given }, i) => {
      const before = given - (sale.taken[i] ?? 0);
      const takes = taken[i] ?? 0;
      return {
        party: partyOf(i),
        role,
        contract: contract ?? null,
        before,
        taken: takes,
        fromReserve: fromReserve[i] ?? 0,
        after: before - takes,
        bears: Math.max(0, takes - (computed[i] ?? 0)),
      };
    }),
    kept: keptFees(compiled.plan, lines, computed, feesReturned).map(({ line, ...one }) => ({
      party: partyOf(line),
      role: lines[line]?.role as LineRole,
      ...one,
    })),
  };
}
