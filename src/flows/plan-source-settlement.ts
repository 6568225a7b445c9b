// Plans the entry of a settlement of a source for a posting flight: what it sent goes from the source to the
// bank, less what it withheld; its lines are matched to sales at the head that the flight swaps from, and
// what of them it exchanged goes through `fx` beside it. Told again it is answered with what was recorded;
// other facts under its id are refused.
// Example: po_1: 10000 less 320 → processor:stripe +10000, processor_fees(stripe) −320, bank −9680.
import { sumMinor } from "../base/amount.ts";
import { dayIn } from "../base/calendar.ts";
import { type IdSource, newUuid, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { eventStatement } from "../db/events.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { AccountKind } from "../ledger/entry.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import { Declined, type Plan } from "../ledger/planner.ts";
import { readMoneyAtSource } from "../reports/money-at-source.ts";
import { bodyHash, factBody } from "../sales/canonical.ts";
import { judgeRates } from "../sources/settlements/judge-rates.ts";
import { feesOf, LineMatcher, type MatchedLine } from "../sources/settlements/match-lines.ts";
import { findSettlement, readLastRates } from "../sources/settlements/read-settlements.ts";
import { factsHash, type SourceSettlement, type ToldSettlement } from "../sources/settlements/settlement.ts";
import { addExchanges, addSettlement, type NewSettlement } from "../sources/settlements/write-settlements.ts";
import { arrivedAt, placeExchanges, toExchange } from "./exchange-entries.ts";
import type { Posted } from "./plan-sales.ts";
import { exchangedEvent } from "./plan-source-exchange.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

export interface SourceSettlementAct {
  is: "source_settlement";
  actor: string;
  /** `feeParty` withheld where no sale says who did. */
  facts: { told: ToldSettlement; feeParty: Uuid; name: string };
}

export async function planSourceSettlement(
  db: Database,
  terms: WorkspaceTerms,
  ids: IdSource,
  page: JournalPage,
  { actor, facts }: SourceSettlementAct,
): Promise<Plan<Posted>> {
  const { epoch, ws, timeZone } = terms;
  const { told, feeParty, name } = facts;
  const hash = factsHash(told);
  const { before, lines } = await inWorkspace(db, ws, async (tx) => ({
    before: await findSettlement(tx, ws, told.source, told.externalId),
    lines: await matchTold(tx, ws, told),
  }));
  if (before !== null) {
    const result = before.factsHash.equals(hash)
      ? { id: before.id, seq: before.seq, created: false, split: null }
      : new Declined(otherFacts(told));
    return { epoch, results: [result], statements: [] };
  }
  const at = ids.now();
  const totals = totalsOf(lines);
  const instants = told.lines.flatMap((line) => line.at ?? []);
  const id = newUuid(ids);
  const settlement: NewSettlement = {
    ...{ id, source: told.source, externalId: told.externalId, currency: told.currency, ...totals },
    ...{ arrivedOn: told.arrivedOn, lines: lines.length, fees: feesOf(lines, feeParty), factsHash: hash },
    firstAt: instants.length === 0 ? null : new Date(Math.min(...instants)),
    lastAt: instants.length === 0 ? null : new Date(Math.max(...instants)),
    ...{ seq: page.nextSeq, recordedBy: actor, recordedName: name, recordedAt: new Date(at) },
  };
  const arrived = arrivedAt(told.arrivedOn, timeZone);
  const seq = place(page, settlement, arrived, timeZone);
  const exchanged = toExchange(lines, { otherwise: feeParty, arrived });
  const done = placeExchanges(page, settlement, exchanged, timeZone);
  const open = lines.filter((line) => line.state === "open").length;
  const payload = {
    source: told.source,
    externalId: told.externalId,
    currency: told.currency,
    net: totals.net,
  };
  const subject = publicId("settled", id);
  const event = {
    type: "source_settlement.recorded",
    subject,
    actor,
    payload: { ...payload, open, seq },
    at,
  };
  const posted = {
    type: "ledger.posted",
    subject: "ledger",
    actor,
    payload: { fromSeq: seq, toSeq: page.nextSeq - 1 },
    at,
  };
  const statements = [
    ...addSettlement(ws, settlement, lines),
    ...(done.length === 0 ? [] : [addExchanges(ws, id, done)]),
    eventStatement(ws, event),
    ...(done.length === 0 ? [] : [exchangedEvent(ws, settlement, done, { actor, at })]),
    eventStatement(ws, posted),
  ];
  return { epoch, results: [{ id, seq, created: true, split: null }], statements };
}

/** What the books say of each line. */
export async function matchTold(tx: Tx, ws: number, told: ToldSettlement): Promise<MatchedLine[]> {
  const refs = new Set(told.lines.flatMap(({ ref, refs }) => [ref, ...refs]));
  const booked = await readMoneyAtSource(tx, ws, told.source, [...refs]);
  const tellsFees = told.lines.some((line) => line.fee !== 0);
  const matcher = new LineMatcher({ currency: told.currency, tellsFees }, booked, null);
  const matched = told.lines.map((line, i) => matcher.match(line, i + 1));
  return judgeRates(matched, await readLastRates(tx, ws, told), new Set());
}

function totalsOf(lines: readonly MatchedLine[]) {
  const gross = sumMinor(lines.map((line) => line.gross));
  const fee = sumMinor(lines.map((line) => line.fee));
  return { gross, fee, net: gross - fee };
}

function place(page: JournalPage, one: NewSettlement, at: number, timeZone: string): number {
  return page.add({
    ...{ kind: "source_settlement", source: one.source, key: one.externalId, subject: one.id },
    ...{ bodyHash: settlementBody(one), currency: one.currency, plan: null, happenedAt: at },
    postings: settlementPostings(one).map(({ kind, of, amount }) => ({
      account: page.book.number(kind, of, one.currency),
      amount,
      day: dayIn(timeZone, at),
    })),
  });
}

type Moved = Pick<SourceSettlement, "source" | "gross" | "net" | "fees">;

export function settlementPostings({ source, gross, net, fees }: Moved) {
  const all: { kind: AccountKind; of: string; amount: number }[] = [
    { kind: "processor", of: source, amount: gross },
    ...fees.map(({ party, amount }) => ({ kind: "processor_fees" as const, of: party, amount: 0 - amount })),
    { kind: "bank", of: "", amount: 0 - net },
  ];
  return all.filter((one) => one.amount !== 0);
}

export function settlementBody(one: Omit<SourceSettlement, "open" | "differences" | "exchanged">) {
  const { source, externalId, currency, arrivedOn, gross, fee, net } = one;
  const told = one.factsHash.toString("hex");
  return bodyHash(
    "source_settlement",
    factBody({ arrivedOn, currency, externalId, fee, gross, net, source, told }),
  );
}

function otherFacts({ source, externalId }: ToldSettlement): Refusal {
  const message = `Settlement ${externalId} of ${source} is in the books with other lines. Nothing was changed.`;
  return new Refusal(409, "settlement_differs", message, { facts: { source, externalId } });
}
