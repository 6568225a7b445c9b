// Plans what open lines of a settlement exchange once their sales are known: matched at the head that the
// flight swaps from, each line's entries through `fx` and its answer in the same commit, so that a line is
// exchanged once. Nothing to exchange posts nothing.
// Example: ch_late of 100.00 BRL was recorded after po_1 → two entries, line 3 agrees.
import { type IdSource, publicId, type Uuid } from "../base/id.ts";
import { Refusal } from "../base/refusal.ts";
import { eventStatement } from "../db/events.ts";
import type { Statement } from "../db/flight.ts";
import type { Database } from "../db/pool.ts";
import { inWorkspace, type Tx } from "../db/transaction.ts";
import type { JournalPage } from "../ledger/journal-page.ts";
import { Declined, type Plan } from "../ledger/planner.ts";
import { readMoneyAtSource } from "../reports/money-at-source.ts";
import { judgeRates } from "../sources/settlements/judge-rates.ts";
import { LineMatcher, type MatchedLine } from "../sources/settlements/match-lines.ts";
import {
  listLines,
  noSuchSettlement,
  readLastRates,
  readSettlement,
} from "../sources/settlements/read-settlements.ts";
import { MOST_LINES, type SettlementLine, type SourceSettlement } from "../sources/settlements/settlement.ts";
import { addExchanges, matchLines, type NewExchange } from "../sources/settlements/write-settlements.ts";
import { arrivedAt, placeExchanges, toExchange } from "./exchange-entries.ts";
import type { Posted } from "./plan-sales.ts";
import type { WorkspaceTerms } from "./workspace-terms.ts";

export interface SourceExchangeAct {
  is: "source_exchange";
  actor: string;
  /** `feeParty` withheld where no sale says who did. */
  facts: {
    settlement: Uuid;
    feeParty: Uuid;
    /** This line whatever its rate, and no other; left out: all whose rate is near. */
    accepted?: number;
  };
}

export async function planSourceExchange(
  db: Database,
  { epoch, ws, timeZone }: Pick<WorkspaceTerms, "epoch" | "ws" | "timeZone">,
  ids: IdSource,
  page: JournalPage,
  { actor, facts }: SourceExchangeAct,
): Promise<Plan<Posted>> {
  try {
    const { settlement, fresh, posted } = await inWorkspace(db, ws, async (tx) => {
      const settlement = await readSettlement(tx, ws, facts.settlement);
      if (settlement === null) throw noSuchSettlement();
      return { settlement, ...(await freshLines(tx, ws, settlement, facts.accepted)) };
    });
    const { id } = settlement;
    const none = { id, seq: 0, created: false, split: null };
    if (fresh.length === 0) return { epoch, results: [none], statements: [] };
    const fees = settlement.fees.map((fee) => fee.party);
    const otherwise = fees.length === 1 ? (fees[0] as Uuid) : facts.feeParty;
    const arrived = arrivedAt(settlement.arrivedOn, timeZone);
    const before = new Map(fresh.map(({ n }) => [n, posted.get(n) ?? otherwise]));
    const all = toExchange(fresh, { otherwise, arrived, posted: before });
    const seq = page.nextSeq;
    const done = placeExchanges(page, settlement, all, timeZone);
    const told = { actor, at: ids.now() };
    const payload = { fromSeq: seq, toSeq: page.nextSeq - 1 };
    const statements = [
      ...matchLines(ws, id, fresh),
      addExchanges(ws, id, done),
      exchangedEvent(ws, settlement, done, told),
      eventStatement(ws, { ...told, type: "ledger.posted", subject: "ledger", payload }),
    ];
    return { epoch, results: [{ ...none, seq, created: true }], statements };
  } catch (why) {
    if (why instanceof Refusal) return { epoch, results: [new Declined(why)], statements: [] };
    throw why;
  }
}

/** Open lines whose sale, in another currency, is known by now; and who withheld, as they were posted. */
async function freshLines(tx: Tx, ws: number, settlement: SourceSettlement, accepted?: number) {
  const open = await listLines(tx, ws, settlement.id, { state: "open", limit: MOST_LINES });
  const matched = await matchOpen(tx, ws, settlement, open, accepted);
  const isFresh = (line: MatchedLine, i: number) =>
    line.exchange !== null && open[i]?.exchange === null && (accepted ?? line.n) === line.n;
  const posted = open.flatMap(({ n, feeParty }): [number, Uuid][] =>
    feeParty === null ? [] : [[n, feeParty]],
  );
  return { fresh: matched.filter(isFresh), posted: new Map(posted) };
}

/** What the books say by now of lines that were open, in their order. */
export async function matchOpen(
  tx: Tx,
  ws: number,
  settlement: SourceSettlement,
  open: readonly SettlementLine[],
  accepted?: number,
): Promise<MatchedLine[]> {
  const { id, source, currency, fee } = settlement;
  const refs = new Set(open.flatMap(({ ref, refs }) => [ref, ...refs]));
  const booked = await readMoneyAtSource(tx, ws, source, [...refs]);
  const matcher = new LineMatcher({ currency, tellsFees: fee !== 0 }, booked, id);
  const matched = open.map((line) => matcher.match(line, line.n));
  const settled = open.filter((line) => line.exchange !== null || line.n === accepted);
  const last = await readLastRates(tx, ws, settlement);
  return judgeRates(matched, last, new Set(settled.map((line) => line.n)));
}

export function exchangedEvent(
  ws: number,
  { id, currency }: Pick<SourceSettlement, "id" | "currency">,
  done: readonly NewExchange[],
  told: { actor: string; at: number },
): Statement {
  const seqs = new Map(done.map((one) => [one.currency, one.seq]));
  const entries = [...seqs].map(([from, seq]) => ({ from, to: currency, seq }));
  const payload = { lines: done.length, entries };
  const subject = publicId("settled", id);
  return eventStatement(ws, { ...told, type: "source_settlement.exchanged", subject, payload });
}
