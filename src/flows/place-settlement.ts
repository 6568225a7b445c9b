// Places one settlement in a posting flight: the entry between the producer and the contract's party, its
// row, the counters after it, the totals by day, the event. Never computes what is due.
// Example: "contract_01…:2026-03:1": payable(ana) −4193, payable(bruno) 4193, available on its own day.
import type { Digest } from "../base/digest.ts";
import { publicId } from "../base/id.ts";
import type { Contract } from "../contracts/contract.ts";
import { saveCounters } from "../contracts/counters.ts";
import { type StoredPlan, storePlans } from "../contracts/plans.ts";
import type { SettlingPeriod } from "../contracts/settling-periods.ts";
import { insertSettlement, type NewSettlement } from "../contracts/write-settlement.ts";
import { eventStatement } from "../db/events.ts";
import type { Statement } from "../db/flight.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import { settlementPostings } from "../ledger/sale-postings.ts";
import { bodyHash, factBody } from "../sales/canonical.ts";
import { DayTotals } from "../sales/day-totals.ts";
import type { SettledPeriod } from "./settle-period.ts";
import { postedLines } from "./split-facts.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

export interface DueSettlement {
  contract: Contract;
  period: SettlingPeriod;
  n: number;
  /** When it is settled, epoch milliseconds. */
  at: number;
  found: SettledPeriod;
}

export function placeSettlement(
  terms: WorkspaceTerms,
  page: JournalPage,
  due: DueSettlement,
  actor: string,
): { seq: number; statements: Statement[] } {
  const { ws } = terms;
  const { contract, period, n, at, found } = due;
  const { currency, name } = period;
  const plans: StoredPlan[] = [];
  const lines = postedLines(terms, found.settled.lines);
  const day = terms.dayOf(at);
  const subject = publicId("contract", contract.id);
  const row = rowOf(due);
  const seq = page.add({
    kind: "settlement",
    source: "partage",
    key: `${subject}:${name}:${n}`,
    subject: contract.id,
    bodyHash: settlementHash({ ...row, at }),
    currency,
    plan: terms.planNumbers.name(found, plans),
    happenedAt: at,
    postings: settlementPostings(page.book, currency, lines, day),
  });
  const moved = new Set<string>();
  terms.count(found.settled.moves, moved);
  const counters = [...moved].map((name) => ({ name, value: terms.counters?.get(name) ?? 0 }));
  const totals = new DayTotals();
  const place = { day, currency, product: contract.product, source: "partage" };
  for (const { party, role, amount } of lines) totals.given(place, party, role, amount);
  const statements = [
    ...(plans.length > 0 ? [storePlans(ws, plans, at)] : []),
    insertSettlement(ws, { ...row, seq }),
    ...totals.statements(ws),
    saveCounters(ws, counters),
    settledEvent(ws, due, subject, seq, actor),
    eventStatement(ws, {
      type: "ledger.posted",
      subject: "ledger",
      actor,
      payload: { fromSeq: seq, toSeq: seq },
      at,
    }),
  ];
  return { seq, statements };
}

function rowOf({ contract, period, n, found }: DueSettlement): Omit<NewSettlement, "seq"> {
  const { lines } = found.settled;
  return {
    contract: contract.id,
    period: period.name,
    n,
    currency: period.currency,
    version: period.version.version,
    roles: lines.map((line) => line.role),
    amounts: lines.map((line) => line.amount),
    counters: found.handed,
  };
}

function settledEvent(
  ws: number,
  { period: { name, currency, version }, n, at, found }: DueSettlement,
  subject: string,
  seq: number,
  actor: string,
): Statement {
  const lines = found.settled.lines.slice(1).map(({ role, amount }) => ({ role, amount }));
  const payload = { period: name, n, version: version.version, currency, lines, seq };
  return eventStatement(ws, { type: "contract.settled", subject, actor, payload, at });
}

type Hashed = Pick<NewSettlement, "contract" | "currency" | "n" | "period" | "version" | "amounts">;

/** Of its canonical facts; `at` is when it was settled. */
export function settlementHash({ amounts, ...facts }: Hashed & { at: number }): Digest {
  const { at, contract, currency, n, period, version } = facts;
  const amount = 0 - (amounts[0] ?? 0);
  return bodyHash("settlement", factBody({ amount, at, contract, currency, n, period, version }));
}
