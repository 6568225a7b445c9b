// Plans the settlement of one contract's period for a posting flight: what is due by the counters at the head
// that the flight swaps from. What is not due any more is refused, so that two who look at once post it once.
// Never talks to the database but to gather.
// Example: March lacks 41.93 at the head → one entry; asked a second time → 409 nothing_due.
import { isMinor } from "../base/amount.ts";
import type { IdSource, Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import type { Contract } from "../contracts/contract.ts";
import { readContract } from "../contracts/read-contracts.ts";
import { knownSince, nextSettlementNo } from "../contracts/read-settlements.ts";
import { settlingPeriods } from "../contracts/settling-periods.ts";
import { readAlways } from "../contracts/terms-history.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace } from "../db/transaction.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import { Declined, type Plan } from "../ledger/planner.ts";
import { type DueSettlement, placeSettlement } from "./place-settlement.ts";
import type { Posted } from "./plan-sales.ts";
import { settlePeriod } from "./settle-period.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

export interface SettleAct {
  is: "settlement";
  actor: string;
  facts: { contract: Uuid; period: string; currency: string };
}

export interface AskedSettlement {
  act: SettleAct;
  contract: Contract | null;
  /** What every plan of the workspace begins with. */
  always: Record<string, unknown>;
  n: number;
  since: number;
}

/** The contract as it stands, and the number that its next settlement of the period will have. */
export async function gatherSettlement(
  db: Database,
  { ws, timeZone }: Pick<WorkspaceTerms, "ws" | "timeZone">,
  act: SettleAct,
): Promise<AskedSettlement> {
  const { contract: id, period } = act.facts;
  return await inWorkspace(db, ws, async (tx) => {
    const contract = await readContract(tx, ws, id);
    const since = contract === null ? 0 : await knownSince(tx, ws, contract, timeZone);
    const n = await nextSettlementNo(tx, ws, id, period);
    return { act, contract, always: await readAlways(tx, ws), n, since };
  });
}

/** `terms.counters` must be at hand. */
export function planSettlement(
  terms: WorkspaceTerms,
  ids: IdSource,
  page: JournalPage,
  asked: AskedSettlement,
): Plan<Posted> {
  const { epoch } = terms;
  try {
    const due = decide(terms, asked, ids.now());
    const { seq, statements } = placeSettlement(terms, page, due, asked.act.actor);
    return { epoch, results: [{ id: due.contract.id, seq, created: true, split: null }], statements };
  } catch (why) {
    if (why instanceof Refusal) return { epoch, results: [new Declined(why)], statements: [] };
    throw why;
  }
}

function decide(
  { timeZone, counters }: WorkspaceTerms,
  { act: { facts }, contract, always, n, since }: AskedSettlement,
  at: number,
): DueSettlement {
  if (contract === null) throw new Refusal(404, "not_found", "There is no such contract.");
  const period = settlingPeriods(contract, since, timeZone, at).find(
    (one) => one.name === facts.period && one.currency === facts.currency && one.hasEnded,
  );
  if (period === undefined) throw nothingDue();
  const found = settlePeriod(always, contract, period, counters ?? new Map());
  if (found.settled.moves.length === 0) throw nothingDue();
  if (!found.settled.lines.every(({ amount }) => isMinor(amount)))
    throw new Refusal(422, "amount_too_large", "This settlement is past 10^15 minor units.");
  return { contract, period, n, at, found };
}

function nothingDue(): Refusal {
  return new Refusal(409, "nothing_due", "Nothing more is due of this period.");
}
